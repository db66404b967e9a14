package dev.countermand.courier;

import dev.countermand.order.units.LineUnits;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How it went when the goods met the buyer, as somebody who was there tells it; {@link HandOverRules} says whether it can
 * have been so.
 *
 * @param about what of the order met the buyer (P2)
 * @param at when; now, if null
 * @param refused which units, where some can be (L2); all, if null
 * @param reason why it was refused (C2)
 * @param inWriting whether it was refused in writing (C2)
 * @param deliveryCosts decimal; the shipping fee, if null (C3)
 * @param termsInWriting whether the buyer got the terms of return in writing (D2); as before, if null
 */
record HandOver(
        HandOverOutcome outcome,
        About about,
        @Nullable Instant at,
        @Nullable List<LineUnits> refused,
        @Nullable String reason,
        @Nullable Boolean inWriting,
        @Nullable String deliveryCosts,
        @Nullable Boolean termsInWriting,
        @Nullable Report report) {

    /**
     * What of an order met the buyer (P2): a parcel, or units that fill parcels or that the shop's own courier had without
     * one. All that is with the courier or the post, if both are null.
     */
    record About(@Nullable UUID shipmentId, @Nullable List<LineUnits> lines) {

        static final About ALL_THERE = new About(null, null);

        boolean named() {
            return shipmentId != null || lines != null;
        }
    }

    /** C4: what an inspection at the post office found. */
    record Report(Finding finding, Opened opened, List<Signature> signatures) {}

    /** What was wrong. */
    enum Finding {
        DEFECT,
        SHORTAGE,
        SUBSTITUTION
    }

    /** When the parcel was opened. */
    enum Opened {
        BEFORE_PAYING,
        AFTER_PAYING
    }

    /** Who signs a report. */
    enum Signatory {
        OFFICE_MANAGER,
        CLERK,
        ADDRESSEE
    }

    /** A name under a report. */
    record Signature(Signatory signatory, String name) {}
}
