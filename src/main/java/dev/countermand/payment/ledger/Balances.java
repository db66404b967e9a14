package dev.countermand.payment.ledger;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What each account of an order stands at; pure, and the same in the database. */
final class Balances {

    private final Currency currency;
    private final Map<Account, Long> minor;

    private Balances(Currency currency, Map<Account, Long> minor) {
        this.currency = currency;
        this.minor = minor;
    }

    static Balances none(Currency currency) {
        return new Balances(currency, new EnumMap<>(Account.class));
    }

    static Balances of(Currency currency, Map<Account, Long> minor) {
        return new Balances(currency, new EnumMap<>(minor));
    }

    Currency currency() {
        return currency;
    }

    Money of(Account account) {
        return new Money(minor.getOrDefault(account, 0L), currency);
    }

    /** After these. Fails for what may not be: an account on the wrong side of zero. */
    Balances after(List<Transfer> transfers) {
        Map<Account, Long> next = new EnumMap<>(Account.class);
        next.putAll(minor);
        for (Transfer transfer : transfers) {
            if (!transfer.amount().currency().equals(currency)) {
                throw new IllegalArgumentException("The ledger of an order has one currency, " + currency);
            }
            long amount = transfer.amount().minor();
            next.merge(transfer.from(), -amount, Math::addExact);
            next.merge(transfer.to(), amount, Math::addExact);
        }
        next.forEach((account, balance) -> {
            if (!account.side().takes(balance)) {
                throw new IllegalStateException(account + " cannot stand at " + balance);
            }
        });
        return new Balances(currency, next);
    }

    /** Zero, always. */
    Money sum() {
        return new Money(minor.values().stream().mapToLong(Long::longValue).sum(), currency);
    }
}
