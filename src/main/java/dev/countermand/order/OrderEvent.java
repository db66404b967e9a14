package dev.countermand.order;

import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to an order, said by whoever made it happen, while they have the order locked. What follows from each
 * event is written down once, in {@code orderflow.WhatFollows}, and happens in the same transaction.
 */
public sealed interface OrderEvent {

    /**
     * The buyer has asked to cancel (A4); order and request are saved.
     *
     * @param contested what of it was declared shipped already, in units by line: the carrier decides (A13)
     * @param shipmentId the parcel that it names, if any
     */
    record CancellationRequested(
            UUID cancellationId,
            Map<Integer, Integer> contested,
            @Nullable UUID shipmentId) implements OrderEvent {}

    /**
     * The buyer gives goods back by law, and the refund waits for them (D1, D4); order and request are saved.
     *
     * @param units by line: on their way, or with the buyer
     * @param asTheyWere the goods have kept their looks and properties (D3)
     * @param fetchedByShop the shop fetches what is with the buyer (D4)
     */
    record ReturnAwaited(
            UUID cancellationId, Map<Integer, Integer> units, boolean asTheyWere, boolean fetchedByShop, Actor by)
            implements OrderEvent {}

    /**
     * Units have left the order, whoever took them out (A2, A8, A9, D1, P3); the order is saved, and may have ended.
     *
     * @param shipmentId the parcel that they were in; null where nobody named one
     */
    record UnitsLeft(@Nullable UUID shipmentId) implements OrderEvent {
        public UnitsLeft() {
            this(null);
        }
    }

    /**
     * The money of a payment is there (A3, A20a); the order is saved.
     *
     * @param amount what of it was still to be paid
     */
    record PaymentCaptured(Money amount, Actor by) implements OrderEvent {}

    /** The seller has declared a shipment (A9, A13); order and shipment are saved. */
    record ShipmentDeclared(UUID shipmentId, String carrier, String trackingNumber) implements OrderEvent {}

    /** P4: a parcel has another number than was declared; order and shipment are saved. */
    record NumberPutRight(UUID shipmentId, String carrier, String trackingNumber) implements OrderEvent {}

    /** A carrier has reported something under a number that the order names, in whatever order and however often. */
    record CarrierReported(String carrier, String trackingNumber) implements OrderEvent {}

    /** A carrier has made the first physical scan of a parcel (A14); the order does not say so yet. */
    record ParcelTakenOver(UUID shipmentId) implements OrderEvent {}

    /** The same, once order and shipment are saved. */
    record ParcelAccepted(UUID shipmentId, Instant acceptedAt) implements OrderEvent {}

    /** Something new is known of a parcel's way, accepted or not; order and shipment are saved. */
    record ParcelMoved(UUID shipmentId) implements OrderEvent {}

    /**
     * A parcel is out for delivery, or waits to be fetched (C2). May be said again.
     *
     * @param since when the carrier said so
     */
    record ParcelReady(UUID shipmentId, Instant since) implements OrderEvent {}

    /** A carrier has brought a parcel back to the sender (A14, C2). May be said again. */
    record ParcelBroughtBack() implements OrderEvent {}

    /**
     * Nobody has heard of a parcel for the policy's time: a person is asked (P5, P6).
     *
     * @param lost it counts as lost already
     * @param text what they read first
     */
    record ParcelMissing(UUID shipmentId, boolean lost, String text, Actor by) implements OrderEvent {}

    /** What a person was asked about parcels of the order needs no answer any more (P5, P6). */
    record ParcelsAnswered(String because) implements OrderEvent {}

    /** The order is not frozen any more (A25), or its escrow is held or let go (F13); it is saved, and its deadlines run on. */
    record OrderReleased(Actor by) implements OrderEvent {}

    /** All that was paid has gone back, or is on its way back, without the order having ended; it is saved. */
    record AllRefunded(Actor by) implements OrderEvent {}

    /**
     * A carrier has taken back what it reported of a parcel, and not all that followed from it can be undone.
     *
     * @param text what a person reads first
     */
    record CarrierMistaken(UUID shipmentId, String text, Actor by) implements OrderEvent {}

    /**
     * The goods were brought to the buyer, or kept for them (C2, L2), as somebody has recorded; the order does not say so yet.
     *
     * @param accepted the buyer has them; otherwise they were refused or not fetched
     */
    record HandOverTried(boolean accepted, Actor by) implements OrderEvent {}

    /** Somebody has recorded how it went when the goods met the buyer (C2, L2); the order is saved. */
    record HandOverRecorded() implements OrderEvent {}

    /**
     * A parcel was delivered after all that was in it had left the order, which paid it back or ended (P3).
     *
     * @param deliveredAt when the carrier says so
     */
    record DeliveredAfterAll(UUID shipmentId, Instant deliveredAt) implements OrderEvent {}

    /** The seller has given a document for a shipment (A16); it is saved. */
    record EvidenceGiven(UUID evidenceId, UUID shipmentId) implements OrderEvent {}

    /** The seller was asked for evidence and gave none in time (A16); the demand is closed. */
    record EvidenceMissed(UUID demandId, UUID shipmentId, Actor by) implements OrderEvent {}

    /** The seller was asked for evidence by the desk and gave none in time (A26); the demand is closed. */
    record CaseEvidenceMissed(UUID caseId, UUID shipmentId, Actor by) implements OrderEvent {}

    /**
     * A dispute goes before the administration (A19).
     *
     * @param text what a moderator reads first
     */
    record DisputeEscalated(UUID disputeId, String text, Actor by) implements OrderEvent {}

    /** A dispute has ended, however (A15, A19); whoever ended it saves the order. */
    record DisputeEnded(UUID disputeId) implements OrderEvent {}

    /** An escalated dispute has ended without a decision of the administration. */
    record DisputeSettled(UUID disputeId, String because, Actor by) implements OrderEvent {}

    /**
     * The order was frozen because of what was found against it (A25, F).
     *
     * @param score of the findings that stand
     */
    record SuspicionRaised(int score, Actor by) implements OrderEvent {}

    /** There is more or less against a frozen order than there was. */
    record SuspicionChanged(int score, Actor by) implements OrderEvent {}

    /** Nothing stands against a frozen order, or one whose escrow is held, any more (F). */
    record SuspicionCleared(String note, Actor by) implements OrderEvent {}

    /**
     * The seller has appealed against a sanction that is part of a case's decision (A27).
     *
     * @param caseId of the case
     */
    record AppealFiled(UUID caseId, Actor by) implements OrderEvent {}

    /** All appeals against sanctions that are part of a case's decision were decided (A27). */
    record AppealsDecided(UUID caseId, String because, Actor by) implements OrderEvent {}

    /**
     * A case was closed while a decision on it waited for another person's approval (A26).
     *
     * @param caseId of the case
     */
    record ApprovalOvertaken(UUID caseId) implements OrderEvent {}
}
