package dev.countermand.payment.ledger;

import dev.countermand.kernel.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which transfers an act makes, by what the accounts stand at; each goes on where the one before has ended. Pure. */
final class Bookings {

    /** Of what somebody gives back: what is not owed first, then what is held; what is not there the marketplace gives. */
    private static final List<Account> GIVING = List.of(Account.SUSPENSE, Account.ESCROW);

    private final List<Transfer> made = new ArrayList<>();
    private Balances now;

    Bookings(Balances before) {
        this.now = before;
    }

    /** All that was booked, in order. */
    List<Transfer> made() {
        return List.copyOf(made);
    }

    /** What the accounts stand at after it. */
    Balances balances() {
        return now;
    }

    /** A3: a payment is there, and all of it comes at once. */
    Bookings captured(String paymentId, Money amount, Money owed, Money advanced, boolean theirs) {
        return captured(paymentId, Money.zero(amount.currency()), amount, owed, advanced, theirs);
    }

    /**
     * A3: a payment is there, or more of it.
     *
     * @param already what of it was there before (A20a)
     * @param owed how much of it the order costs; the rest is kept apart (A20a)
     * @param advanced what the marketplace has given for chargebacks of the order, and has not got back
     * @param theirs the goods were received and nothing is held: what is paid for them is the seller's at once (C1, E1)
     */
    Bookings captured(String paymentId, Money already, Money amount, Money owed, Money advanced, boolean theirs) {
        String subject = "payments/" + paymentId + (already.isPositive() ? "/" + already.minor() : "");
        Money ours = amount.min(owed).min(advanced);
        Money held = amount.min(owed).minus(ours);
        Money over = amount.minus(ours).minus(held);
        move(Cause.CAPTURE, Account.PROVIDER, Account.ESCROW, held, Cause.CAPTURE.rule(), subject, paymentId, null);
        move(Cause.CAPTURE, Account.PROVIDER, Account.PLATFORM, ours, "A20a", subject, paymentId, null);
        move(Cause.CAPTURE, Account.PROVIDER, Account.SUSPENSE, over, "A20a", subject, paymentId, null);
        Money due = held.min(now.of(Account.OUTSTANDING));
        move(Cause.PRICE_PAID, Account.OUTSTANDING, Account.CLAIM_ON_BUYER, due, subject);
        if (theirs) {
            move(Cause.RELEASE, Account.ESCROW, Account.SELLER, held, subject);
        }
        return this;
    }

    /** A20: a refund is decided. */
    Bookings refunded(String paymentId, UUID refundId, Money amount, String rule) {
        return give(Cause.REFUND, Account.BUYER, amount, rule, numbered(refundId, 0), paymentId, refundId);
    }

    /**
     * A20a: a refund that was closed is made after all.
     *
     * @param trail what was booked for it
     */
    Bookings refundResumed(Trail trail, String paymentId, UUID refundId, Money amount, String rule) {
        String subject = numbered(refundId, trail.times(Cause.REFUND_CLOSED));
        return give(Cause.REFUND, Account.BUYER, amount, rule, subject, paymentId, refundId);
    }

    /**
     * A20a, A20b: a refund will not be made.
     *
     * @param trail what was booked for it
     * @param ended the order is over, and its escrow is not held by a decision: what would be held has nobody to wait for
     */
    Bookings refundClosed(Trail trail, String paymentId, UUID refundId, Money amount, boolean ended) {
        cameBack(trail);
        String subject = numbered(refundId, trail.times(Cause.REFUND_CLOSED));
        Map<Account, Money> shares = trail.givers(amount, ended ? Account.PLATFORM : Account.ESCROW);
        shares.forEach((to, share) -> move(
                Cause.REFUND_CLOSED,
                Account.BUYER,
                to,
                share,
                Cause.REFUND_CLOSED.rule(),
                subject,
                paymentId,
                refundId));
        return this;
    }

    /** A20b: a person has paid it in another way; what its provider was thought to have sent is not with the buyer. */
    Bookings refundSettled(Trail trail, String paymentId, UUID refundId, Money amount) {
        return cameBack(trail)
                .move(
                        Cause.REFUND_SETTLED,
                        Account.BUYER,
                        Account.SETTLED,
                        amount,
                        Cause.REFUND_SETTLED.rule(),
                        numbered(refundId, 0),
                        paymentId,
                        refundId);
    }

    /**
     * A22: the provider has sent it.
     *
     * @param round how often they have said no to it, or sent it back, before
     */
    Bookings sent(String paymentId, UUID refundId, int round, Money amount) {
        String subject = numbered(refundId, round);
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

    /** A22: what was sent of a refund, as its trail says, came back, and is owed again. What came back before does not. */
    Bookings cameBack(Trail refund) {
        refund.out()
                .forEach(sent -> move(
                        Cause.REFUND_BACK,
                        Account.PROVIDER,
                        Account.BUYER,
                        sent.amount(),
                        Cause.REFUND_BACK.rule(),
                        sent.subject(),
                        sent.paymentId(),
                        sent.refundId()));
        return this;
    }

    /**
     * A20b: a provider has sent what a person had paid in another way, or had closed and given back in one. They cannot have
     * sent more than they held.
     */
    Bookings sentAfterAll(String paymentId, UUID refundId, Money amount) {
        Money held = Money.zero(amount.currency()).minus(now.of(Account.PROVIDER));
        return move(
                Cause.SENT_AFTER_ALL,
                Account.PLATFORM,
                Account.PROVIDER,
                amount.min(held),
                Cause.SENT_AFTER_ALL.rule(),
                numbered(refundId, 0),
                paymentId,
                refundId);
    }

    /** A20b: what was sent after all came back, as its trail says. */
    Bookings backAfterAll(Trail refund) {
        refund.booked().stream()
                .filter(each -> each.cause() == Cause.SENT_AFTER_ALL)
                .forEach(sent -> move(
                        Cause.BACK_AFTER_ALL,
                        Account.PROVIDER,
                        Account.PLATFORM,
                        sent.amount(),
                        Cause.BACK_AFTER_ALL.rule(),
                        sent.subject(),
                        sent.paymentId(),
                        sent.refundId()));
        return this;
    }

    private static String numbered(UUID refundId, int number) {
        return "refunds/" + refundId + (number == 0 ? "" : "/" + number);
    }

    /** A18: all that is held goes to the seller. */
    Bookings released(String orderId) {
        return move(Cause.RELEASE, Account.ESCROW, Account.SELLER, now.of(Account.ESCROW), "orders/" + orderId);
    }

    /**
     * A19, A20a, P7: an order that is over holds nothing. What is still there makes good what the marketplace gave for
     * chargebacks, and the rest is the seller's: the buyer has not asked for it.
     *
     * @param number how often that has moved something before
     * @param advanced what the marketplace has given, and has not got back
     */
    Bookings cleared(String orderId, int number, Money advanced) {
        String subject = "orders/" + orderId + "/" + number;
        move(
                Cause.MADE_GOOD,
                Account.ESCROW,
                Account.PLATFORM,
                now.of(Account.ESCROW).min(advanced),
                subject);
        Money left = now.of(Account.ESCROW);
        return move(Cause.RELEASE, Account.ESCROW, Account.SELLER, left, "A19", subject, null, null);
    }

    /** M1: what was released before the order was imported was paid out before, too. */
    Bookings paidOutBefore(String orderId) {
        return move(Cause.HISTORY, Account.SELLER, Account.PAID_OUT, now.of(Account.SELLER), "orders/" + orderId);
    }

    /** M1: of an order that was over without its goods before it was imported, what had been paid was given back before. */
    Bookings givenBackBefore(String orderId) {
        return move(Cause.HISTORY, Account.ESCROW, Account.SETTLED, now.of(Account.ESCROW), "orders/" + orderId);
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

    /**
     * E1: units have left, and so much of the price is owed at most: what is claimed beyond that was paid by money that was
     * theirs, or they came back.
     *
     * @param subject another one each time
     */
    Bookings priceOwed(String subject, Money owed) {
        Money claimed = now.of(Account.OUTSTANDING);
        Money over = claimed.minus(claimed.min(owed));
        return move(Cause.PRICE_PAID, Account.OUTSTANDING, Account.CLAIM_ON_BUYER, over, "E1", subject, null, null);
    }

    /**
     * A27: a fine is undone. What of the order's claims on the seller is still open falls away; what they have paid of it is
     * theirs.
     *
     * @param subject what the fine was booked for
     */
    Bookings fineUndone(String subject, Money amount, String rule) {
        Money nothing = Money.zero(amount.currency());
        Money open = amount.min(nothing.minus(now.of(Account.CLAIM_ON_SELLER)));
        return move(Cause.FINE_UNDONE, Account.PLATFORM, Account.CLAIM_ON_SELLER, open, rule, subject, null, null)
                .move(
                        Cause.FINE_UNDONE,
                        Account.PLATFORM,
                        Account.SELLER,
                        amount.minus(open),
                        rule,
                        subject,
                        null,
                        null);
    }

    /**
     * A26: what was moved for a decision besides refunds and fines, which have ways of their own, moves back.
     *
     * @param trail what was moved
     * @param subject another one for each decision
     */
    Bookings decisionUndone(Trail trail, String subject) {
        for (int i = 0; i < trail.booked().size(); i++) {
            Transfer moved = trail.booked().get(i);
            switch (moved.cause()) {
                case RELEASE, MADE_GOOD, PRICE_PAID ->
                    move(Cause.DECISION_UNDONE, moved.to(), moved.from(), moved.amount(), subject + "/" + i);
                default -> {}
            }
        }
        return this;
    }

    /** C3, A24: somebody has paid so much of what they owe. */
    Bookings claimPaid(Debtor debtor, String subject, Money amount, String rule) {
        return move(Cause.CLAIM_PAID, Account.RECEIVED, debtor.account(), amount, rule, subject, null, null);
    }

    /**
     * A20a: what banks have of a payment by now; the difference to what was booked moves.
     *
     * @param trail what was booked for chargebacks of it
     * @param stands what banks have, and because of which chargeback that has changed
     * @param notOwed what of the order's money is the buyer's; the rest of what was held is released, if it is completed
     * @param held a dispute is open (A19): what would be released waits for its end
     */
    Bookings chargedBack(Trail trail, Ledger.ChargedBack stands, Money notOwed, boolean completed, boolean held) {
        String subject = "chargebacks/" + trail.booked().size() + "/" + stands.chargeback();
        String payment = stands.paymentId();
        Money disputed = trail.stands(Account.CHARGEBACK);
        Money lost = trail.stands(Account.PROVIDER);
        Money more = stands.disputed().plus(stands.lost()).minus(disputed).minus(lost);
        bank(
                Cause.CHARGEBACK_REVISED,
                Account.PROVIDER,
                Account.CHARGEBACK,
                lost.minus(stands.lost()),
                subject,
                payment);
        if (more.isPositive()) {
            give(Cause.CHARGEBACK, Account.CHARGEBACK, more, Cause.CHARGEBACK.rule(), subject, payment, null);
        } else {
            Map<Account, Money> back = trail.givers(Money.zero(more.currency()).minus(more), Account.ESCROW);
            back.forEach((to, share) -> bank(Cause.CHARGEBACK_WON, Account.CHARGEBACK, to, share, subject, payment));
            Money kept = back.getOrDefault(Account.ESCROW, Money.zero(more.currency()));
            Money theirs = kept.minus(kept.min(notOwed));
            if (completed) {
                Money due = theirs.min(now.of(Account.OUTSTANDING));
                move(Cause.PRICE_PAID, Account.OUTSTANDING, Account.CLAIM_ON_BUYER, due, subject);
                Money free = held ? Money.zero(more.currency()) : theirs;
                move(Cause.RELEASE, Account.ESCROW, Account.SELLER, free, subject);
            }
        }
        return bank(
                Cause.CHARGEBACK_LOST,
                Account.CHARGEBACK,
                Account.PROVIDER,
                stands.lost().minus(lost),
                subject,
                payment);
    }

    private Bookings bank(Cause cause, Account from, Account to, Money amount, String subject, String paymentId) {
        return move(cause, from, to, amount, cause.rule(), subject, paymentId, null);
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
        if (amount.isPositive()) {
            Transfer transfer = new Transfer(cause, from, to, amount, rule, subject, paymentId, refundId);
            now = now.after(List.of(transfer));
            made.add(transfer);
        }
        return this;
    }
}
