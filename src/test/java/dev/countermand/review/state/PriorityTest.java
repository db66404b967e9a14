package dev.countermand.review.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P7: risk x money x time, kept as a moment. */
class PriorityTest {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void isRiskTimesMoneyTimesTime() {
        Priority priority = detected(60, "EUR", 2_990, Duration.ofDays(2));

        assertThat(priority.figure(NOW)).isEqualTo(4.49);
        assertThat(priority.words(NOW))
                .isEqualTo("60 % risk of 29.90 EUR, times 0.25 because it is due in 2 days, is 4.49");
    }

    @Test
    void doublesEveryDayAndIsWhatMayBeLostWhenTheCaseIsDue() {
        Priority priority = detected(50, "EUR", 10_000, Duration.ZERO);

        assertThat(priority.figure(NOW)).isEqualTo(50);
        assertThat(priority.figure(NOW.plus(Duration.ofDays(1)))).isEqualTo(100);
        assertThat(priority.figure(NOW.plus(Duration.ofDays(3)))).isEqualTo(400);
        assertThat(priority.words(NOW.plus(Duration.ofDays(3))))
                .isEqualTo("50 % risk of 100.00 EUR, times 8 because it was due 3 days ago, is 400");
    }

    /** What is kept is an order of its own, and has to be that of the figures at any moment. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 24, 300})
    void ranksAsTheFiguresDoAtAnyMoment(long hours) {
        Random dice = new Random(7);
        List<Priority> cases = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            CaseReason reason = CaseReason.values()[dice.nextInt(CaseReason.values().length)];
            String currency = List.of("EUR", "JPY", "KWD", "USD").get(dice.nextInt(4));
            Money amount = new Money(dice.nextInt(1_000_000), Currency.getInstance(currency));
            cases.add(Priority.of(dice.nextInt(101), reason, amount, NOW.plusSeconds(dice.nextInt(1_000_000))));
        }
        Instant moment = NOW.plus(Duration.ofHours(hours));

        List<Double> figures = cases.stream()
                .sorted(Comparator.comparing(Priority::ranksAt))
                .map(one -> one.mayBeLost() * one.time(moment))
                .toList();

        for (int i = 1; i < figures.size(); i++) {
            // Moments are kept to the microsecond.
            assertThat(figures.get(i)).isLessThanOrEqualTo(figures.get(i - 1) * (1 + 1e-9));
        }
    }

    @Test
    void aDayOverdueOutweighsTwiceTheMoney() {
        Priority small = detected(60, "EUR", 1_000, Duration.ofDays(-1));

        assertThat(small.ranksAt())
                .isCloseTo(detected(60, "EUR", 2_000, Duration.ZERO).ranksAt(), within(1, ChronoUnit.MICROS));
        assertThat(small.ranksAt())
                .isBefore(detected(60, "EUR", 1_999, Duration.ZERO).ranksAt());
        assertThat(small.ranksAt())
                .isAfter(detected(60, "EUR", 2_001, Duration.ZERO).ranksAt());
    }

    @Test
    void comparesCurrenciesByWhatTheyAreWorth() {
        Priority yen = detected(60, "JPY", 5_400, Duration.ZERO);

        assertThat(yen.figure(NOW)).isEqualTo(18);
        assertThat(yen.words(NOW)).startsWith("60 % risk of 5400 JPY (about 30 EUR), times 1 ");
    }

    @Test
    void countsACaseWithoutSignalsAndWithoutMoneyAllTheSame() {
        Priority asked = Priority.of(0, CaseReason.MANUAL, Money.zero(Currency.getInstance("EUR")), NOW);

        assertThat(asked.risk()).isEqualTo(50);
        assertThat(asked.figure(NOW)).isEqualTo(0.5);
        assertThat(asked.ranksAt()).isEqualTo(NOW.plus(Priority.DOUBLES_EVERY));
        assertThat(asked.words(NOW)).startsWith("50 % risk of 0.00 EUR (about 1 EUR)");
    }

    @Test
    void showsAFigureThatEndsHoweverLongNobodyLooked() {
        Priority old = detected(60, "EUR", 2_990, Duration.ofDays(-4_000));

        assertThat(old.figure(NOW))
                .isEqualTo(detected(60, "EUR", 2_990, Duration.ofDays(-30)).figure(NOW));
        assertThat(old.ranksAt())
                .isBefore(detected(60, "EUR", 2_990, Duration.ofDays(-3_999)).ranksAt());
    }

    @Test
    void everyCurrencyInForceHasARoughWorth() throws IOException {
        try (InputStream list =
                Objects.requireNonNull(Currency.class.getResourceAsStream("/currencies/iso-4217.txt"))) {
            List<String> codes = new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.substring(0, 3))
                    .toList();
            assertThat(codes).hasSizeGreaterThan(150).allMatch(RoughWorth::knows);
        }
    }

    private static Priority detected(int score, String currency, long minor, Duration left) {
        return Priority.of(
                score, CaseReason.DETECTED, new Money(minor, Currency.getInstance(currency)), NOW.plus(left));
    }
}
