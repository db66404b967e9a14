package dev.countermand.payment.intake;

/**
 * A payment as the marketplace reports it.
 *
 * @param amount decimal, in the order's currency
 */
public record NewPayment(
        String id,
        PaymentMethod method,
        String amount,
        PaymentState state,
        String provider,
        String providerReference) {}
