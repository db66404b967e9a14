package dev.countermand.payment.intake;

import java.util.Set;

/**
 * A payment as the marketplace reports it.
 *
 * @param amount decimal, in the order's currency
 * @param providerReference the one name under which it counts at its provider (A20a)
 * @param names all names of it there that are known
 */
public record NewPayment(
        String id,
        PaymentMethod method,
        String amount,
        PaymentState state,
        String provider,
        String providerReference,
        Set<String> names) {

    /** What a provider calls a payment: names are told apart by spaces, and nobody sees a control character. */
    public static final String REFERENCE = "[^\\s\\p{Z}\\p{C}]+";

    public static final String REFERENCE_MESSAGE = "must have no spaces, and no characters that cannot be seen";

    public NewPayment {
        names = Set.copyOf(names);
    }

    public NewPayment(
            String id,
            PaymentMethod method,
            String amount,
            PaymentState state,
            String provider,
            String providerReference) {
        this(id, method, amount, state, provider, providerReference, Set.of(providerReference));
    }

    /** The same payment, which has another name under which it counts. */
    NewPayment countsAs(String name) {
        return name.equals(providerReference)
                ? this
                : new NewPayment(id, method, amount, state, provider, name, Set.of(name, providerReference));
    }
}
