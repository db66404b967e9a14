package dev.countermand.payment.provider;

/** A provider could not take a refund now; it may be tried again. */
public final class ProviderUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProviderUnavailable(String message) {
        // Without a stack trace: it comes by the hundred when a provider is away, and says nothing about this code.
        super(message, null, false, false);
    }
}
