package dev.countermand.payment.ledger;

import dev.countermand.kernel.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An amount that goes from one account of an order to another: taken from the one and given to the other, so that a set of
 * them always balances.
 *
 * @param subject what it is booked for, for example {@code refunds/0190...}; it is booked for that once
 * @param amount more than zero
 */
record Transfer(
        Cause cause,
        Account from,
        Account to,
        Money amount,
        String rule,
        String subject,
        @Nullable String paymentId,
        @Nullable UUID refundId) {

    Transfer {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("Nothing moves by " + amount.inWords());
        }
        if (!cause.from().contains(from) || !cause.to().contains(to)) {
            throw new IllegalArgumentException(cause + " does not go from " + from + " to " + to);
        }
    }

    boolean isSellers() {
        return from.isSellers() || to.isSellers();
    }
}
