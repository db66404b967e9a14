package dev.countermand.seller.account;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.PageRequest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a seller's account ends: behind an entry, and what the account stood at then in each currency, so that the
 * next page need not add up all that came before it. Its text is the key inside a cursor, which nobody else can write. Pure.
 */
record AccountPlace(UUID id, Map<String, Long> balances) {

    private static final AccountPlace BEGINNING = new AccountPlace(new UUID(0, 0), Map.of());

    AccountPlace {
        balances = Map.copyOf(balances);
    }

    /** Refuses a key that {@link #key} did not make. */
    static AccountPlace of(@Nullable String key) {
        if (key == null) {
            return BEGINNING;
        }
        String[] parts = key.split(" ", -1);
        Map<String, Long> balances = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split(":", -1);
            if (pair.length != 2 || !pair[0].matches("[A-Z]{3}")) {
                throw PageRequest.unknownKey();
            }
            balances.put(pair[0], number(pair[1]));
        }
        return new AccountPlace(PageRequest.id(parts[0]), balances);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw PageRequest.unknownKey();
        }
    }

    /** Behind the next entry. */
    AccountPlace then(UUID entry, Money amount) {
        Map<String, Long> after = new TreeMap<>(balances);
        after.merge(amount.currency().getCurrencyCode(), amount.minor(), Math::addExact);
        return new AccountPlace(entry, after);
    }

    Money balance(Currency currency) {
        return new Money(
                Optional.ofNullable(balances.get(currency.getCurrencyCode())).orElse(0L), currency);
    }

    String key() {
        return id
                + balances.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each -> " " + each.getKey() + ":" + each.getValue())
                        .collect(Collectors.joining());
    }
}
