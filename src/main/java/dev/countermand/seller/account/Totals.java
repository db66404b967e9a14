package dev.countermand.seller.account;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import java.util.Map;

/**
 * What a seller's account comes to in one currency. Pure.
 *
 * @param sums of all entries by kind: what the seller gets is positive, what they owe or got negative
 */
record Totals(Currency currency, Map<AccountKind, Long> sums) {

    Totals {
        sums = Map.copyOf(sums);
    }

    /** Less what was so by a decision that was undone. */
    Money released() {
        return sum(AccountKind.RELEASE).plus(sum(AccountKind.DECISION_UNDONE));
    }

    /** Less those that were undone. */
    Money fines() {
        return owed(AccountKind.FINE).plus(owed(AccountKind.FINE_UNDONE));
    }

    Money claims() {
        return owed(AccountKind.CLAIM);
    }

    Money returnShipping() {
        return owed(AccountKind.RETURN_SHIPPING);
    }

    /** What of these the seller has paid by money that came in. */
    Money claimsPaid() {
        return sum(AccountKind.CLAIM_PAID).plus(sum(AccountKind.NETTED));
    }

    /** What the seller owes and was set off against what was released to them. */
    Money netting() {
        Money owed = fines().plus(claims()).plus(returnShipping()).minus(claimsPaid());
        return released().min(owed.max(Money.zero(currency)));
    }

    /** What was released, not paid out and not kept for claims so far: claims can be paid from it. */
    Money nettable() {
        return released().minus(paidOut()).plus(sum(AccountKind.NETTED)).max(Money.zero(currency));
    }

    Money paidOut() {
        return owed(AccountKind.PAYOUT).plus(owed(AccountKind.HISTORY));
    }

    /** Below zero: what the seller owes. */
    Money balance() {
        return new Money(sums.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact), currency);
    }

    Money payoutsDue() {
        return balance().isPositive() ? balance() : Money.zero(currency);
    }

    private Money owed(AccountKind kind) {
        return Money.zero(currency).minus(sum(kind));
    }

    private Money sum(AccountKind kind) {
        return new Money(sums.getOrDefault(kind, 0L), currency);
    }
}
