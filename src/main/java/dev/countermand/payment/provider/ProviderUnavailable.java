package dev.countermand.payment.provider;

import dev.countermand.database.Faults;

/** A provider could not take a refund now; it may be tried again. */
public final class ProviderUnavailable extends RuntimeException implements Faults.ToldAlready {

    private static final long serialVersionUID = 1L;

    private final boolean called;
    private final boolean told;

    public ProviderUnavailable(String message) {
        this(message, true, false);
    }

    private ProviderUnavailable(String message, boolean called, boolean told) {
        // Without a stack trace: it comes by the hundred when a provider is away, and says nothing about this code.
        super(message, null, false, false);
        this.called = called;
        this.told = told;
    }

    /** They are left alone for a while: nobody called them, so nothing was tried. */
    static ProviderUnavailable notCalled(String message) {
        return new ProviderUnavailable(message, false, true);
    }

    /** The same, once operators have been told that the provider is away. */
    ProviderUnavailable told() {
        return new ProviderUnavailable(String.valueOf(getMessage()), called, true);
    }

    @Override
    public boolean isTold() {
        return told;
    }

    /** Whether they were called; what was not tried does not count as an attempt. */
    public boolean wasCalled() {
        return called;
    }
}
