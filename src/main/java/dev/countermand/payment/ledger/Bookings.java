package dev.countermand.payment.ledger;

import dev.countermand.kernel.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which transfers an act makes, by what the accounts stand at; each goes on where the one before has ended. Pure. */
final class Bookings {

    /** Of what somebody gives back: what is not owed first, then what is held; what is not there the marketplace gives. */
    private static final List<Account> GIVING = List.of(Account.SUSPENSE, Account.ESCROW);

    private final List<Transfer> made = new ArrayList<>();
    private final Set<String> booked;
    private Balances now;

    /** @param booked what is in {@code before} already, by cause and subject with a space between */
    Bookings(Balances before, Set<String> booked) {
        this.now = before;
        this.booked = booked;
    }

    /** All that was booked, in order. */
    List<Transfer> made() {
        return List.copyOf(made);
    }

    /** What the accounts stand at after it. */
    Balances balances() {
        return now;
    }

    /**
     * A3: a payment is there.
     *
     * @param owed how much of it the order costs; the rest is kept apart (A20a)
     * @param completed the goods were received, and what is paid for them is the seller's at once (C1, E1)
     */
    Bookings captured(String paymentId, Money amount, Money owed, boolean completed) {
        String subject = "payments/" + paymentId;
        Money held = amount.min(owed);
        move(Cause.CAPTURE, Account.PROVIDER, Account.ESCROW, held, Cause.CAPTURE.rule(), subject, paymentId, null);
        move(Cause.CAPTURE, Account.PROVIDER, Account.SUSPENSE, amount.minus(held), "A20a", subject, paymentId, null);
        Money due = held.min(now.of(Account.OUTSTANDING));
        move(Cause.PRICE_PAID, Account.OUTSTANDING, Account.CLAIM_ON_BUYER, due, subject);
        if (completed) {
            move(Cause.RELEASE, Account.ESCROW, Account.SELLER, held, subject);
        }
        return this;
    }

    /** A20: a refund is decided. */
    Bookings refunded(String paymentId, UUID refundId, Money amount, String rule) {
        return give(Cause.REFUND, Account.BUYER, amount, rule, "refunds/" + refundId, paymentId, refundId);
    }

    /**
     * A22: the provider has sent it.
     *
     * @param attempt which of the refund's attempts
     */
    Bookings sent(String paymentId, UUID refundId, int attempt, Money amount) {
        String subject = attempted(refundId, attempt);
        return move(
                Cause.REFUND_SENT,
                Account.BUYER,
                Account.PROVIDER,
                amount,
                Cause.REFUND_SENT.rule(),
                subject,
                paymentId,
                refundId);
    }

    /** A22: what was sent came back, and is owed again. */
    Bookings cameBack(String paymentId, UUID refundId, int attempt, Money amount) {
        return move(
                Cause.REFUND_BACK,
                Account.PROVIDER,
                Account.BUYER,
                amount,
                Cause.REFUND_BACK.rule(),
                attempted(refundId, attempt),
                paymentId,
                refundId);
    }

    private static String attempted(UUID refundId, int attempt) {
        return "refunds/" + refundId + (attempt == 0 ? "" : "/" + attempt);
    }

    /** A18: all that is held goes to the seller. */
    Bookings released(String orderId) {
        return move(Cause.RELEASE, Account.ESCROW, Account.SELLER, now.of(Account.ESCROW), "orders/" + orderId);
    }

    /** M1: what was released before the order was imported was paid out before, too. */
    Bookings paidOutBefore(String orderId) {
        return move(Cause.HISTORY, Account.SELLER, Account.PAID_OUT, now.of(Account.SELLER), "orders/" + orderId);
    }

    /** E2, C3, D4: kept back from the buyer's money as far as it is held; what the seller has got already stays with them. */
    Bookings costKept(String subject, Money amount, String rule) {
        Money held = amount.min(now.of(Account.ESCROW));
        return move(Cause.COST_KEPT, Account.ESCROW, Account.CARRIER_COSTS, held, rule, subject, null, null);
    }

    /** What the seller owes, or the buyer, for what {@code subject} is about. */
    Bookings claimed(Cause cause, String subject, Money amount, String rule) {
        Account from = cause.from().iterator().next();
        Account to = cause.to().iterator().next();
        return move(cause, from, to, amount, rule, subject, null, null);
    }

    /** A20a: a bank takes it back. */
    Bookings chargedBack(String subject, String paymentId, Money amount) {
        return give(Cause.CHARGEBACK, Account.CHARGEBACK, amount, Cause.CHARGEBACK.rule(), subject, paymentId, null);
    }

    /**
     * A20a: how that ended.
     *
     * @param won the money is there again: held, or the marketplace's where the seller has been paid
     */
    Bookings chargebackEnded(String subject, String paymentId, Money amount, boolean won, boolean completed) {
        Cause cause = won ? Cause.CHARGEBACK_WON : Cause.CHARGEBACK_LOST;
        Account to = !won ? Account.PROVIDER : completed ? Account.PLATFORM : Account.ESCROW;
        return move(cause, Account.CHARGEBACK, to, amount, cause.rule(), subject, paymentId, null);
    }

    private Bookings give(
            Cause cause,
            Account to,
            Money amount,
            String rule,
            String subject,
            String paymentId,
            @Nullable UUID refundId) {
        Money open = amount;
        for (Account account : GIVING) {
            Money share = open.min(now.of(account));
            move(cause, account, to, share, rule, subject, paymentId, refundId);
            open = open.minus(share);
        }
        return move(cause, Account.PLATFORM, to, open, rule, subject, paymentId, refundId);
    }

    private Bookings move(Cause cause, Account from, Account to, Money amount, String subject) {
        return move(cause, from, to, amount, cause.rule(), subject, null, null);
    }

    /** Nothing moves by nothing, or twice. */
    private Bookings move(
            Cause cause,
            Account from,
            Account to,
            Money amount,
            String rule,
            String subject,
            @Nullable String paymentId,
            @Nullable UUID refundId) {
        if (amount.isPositive() && !booked.contains(cause + " " + subject)) {
            Transfer transfer = new Transfer(cause, from, to, amount, rule, subject, paymentId, refundId);
            now = now.after(List.of(transfer));
            made.add(transfer);
        }
        return this;
    }
}
