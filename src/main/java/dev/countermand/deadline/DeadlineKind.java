package dev.countermand.deadline;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What happens when nothing happens. The handler of a kind has its name: that of {@code CLOSE_UNPAID} is
 * {@code CloseUnpaidDeadline}, and that of {@code SUBMIT_REFUND}, which is a job, {@code SubmitRefundJob}.
 */
public enum DeadlineKind {
    /** A1: an unpaid order closes. */
    CLOSE_UNPAID(true),
    /** A3: a payment is still being verified. */
    VERIFY_PAYMENT(true),
    /** A6: the seller has not answered a request, and the policy takes their silence for consent. */
    APPROVE_SILENCE(true),
    /** A9: the seller has not declared a shipment within the processing time. */
    DECLARE_SHIPMENT(true),
    /** A13: the carrier has not accepted a parcel that was declared against a request. */
    CARRIER_ACCEPTANCE(true),
    /** F1, F2, F3: a scan that is missing becomes a signal. */
    SCAN_DUE(true),
    /** An order has just named the number of a parcel, and events of it may have been stored at the same moment. */
    EVENTS_CROSSED(false),
    /** F3: an order has just named a number, and others that have the same are to be judged too. */
    NUMBER_SHARED(false),
    /** F10: a document was just given, and orders that were given the same are to be judged too. */
    DOCUMENT_SHARED(false),
    /** A18: escrow is released to the seller. */
    RELEASE_ESCROW(true),
    /** A16: the seller has not shown that they posted a parcel. */
    EVIDENCE_DUE(true),
    /** A26: the seller has not given what the desk asked for; it runs while all others of the order stand still. */
    CASE_EVIDENCE_DUE(false),
    /** A19: buyer and seller have not agreed about a dispute. */
    DISPUTE_AGREEMENT(true),
    /** A19: the goods are not back at the seller's. */
    RETURN_DUE(true),
    /** P3: one of several parcels came back. */
    PARCEL_BACK(true),
    /** P6: nobody has scanned a parcel for so long that a person is asked. */
    PARCEL_OVERDUE(true),
    /** P5: no carrier has told anything of a parcel for so long that it counts as lost. */
    PARCEL_LOST(true),
    /** P5: nobody has claimed a lost parcel, so a person looks at it. */
    LOST_CASE(true),
    /** P5, P6: the person who was asked about a parcel has not answered. */
    PARCEL_UNANSWERED(true),
    /** P7: nobody has decided a case in time. */
    CASE_DUE(false),
    /** A26: a moderator has not kept their claim on a case alive. */
    RELEASE_CLAIM(false),
    /** A26: a decision can be undone no longer. */
    DECISION_FINAL(false),
    /** C2: the post keeps a parcel no longer. */
    STORAGE_PERIOD(true),
    /** A refund waits to be handed to its provider. */
    SUBMIT_REFUND(Lane.JOBS, false),
    /** A refund is with its provider, who is asked what became of it. */
    CHECK_REFUND(Lane.JOBS, false),
    /** A provider has told something by themselves about a refund or a payment of the order. */
    HEAR_PROVIDER(Lane.JOBS, false),
    /** A document that is kept outside of the database belongs to nothing any more. */
    DROP_DOCUMENT(Lane.JOBS, false),
    /** A26: a case of a bulk decision waits for its turn. */
    DECIDE_IN_BULK(Lane.JOBS, false),
    /** A26: the same, to be undone. */
    UNDO_IN_BULK(Lane.JOBS, false),
    /** A20a: nobody has told how a chargeback ended. */
    CHARGEBACK_SILENT(false),
    /** A22: the money has not arrived in time. */
    ESCALATE_REFUND(false),
    /** D4: the law wants the money repaid by now. */
    REPAY_REFUND(false),
    /** A20b, P7: nobody has decided in time what becomes of a refund that is before a person. */
    REFUND_TASK_DUE(false);

    private static final Set<DeadlineKind> STANDING_STILL = those(DeadlineKind::standsStillWhenFrozen);
    private static final Set<DeadlineKind> SHOWN =
            those(kind -> (kind.standsStillWhenFrozen() || kind == CASE_EVIDENCE_DUE) && kind.shown());

    private final Lane lane;
    private final boolean standsStillWhenFrozen;

    DeadlineKind(boolean standsStillWhenFrozen) {
        this(Lane.RULES, standsStillWhenFrozen);
    }

    DeadlineKind(Lane lane, boolean standsStillWhenFrozen) {
        this.lane = lane;
        this.standsStillWhenFrozen = standsStillWhenFrozen;
    }

    public Lane lane() {
        return lane;
    }

    /** Whether those who look at the order may see it: what the service watches for is for nobody who may be watched. */
    public boolean shown() {
        return this != SCAN_DUE;
    }

    /** A25: every deadline of the order stands still. Money on its way back to the buyer is no deadline of an order. */
    public boolean standsStillWhenFrozen() {
        return standsStillWhenFrozen;
    }

    /** Those that stand still while the order is frozen, and end with it. */
    static Set<DeadlineKind> standingStill() {
        return STANDING_STILL;
    }

    /** Those of the order itself that may be seen. */
    static Set<DeadlineKind> shownOfOrders() {
        return SHOWN;
    }

    private static Set<DeadlineKind> those(Predicate<DeadlineKind> which) {
        return Collections.unmodifiableSet(Arrays.stream(values())
                .filter(which)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DeadlineKind.class))));
    }
}
