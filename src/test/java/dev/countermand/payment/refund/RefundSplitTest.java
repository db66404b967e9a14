package dev.countermand.payment.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A20: with several payments each gets back at most what it gave. */
class RefundSplitTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency JPY = Currency.getInstance("JPY");
    private static final Currency BHD = Currency.getInstance("BHD");

    /** Enough to have every payment empty, less than wanted, as much, and more. */
    private static final int MOST = 4;

    private static final int SPLITS = 2_000;

    @Test
    void theFirstPaymentGivesAllItCanBeforeTheSecondIsAsked() {
        assertThat(split(EUR, 1_500, 1_000, 2_000)).containsExactly(1_000L, 500L);
        assertThat(split(EUR, 1_000, 1_000, 2_000)).containsExactly(1_000L, 0L);
        assertThat(split(EUR, 1_001, 1_000, 2_000)).containsExactly(1_000L, 1L);
        assertThat(split(EUR, 3_000, 1_000, 2_000)).containsExactly(1_000L, 2_000L);
    }

    @Test
    void aPaymentThatHasNothingLeftIsPassedOver() {
        assertThat(split(EUR, 700, 0, 500, 0, 500)).containsExactly(0L, 500L, 0L, 200L);
    }

    @Test
    void moreThanIsLeftGivesAllThatIsLeft() {
        assertThat(split(EUR, 5_000, 1_000, 2_000)).containsExactly(1_000L, 2_000L);
    }

    @Test
    void nothingWantedOrNothingPaidGivesNothing() {
        assertThat(split(EUR, 0, 1_000)).containsExactly(0L);
        assertThat(split(EUR, -1, 1_000)).containsExactly(0L);
        assertThat(split(EUR, 1_000)).isEmpty();
    }

    @Test
    void oneMinorUnitIsGivenOnce() {
        assertThat(split(JPY, 1, 1, 1)).containsExactly(1L, 0L);
        assertThat(split(BHD, 1, 0, 1_000)).containsExactly(0L, 1L);
    }

    @Test
    void theGreatestAmountsDoNotOverflow() {
        assertThat(split(BHD, 2 * Money.MAX_MINOR, Money.MAX_MINOR, Money.MAX_MINOR))
                .containsExactly(Money.MAX_MINOR, Money.MAX_MINOR);
    }

    @Test
    void currenciesAreNotMixed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RefundSplit.of(new Money(1, EUR), List.of(new Money(1, EUR), new Money(1, JPY))));
    }

    /** Every amount over every three small payments. */
    @Test
    void partsAddUpAndNoneExceedsItsPayment() {
        for (int first = 0; first <= MOST; first++) {
            for (int second = 0; second <= MOST; second++) {
                for (int third = 0; third <= MOST; third++) {
                    for (int wanted = 0; wanted <= 3 * MOST + 1; wanted++) {
                        holds(JPY, wanted, first, second, third);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42, 2026, -5})
    void partsAddUpWhateverWasPaid(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < SPLITS; i++) {
            long[] left = random.longs(random.nextInt(6), 0, 100_000).toArray();
            holds(BHD, random.nextLong(300_000), left);
        }
    }

    /** Refund after refund: a payment is never asked for what it has given back already. */
    @ParameterizedTest
    @ValueSource(longs = {3, 11, 2026})
    void manyRefundsTogetherGiveBackWhatWasPaidAndNoMore(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < SPLITS; i++) {
            long[] paid = random.longs(1 + random.nextInt(4), 1, 5_000).toArray();
            long[] left = paid.clone();
            long given = 0;
            while (LongStream.of(left).sum() > 0) {
                List<Long> shares = split(EUR, 1 + random.nextLong(2_000), left);
                for (int payment = 0; payment < left.length; payment++) {
                    left[payment] -= shares.get(payment);
                    given += shares.get(payment);
                    assertThat(left[payment]).as("seed %s", seed).isNotNegative();
                }
            }
            assertThat(given).as("seed %s", seed).isEqualTo(LongStream.of(paid).sum());
        }
    }

    private static void holds(Currency currency, long wanted, long... left) {
        List<Long> shares = split(currency, wanted, left);
        String what = wanted + " over " + LongStream.of(left).boxed().toList() + " gave " + shares;
        assertThat(shares).as(what).hasSize(left.length);
        for (int i = 0; i < left.length; i++) {
            assertThat(shares.get(i)).as(what).isBetween(0L, left[i]);
        }
        assertThat(shares.stream().mapToLong(share -> share).sum())
                .as(what)
                .isEqualTo(Math.min(wanted, LongStream.of(left).sum()));
    }

    private static List<Long> split(Currency currency, long wanted, long... left) {
        List<Money> payments = new ArrayList<>();
        LongStream.of(left).forEach(minor -> payments.add(new Money(minor, currency)));
        List<Money> shares = RefundSplit.of(new Money(wanted, currency), payments);
        assertThat(shares).allMatch(share -> share.currency().equals(currency));
        return shares.stream().map(Money::minor).toList();
    }
}
