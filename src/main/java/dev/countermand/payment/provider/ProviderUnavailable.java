package dev.countermand.payment.provider;

/** A provider could not take a refund now; it may be tried again. */
public final class ProviderUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean called;

    public ProviderUnavailable(String message) {
        this(message, true);
    }

    private ProviderUnavailable(String message, boolean called) {
        // Without a stack trace: it comes by the hundred when a provider is away, and says nothing about this code.
        super(message, null, false, false);
        this.called = called;
    }

    /** They are left alone for a while: nobody called them, so nothing was tried. */
    static ProviderUnavailable notCalled(String message) {
        return new ProviderUnavailable(message, false);
    }

    /** Whether they were called; what was not tried does not count as an attempt. */
    public boolean wasCalled() {
        return called;
    }
}
