package dev.countermand.payment.refund;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a part of a refund is for (A20).
 *
 * @param line of UNITS, counted from 1; else 0
 * @param quantity of UNITS, how many, once for all refunds that share them; else 0
 * @param amount in minor units
 * @param staying given back for units or shipping that stay in the order: it is not given back again when they leave
 */
@RegisterForReflection
public record RefundPurpose(Kind kind, int line, int quantity, long amount, boolean staying) {

    /** What money is given back for. */
    public enum Kind {
        UNITS,
        SHIPPING,
        GOODWILL,
        /** What was agreed or decided, for no unit by name. */
        SETTLEMENT,
        /** It came in and was not owed (A20a). */
        NOT_OWED
    }

    public static RefundPurpose units(int line, int quantity, long amount) {
        return new RefundPurpose(Kind.UNITS, line, quantity, amount, false);
    }

    public static RefundPurpose shipping(long amount) {
        return new RefundPurpose(Kind.SHIPPING, 0, 0, amount, false);
    }

    /** For nothing by name. */
    public static RefundPurpose rest(Kind kind, long amount) {
        return new RefundPurpose(kind, 0, 0, amount, false);
    }

    /** So much of it. */
    public RefundPurpose part(long share) {
        return new RefundPurpose(kind, line, quantity, share, staying);
    }

    /** The same, where what it is for stays in the order. */
    public RefundPurpose forStaying() {
        return new RefundPurpose(kind, line, quantity, amount, true);
    }
}
