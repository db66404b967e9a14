package dev.countermand.kernel;

/** Carries a {@link Refusal} through a reactive chain, so that the transaction around it rolls back. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        // No stack trace: a refusal is an answer, not a fault.
        super(refusal.detail(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
