package dev.countermand.payment.ledger;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was booked for one refund so far, or for the chargebacks of one payment; pure. */
record Trail(Currency currency, List<Transfer> booked) {

    /** What was given back goes back first to the marketplace, which has advanced it. */
    private static final List<Account> GIVERS = List.of(Account.PLATFORM, Account.ESCROW, Account.SUSPENSE);

    /** What of it stands on an account; below zero what that has given. */
    Money stands(Account account) {
        return booked.stream()
                .map(each -> {
                    Money in = each.to() == account ? each.amount() : Money.zero(currency);
                    return each.from() == account ? in.minus(each.amount()) : in;
                })
                .reduce(Money.zero(currency), Money::plus);
    }

    /** How much was booked for it by this cause. */
    Money sum(Cause cause) {
        return booked.stream()
                .filter(each -> each.cause() == cause)
                .map(Transfer::amount)
                .reduce(Money.zero(currency), Money::plus);
    }

    /** How often this was booked for it: an act may be several transfers. */
    int times(Cause cause) {
        return (int) booked.stream()
                .filter(each -> each.cause() == cause)
                .map(Transfer::subject)
                .distinct()
                .count();
    }

    /** What was sent and has not come back. */
    List<Transfer> out() {
        return booked.stream()
                .filter(each -> each.cause() == Cause.REFUND_SENT)
                .filter(sent -> booked.stream()
                        .noneMatch(each -> each.cause() == Cause.REFUND_BACK
                                && each.subject().equals(sent.subject())))
                .toList();
    }

    /**
     * To whom an amount goes back of what they have given.
     *
     * @param held who gets what was taken from escrow
     */
    Map<Account, Money> givers(Money amount, Account held) {
        Map<Account, Money> shares = new EnumMap<>(Account.class);
        Money open = amount;
        for (Account giver : GIVERS) {
            Money given = Money.zero(currency).minus(stands(giver));
            Money share = given.isPositive() ? open.min(given) : Money.zero(currency);
            shares.merge(giver == Account.ESCROW ? held : giver, share, Money::plus);
            open = open.minus(share);
        }
        shares.merge(Account.PLATFORM, open, Money::plus);
        return shares;
    }
}
