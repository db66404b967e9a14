package dev.countermand.payment.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A18, A20, A20a, A24: what each act books, and that no account gets where it may not be. */
class BookingsTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final UUID REFUND = new UUID(0, 1);

    private static Money eur(long minor) {
        return new Money(minor, EUR);
    }

    private static Bookings none() {
        return new Bookings(Balances.none(EUR));
    }

    private static Bookings paid(long minor) {
        return none().captured("p", eur(minor), eur(minor), eur(0), false);
    }

    private static long at(Bookings bookings, Account account) {
        return bookings.balances().of(account).minor();
    }

    /** A18. */
    @Test
    void whatIsHeldIsReleased() {
        Bookings done = paid(2_990).released("o");
        assertThat(at(done, Account.SELLER)).isEqualTo(2_990);
        assertThat(at(done, Account.ESCROW)).isZero();
        assertThat(at(done, Account.PROVIDER)).isEqualTo(-2_990);
    }

    /** A20a: what is not owed stands apart, goes back first, and is never the seller's. */
    @Test
    void whatIsNotOwedIsKeptApart() {
        Bookings late = none().captured("p", eur(2_000), eur(500), eur(0), false);
        assertThat(at(late, Account.SUSPENSE)).isEqualTo(1_500);
        late.refunded("p", REFUND, eur(1_600), "A20a");
        assertThat(at(late, Account.SUSPENSE)).isZero();
        assertThat(at(late, Account.ESCROW)).isEqualTo(400);
        late.released("o");
        assertThat(at(late, Account.SELLER)).isEqualTo(400);
    }

    /** A20a: one part after the other is booked, each for itself. */
    @Test
    void moreOfAPaymentComesIn() {
        Bookings parts = none().captured("p", eur(1_200), eur(1_200), eur(0), false)
                .captured("p", eur(1_200), eur(1_790), eur(1_000), eur(0), false);
        assertThat(at(parts, Account.ESCROW)).isEqualTo(2_200);
        assertThat(at(parts, Account.SUSPENSE)).isEqualTo(790);
        assertThat(at(parts, Account.PROVIDER)).isEqualTo(-2_990);
        assertThat(parts.made()).extracting(Transfer::subject).containsOnly("payments/p", "payments/p/1200");
    }

    /** A18: what the seller has got is not given back; the marketplace gives it, and may claim it (D2). */
    @Test
    void whatWasReleasedIsNotGivenBack() {
        Bookings done = paid(2_990).released("o").refunded("p", REFUND, eur(2_990), "D1");
        assertThat(at(done, Account.SELLER)).isEqualTo(2_990);
        assertThat(at(done, Account.PLATFORM)).isEqualTo(-2_990);
        done.claimed(Cause.CLAIM, "entries/1", eur(2_990), "D4");
        assertThat(at(done, Account.PLATFORM)).isZero();
        assertThat(at(done, Account.CLAIM_ON_SELLER)).isEqualTo(-2_990);
    }

    /** E2: kept back as far as it is held. */
    @Test
    void aCostIsKeptFromWhatIsHeld() {
        Bookings kept = paid(1_000).refunded("p", REFUND, eur(700), "C2").costKept("charges/1", eur(490), "E2");
        assertThat(at(kept, Account.CARRIER_COSTS)).isEqualTo(300);
        assertThat(at(kept, Account.ESCROW)).isZero();
    }

    /** C1: what is paid after the goods were received pays the claim, and is the seller's at once. */
    @Test
    void cashThatComesLaterIsTheSellersAtOnce() {
        Bookings due = none().claimed(Cause.PRICE_CLAIMED, "charges/1", eur(2_990), "C1");
        assertThat(at(due, Account.OUTSTANDING)).isEqualTo(2_990);
        due.captured("p", eur(1_000), eur(2_990), eur(0), true);
        assertThat(at(due, Account.OUTSTANDING)).isEqualTo(1_990);
        assertThat(at(due, Account.CLAIM_ON_BUYER)).isEqualTo(-1_990);
        assertThat(at(due, Account.SELLER)).isEqualTo(1_000);
    }

    /** A20b: until it is sent it is owed, and what comes back is owed again. */
    @Test
    void aRefundIsOwedUntilItIsSent() {
        Bookings back = paid(2_000).refunded("p", REFUND, eur(2_000), "A8");
        assertThat(at(back, Account.BUYER)).isEqualTo(2_000);
        back.sent("p", REFUND, 0, eur(2_000));
        assertThat(at(back, Account.BUYER)).isZero();
        assertThat(at(back, Account.PROVIDER)).isZero();
        back.cameBack(ofRefund(back));
        assertThat(at(back, Account.BUYER)).isEqualTo(2_000);
        assertThat(back.cameBack(ofRefund(back)).made()).as("once").hasSize(4);
        back.sent("p", REFUND, 1, eur(2_000));
        assertThat(at(back, Account.BUYER)).isZero();
        back.cameBack(ofRefund(back));
        assertThat(at(back, Account.BUYER)).isEqualTo(2_000);
    }

    /** A20b: what will not be paid goes back to where it came from, and nothing of it stays in an order that is over. */
    @Test
    void whatIsClosedIsThereAgain() {
        Bookings held = paid(2_000).refunded("p", REFUND, eur(500), "A20");
        held.refundClosed(ofRefund(held), "p", REFUND, eur(500), false);
        assertThat(at(held, Account.BUYER)).isZero();
        assertThat(at(held, Account.ESCROW)).isEqualTo(2_000);
        held.refundResumed(ofRefund(held), "p", REFUND, eur(500), "A20");
        assertThat(at(held, Account.BUYER)).isEqualTo(500);
        held.refundClosed(ofRefund(held), "p", REFUND, eur(500), true);
        assertThat(at(held, Account.ESCROW)).isEqualTo(1_500);
        assertThat(at(held, Account.PLATFORM)).isEqualTo(500);

        Bookings mixed = none().captured("p", eur(2_000), eur(1_500), eur(0), false);
        mixed.refunded("p", REFUND, eur(700), "A20a").sent("p", REFUND, 0, eur(700));
        mixed.refundClosed(ofRefund(mixed), "p", REFUND, eur(700), false);
        assertThat(at(mixed, Account.SUSPENSE)).isEqualTo(500);
        assertThat(at(mixed, Account.ESCROW)).isEqualTo(1_500);
        assertThat(at(mixed, Account.PROVIDER)).as("and is not with the buyer").isEqualTo(-2_000);
    }

    /** A20b: its provider has the money still. */
    @Test
    void whatIsPaidInAnotherWayIsNotOwed() {
        Bookings settled = paid(2_000).refunded("p", REFUND, eur(2_000), "A8");
        settled.refundSettled(ofRefund(settled), "p", REFUND, eur(2_000));
        assertThat(at(settled, Account.BUYER)).isZero();
        assertThat(at(settled, Account.SETTLED)).isEqualTo(2_000);
        assertThat(at(settled, Account.PROVIDER)).isEqualTo(-2_000);
    }

    /** A20b: its provider has sent what a person had paid in another way: it has gone twice, and the provider holds nothing. */
    @Test
    void whatIsSentAfterAllTheMarketplaceHasGiven() {
        Bookings settled = paid(2_000).refunded("p", REFUND, eur(2_000), "A8");
        settled.refundSettled(ofRefund(settled), "p", REFUND, eur(2_000));
        settled.sentAfterAll("p", REFUND, eur(2_000));
        assertThat(at(settled, Account.PROVIDER)).isZero();
        assertThat(at(settled, Account.SETTLED)).isEqualTo(2_000);
        assertThat(at(settled, Account.PLATFORM)).isEqualTo(-2_000);
        settled.backAfterAll(ofRefund(settled));
        assertThat(at(settled, Account.PROVIDER)).isEqualTo(-2_000);
        assertThat(at(settled, Account.PLATFORM)).isZero();
    }

    /** A20b: closed, given back in another way, and sent all the same: the marketplace gives no more of it than there was. */
    @Test
    void whatIsSentAfterAllIsNoMoreThanItsProviderHeld() {
        UUID other = new UUID(0, 2);
        Bookings twice = paid(2_000).refunded("p", REFUND, eur(1_500), "A8");
        twice.refundClosed(ofRefund(twice), "p", REFUND, eur(1_500), true)
                .refunded("p", other, eur(1_800), "A20")
                .sent("p", other, 0, eur(1_800))
                .sentAfterAll("p", REFUND, eur(1_500));
        assertThat(at(twice, Account.PROVIDER)).isZero();
        twice.sentAfterAll("p", REFUND, eur(1_500));
        assertThat(at(twice, Account.PROVIDER)).as("nothing is left").isZero();
    }

    /** A19: what the buyer has not asked for is the seller's when the order is over. */
    @Test
    void whatTheBuyerDoesNotWantIsTheSellers() {
        Bookings less = paid(2_000).refunded("p", REFUND, eur(1_200), "A19").cleared("o", 0, eur(0));
        assertThat(at(less, Account.ESCROW)).isZero();
        assertThat(at(less, Account.SELLER)).isEqualTo(800);
        assertThat(less.made().getLast().rule()).isEqualTo("A19");
        assertThat(less.cleared("o", 1, eur(0)).made()).as("once").hasSize(3);
    }

    /** A20a: of two payments the bank has taken, one is won: what was kept before makes good what the other has cost. */
    @Test
    void whatIsHeldAtTheEndMakesGoodAChargeback() {
        Bookings kept = none().captured("p", eur(6_000), eur(6_000), eur(0), false)
                .captured("q", eur(4_000), eur(4_000), eur(0), false)
                .costKept("charges/1", eur(1_000), "E2");
        Trail nothing = new Trail(EUR, List.of());
        kept.chargedBack(nothing, new Ledger.ChargedBack("one", "p", eur(6_000), eur(0)), eur(0), false, false);
        Trail first = ofPayment(kept, "p");
        kept.chargedBack(nothing, new Ledger.ChargedBack("two", "q", eur(0), eur(4_000)), eur(0), false, false);
        assertThat(at(kept, Account.PLATFORM)).isEqualTo(-1_000);
        kept.chargedBack(first, new Ledger.ChargedBack("one", "p", eur(0), eur(0)), eur(5_000), false, false)
                .refunded("p", REFUND, eur(5_000), "A20a");
        assertThat(at(kept, Account.ESCROW)).as("of an order that is over").isEqualTo(1_000);
        kept.cleared("o", 0, eur(1_000));
        assertThat(at(kept, Account.ESCROW)).isZero();
        assertThat(at(kept, Account.PLATFORM)).isZero();
        assertThat(at(kept, Account.SELLER)).isZero();
    }

    /** A19: what comes while a dispute is open is not released; whatever ends the dispute does that. */
    @Test
    void whatIsHeldWaitsForTheEndOfTheDispute() {
        Bookings done = paid(2_000).released("o");
        Trail nothing = new Trail(EUR, List.of());
        done.chargedBack(nothing, new Ledger.ChargedBack("cb", "p", eur(500), eur(0)), eur(0), true, true);
        done.chargedBack(ofPayment(done, "p"), new Ledger.ChargedBack("cb", "p", eur(0), eur(0)), eur(0), true, true);
        assertThat(at(done, Account.PLATFORM)).as("it had given that").isZero();
        done.captured("q", eur(700), eur(700), eur(0), false);
        assertThat(at(done, Account.ESCROW)).isEqualTo(700);
        assertThat(at(done, Account.SELLER)).isEqualTo(2_000);
        done.cleared("o", 0, eur(0));
        assertThat(at(done, Account.SELLER)).isEqualTo(2_700);
    }

    /** A27: an undone fine is owed no more; what was paid of it is the seller's, and nobody has it twice. */
    @Test
    void aFineIsUndone() {
        Bookings open = paid(2_990).claimed(Cause.FINE, "entries/1", eur(897), "A24");
        open.fineUndone("entries/1", eur(897), "A27");
        assertThat(at(open, Account.CLAIM_ON_SELLER)).isZero();
        assertThat(at(open, Account.PLATFORM)).isZero();

        Bookings inPart = paid(2_990)
                .claimed(Cause.FINE, "entries/1", eur(897), "A24")
                .claimPaid(Debtor.SELLER, "claims/1", eur(500), "A24")
                .fineUndone("entries/1", eur(897), "A27");
        assertThat(at(inPart, Account.CLAIM_ON_SELLER)).isZero();
        assertThat(at(inPart, Account.PLATFORM)).isZero();
        assertThat(at(inPart, Account.SELLER)).as("what they had paid").isEqualTo(500);
        assertThat(at(inPart, Account.RECEIVED)).isEqualTo(-500);
        assertThat(inPart.balances().sum()).isEqualTo(eur(0));
    }

    /** A26: what a decision moved besides refunds and fines moves back, each by an entry of its own; the others have their ways. */
    @Test
    void aDecisionIsUndone() {
        Bookings decided = paid(2_990)
                .claimed(Cause.PRICE_CLAIMED, "charges/1", eur(700), "E1")
                .refunded("p", REFUND, eur(2_000), "A26")
                .claimed(Cause.FINE, "entries/1", eur(897), "A24")
                .priceOwed("prices/1", eur(100))
                .cleared("o", 0, eur(300));
        assertThat(at(decided, Account.ESCROW)).isZero();
        assertThat(at(decided, Account.SELLER)).isEqualTo(690);
        assertThat(at(decided, Account.OUTSTANDING)).isEqualTo(100);
        int made = decided.made().size();

        decided.decisionUndone(new Trail(EUR, decided.made()), "decisions/1");
        assertThat(at(decided, Account.ESCROW)).isEqualTo(990);
        assertThat(at(decided, Account.SELLER)).isZero();
        assertThat(at(decided, Account.OUTSTANDING)).isEqualTo(700);
        assertThat(at(decided, Account.CLAIM_ON_BUYER)).isEqualTo(-700);
        assertThat(at(decided, Account.BUYER))
                .as("refunds are closed, not moved back here")
                .isEqualTo(2_000);
        assertThat(at(decided, Account.CLAIM_ON_SELLER)).as("nor fines").isEqualTo(-897);
        assertThat(decided.balances().sum()).isEqualTo(eur(0));
        List<Transfer> back = decided.made().subList(made, decided.made().size());
        assertThat(back).hasSize(3).extracting(Transfer::cause).containsOnly(Cause.DECISION_UNDONE);
        assertThat(back).extracting(Transfer::subject).doesNotHaveDuplicates();
    }

    /** C3, A24: who owes something pays it, and no more of it than there is. */
    @Test
    void aClaimIsPaid() {
        Bookings owed = none().claimed(Cause.COST_CLAIMED, "charges/1", eur(490), "C3")
                .claimed(Cause.PRICE_CLAIMED, "charges/2", eur(2_990), "C1");
        assertThat(Debtor.BUYER.owes(accounts(owed)))
                .as("the price is paid as a price")
                .isEqualTo(eur(490));
        owed.claimPaid(Debtor.BUYER, "claims/1", eur(490), "C3");
        assertThat(Debtor.BUYER.owes(accounts(owed))).isEqualTo(eur(0));
        assertThat(at(owed, Account.CLAIM_ON_BUYER)).isEqualTo(-2_990);
        assertThat(Debtor.SELLER.owes(accounts(owed))).isEqualTo(eur(0));
        assertThatIllegalStateException().isThrownBy(() -> owed.claimPaid(Debtor.SELLER, "claims/2", eur(1), "A24"));
    }

    private static Accounts accounts(Bookings bookings) {
        Map<Account, Money> standing = new EnumMap<>(Account.class);
        for (Account account : Account.values()) {
            standing.put(account, bookings.balances().of(account));
        }
        Money nothing = Money.zero(bookings.balances().currency());
        return new Accounts(nothing, nothing, nothing, standing);
    }

    private static Trail ofPayment(Bookings bookings, String payment) {
        return new Trail(
                EUR,
                bookings.made().stream()
                        .filter(each ->
                                each.cause().name().startsWith("CHARGEBACK") && payment.equals(each.paymentId()))
                        .toList());
    }

    private static Trail ofRefund(Bookings bookings) {
        return new Trail(
                EUR,
                bookings.made().stream()
                        .filter(each -> REFUND.equals(each.refundId()))
                        .toList());
    }

    private static Bookings bank(Bookings bookings, long disputed, long lost, long notOwed, boolean completed) {
        Trail trail = new Trail(
                EUR,
                bookings.made().stream()
                        .filter(each -> each.cause().name().startsWith("CHARGEBACK"))
                        .toList());
        return bookings.chargedBack(
                trail, new Ledger.ChargedBack("cb", "p", eur(disputed), eur(lost)), eur(notOwed), completed, false);
    }

    /** A20a. */
    @Test
    void aChargebackIsWonOrLost() {
        Bookings opened = bank(paid(2_000), 2_000, 0, 0, false);
        assertThat(at(opened, Account.CHARGEBACK)).isEqualTo(2_000);
        assertThat(at(opened.released("o"), Account.SELLER)).isZero();
        bank(opened, 0, 2_000, 0, false);
        assertThat(at(opened, Account.PROVIDER)).isZero();
        assertThat(bank(opened, 0, 2_000, 0, false).made()).as("once").hasSize(3);
        bank(opened, 0, 0, 0, false);
        assertThat(at(opened, Account.PROVIDER)).as("revised").isEqualTo(-2_000);
        assertThat(at(opened, Account.ESCROW)).isEqualTo(2_000);

        Bookings won = bank(paid(2_000).released("o"), 2_000, 0, 0, true);
        assertThat(at(won, Account.PLATFORM)).isEqualTo(-2_000);
        bank(won, 0, 0, 0, true);
        assertThat(at(won, Account.PLATFORM)).isZero();
        assertThat(at(won, Account.SELLER)).isEqualTo(2_000);
    }

    /** A20a: what was held when the bank took it is the seller's when it is won, but what the buyer has paid again. */
    @Test
    void whatIsWonGoesWhereItBelongs() {
        Bookings claimed = bank(paid(2_000), 2_000, 0, 0, false)
                .released("o")
                .claimed(Cause.PRICE_CLAIMED, "charges/1", eur(2_000), "E1");
        bank(claimed, 500, 0, 0, true);
        assertThat(at(claimed, Account.SELLER)).isEqualTo(1_500);
        assertThat(at(claimed, Account.OUTSTANDING)).isEqualTo(500);
        bank(claimed, 0, 0, 500, true);
        assertThat(at(claimed, Account.SELLER)).isEqualTo(1_500);
        assertThat(at(claimed, Account.ESCROW)).as("goes back").isEqualTo(500);
    }

    /** A20a: the seller has been paid; what the buyer pays again is the marketplace's, which gave it to the bank. */
    @Test
    void whatIsPaidAgainIsNotTheSellersTwice() {
        Bookings again = bank(paid(2_000).released("o"), 0, 2_000, 0, true)
                .captured("q", eur(2_500), eur(2_000), eur(2_000), true);
        assertThat(at(again, Account.SELLER)).isEqualTo(2_000);
        assertThat(at(again, Account.PLATFORM)).isZero();
        assertThat(at(again, Account.SUSPENSE)).isEqualTo(500);
    }

    @Test
    void refusesWhatMayNotBe() {
        assertThatIllegalStateException().isThrownBy(() -> none().sent("p", REFUND, 0, eur(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Transfer(Cause.RELEASE, Account.SUSPENSE, Account.SELLER, eur(1), "A18", "o", null, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Transfer(Cause.RELEASE, Account.ESCROW, Account.SELLER, eur(0), "A18", "o", null, null));
        Money yen = new Money(1, Currency.getInstance("JPY"));
        assertThatIllegalArgumentException().isThrownBy(() -> none().captured("p", yen, yen, yen, false));
    }

    /**
     * Seeded: acts in any order, in currencies of 0, 2, 3 and 4 digits. After each the accounts are zero together, the
     * providers' account is what they count themselves, and no more was paid out than was released.
     */
    @Test
    void aWalkOfAHundredThousandActsBalances() {
        for (String code : List.of("JPY", "EUR", "BHD", "UYW")) {
            Random random = new Random(code.hashCode());
            Map<Account, Long> all = new EnumMap<>(Account.class);
            int acts = 0;
            while (acts < 25_000) {
                Walk walk = new Walk(Currency.getInstance(code), random);
                for (int i = 0; i < 50; i++) {
                    walk.act();
                    acts++;
                }
                for (Account account : Account.values()) {
                    all.merge(account, walk.balances.of(account).minor(), Long::sum);
                }
            }
            assertThat(all.values().stream().mapToLong(Long::longValue).sum()).isZero();
            assertThat(all.values()).as("every account was used").doesNotContain(0L);
        }
    }

    /** One order: what its parties and providers do in any order, as far as payments and refunds allow. */
    private static final class Walk {

        private final Currency currency;
        private final Random random;
        private final List<Transfer> all = new ArrayList<>();
        private final Map<UUID, Money> requested = new HashMap<>();
        private final Map<UUID, Money> sent = new HashMap<>();
        private final Map<UUID, Money> closed = new HashMap<>();

        /** A20b: a person has paid it in another way, and its provider may send it all the same. */
        private final Map<UUID, Money> done = new HashMap<>();

        private final Map<UUID, Money> afterAll = new HashMap<>();
        private final Set<String> booked = new HashSet<>();

        /** What providers have by their own books: what they took, less what they sent and what banks have for good. */
        private Money theirs;

        /** What the marketplace's own systems have paid the seller. */
        private Money paidOut;

        private Money disputed;
        private Money lost;
        private Balances balances;
        private Money captured;
        private Money given;
        private boolean completed;
        private int next;

        Walk(Currency currency, Random random) {
            this.currency = currency;
            this.random = random;
            this.balances = Balances.none(currency);
            this.captured = Money.zero(currency);
            this.given = Money.zero(currency);
            this.disputed = Money.zero(currency);
            this.lost = Money.zero(currency);
            this.theirs = Money.zero(currency);
            this.paidOut = Money.zero(currency);
        }

        void act() {
            Bookings bookings = new Bookings(balances);
            next++;
            switch (random.nextInt(23)) {
                case 0, 1 -> capture(bookings);
                case 2, 3 -> refund(bookings);
                case 4 -> sent(bookings);
                case 5 -> back(bookings);
                case 6 -> release(bookings);
                case 7 -> bookings.costKept("charges/" + next, some(), "E2");
                case 8 -> bookings.claimed(Cause.FINE, "entries/" + next, some(), "A24");
                case 9 ->
                    bookings.claimed(
                            random.nextBoolean() ? Cause.CLAIM : Cause.RETURN_SHIPPING, "e/" + next, some(), "A19");
                case 10 ->
                    bookings.claimed(
                            random.nextBoolean() ? Cause.PRICE_CLAIMED : Cause.COST_CLAIMED, "c/" + next, some(), "C1");
                case 11 -> bankHas(bookings, disputed.plus(some().min(left())), lost);
                case 12 -> bankHas(bookings, disputed.min(some()), lost.min(some()));
                case 13 -> bankHas(bookings, Money.zero(currency), lost.plus(disputed));
                case 14 -> closeOrSettle(bookings);
                case 15 -> sentAfterAll(bookings);
                case 16 -> backAfterAll(bookings);
                case 17 -> bookings.cleared("o", next, advanced());
                case 18 -> payOut();
                case 19 -> payClaim(bookings, Debtor.BUYER);
                case 20 -> payClaim(bookings, Debtor.SELLER);
                case 21 -> undoAFine(bookings);
                default -> resume(bookings);
            }
            balances = bookings.balances();
            all.addAll(bookings.made());
            bookings.made().forEach(each -> booked.add(each.cause() + " " + each.subject()));
            assertThat(balances.sum().isZero()).isTrue();
            assertThat(balances.of(Account.PROVIDER).plus(theirs).isZero())
                    .as("the provider counts %s", theirs)
                    .isTrue();
            assertThat(new Bookings(balances)
                            .cameBack(new Trail(currency, List.copyOf(all)))
                            .made())
                    .as("what is out is what was sent and has not come back")
                    .hasSize(sent.size());
            assertThat(paidOut.minor())
                    .as("never more was paid out than was released")
                    .isLessThanOrEqualTo(released().minor());
        }

        /** A18, A24: what was released to the seller, less what they owe. */
        private Money account() {
            return balances.of(Account.SELLER).plus(balances.of(Account.CLAIM_ON_SELLER));
        }

        private Money released() {
            return balances.of(Account.SELLER).plus(balances.of(Account.PAID_OUT));
        }

        private void payOut() {
            Money due = account().minus(paidOut);
            if (due.isPositive()) {
                paidOut = paidOut.plus(some().min(due));
            }
        }

        private void payClaim(Bookings bookings, Debtor debtor) {
            Money owed = debtor.owes(accounts(bookings));
            if (owed.isPositive()) {
                bookings.claimPaid(debtor, "claims/" + next, some().min(owed), debtor.rule());
            }
        }

        private void undoAFine(Bookings bookings) {
            all.stream()
                    .filter(each -> each.cause() == Cause.FINE)
                    .filter(each -> !booked.contains("FINE_UNDONE " + each.subject()))
                    .findFirst()
                    .ifPresent(fine -> bookings.fineUndone(fine.subject(), fine.amount(), "A27"));
        }

        private Money advanced() {
            Money gave = Money.zero(currency).minus(ofTheMarketplace().stands(Account.PLATFORM));
            return gave.isPositive() ? gave : Money.zero(currency);
        }

        private Trail ofTheMarketplace() {
            Set<Cause> causes = EnumSet.of(Cause.CHARGEBACK, Cause.CHARGEBACK_WON, Cause.CAPTURE, Cause.MADE_GOOD);
            return new Trail(
                    currency,
                    all.stream().filter(each -> causes.contains(each.cause())).toList());
        }

        private void sentAfterAll(Bookings bookings) {
            done.keySet().stream().findFirst().ifPresent(id -> {
                Money amount = Objects.requireNonNull(done.remove(id));
                bookings.sentAfterAll("p", id, amount);
                theirs = theirs.minus(amount);
                afterAll.put(id, amount);
            });
        }

        private void backAfterAll(Bookings bookings) {
            afterAll.keySet().stream().findFirst().ifPresent(id -> {
                theirs = theirs.plus(Objects.requireNonNull(afterAll.remove(id)));
                bookings.backAfterAll(ofRefund(id));
            });
        }

        private Money some() {
            return new Money(1 + random.nextInt(5_000), currency);
        }

        private Money left() {
            return captured.minus(given);
        }

        private void capture(Bookings bookings) {
            Money amount = some();
            captured = captured.plus(amount);
            theirs = theirs.plus(amount);
            bookings.captured("p" + next, amount, random.nextBoolean() ? amount : some(), advanced(), completed);
        }

        private void refund(Bookings bookings) {
            Money amount = some().min(left());
            if (amount.isPositive()) {
                given = given.plus(amount);
                UUID id = new UUID(0, next);
                requested.put(id, amount);
                bookings.refunded("p", id, amount, "A20");
            }
        }

        private void sent(Bookings bookings) {
            requested.keySet().stream().findFirst().ifPresent(id -> {
                Money amount = Objects.requireNonNull(requested.remove(id));
                bookings.sent("p", id, next, amount);
                theirs = theirs.minus(amount);
                sent.put(id, amount);
            });
        }

        private void back(Bookings bookings) {
            sent.keySet().stream().findFirst().ifPresent(id -> {
                Money amount = Objects.requireNonNull(sent.remove(id));
                bookings.cameBack(ofRefund(id));
                theirs = theirs.plus(amount);
                requested.put(id, amount);
            });
        }

        private Trail ofRefund(UUID id) {
            return new Trail(
                    currency,
                    all.stream().filter(each -> id.equals(each.refundId())).toList());
        }

        private Trail ofChargebacks() {
            return new Trail(
                    currency,
                    all.stream()
                            .filter(each -> each.cause().name().startsWith("CHARGEBACK"))
                            .toList());
        }

        private void closeOrSettle(Bookings bookings) {
            Map<UUID, Money> from = random.nextBoolean() ? requested : sent;
            from.keySet().stream().findFirst().ifPresent(id -> {
                Money amount = Objects.requireNonNull(from.remove(id));
                theirs = from == sent ? theirs.plus(amount) : theirs;
                if (random.nextBoolean()) {
                    bookings.refundSettled(ofRefund(id), "p", id, amount);
                    done.put(id, amount);
                } else {
                    bookings.refundClosed(ofRefund(id), "p", id, amount, completed);
                    given = given.minus(amount);
                    closed.put(id, amount);
                }
            });
        }

        private void resume(Bookings bookings) {
            closed.keySet().stream()
                    .filter(id -> Objects.requireNonNull(closed.get(id)).compareTo(left()) <= 0)
                    .findFirst()
                    .ifPresent(id -> {
                        Money amount = Objects.requireNonNull(closed.remove(id));
                        bookings.refundResumed(ofRefund(id), "p", id, amount, "A20");
                        given = given.plus(amount);
                        requested.put(id, amount);
                    });
        }

        private void release(Bookings bookings) {
            bookings.released("o" + next);
            completed = true;
            if (random.nextInt(4) == 0) {
                bookings.paidOutBefore("o" + next);
            }
        }

        private void bankHas(Bookings bookings, Money nowDisputed, Money nowLost) {
            given = given.minus(disputed).minus(lost).plus(nowDisputed).plus(nowLost);
            theirs = theirs.plus(lost).minus(nowLost);
            disputed = nowDisputed;
            lost = nowLost;
            Money notOwed = random.nextBoolean() ? some() : Money.zero(currency);
            bookings.chargedBack(
                    ofChargebacks(),
                    new Ledger.ChargedBack("cb" + next, "p", disputed, lost),
                    notOwed,
                    completed,
                    false);
        }
    }
}
