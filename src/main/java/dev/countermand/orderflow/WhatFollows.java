package dev.countermand.orderflow;

import dev.countermand.cancellation.CancellationOutcomes;
import dev.countermand.cancellation.ContestedRequests;
import dev.countermand.courier.StoragePeriod;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.dispute.DisputeRequests;
import dev.countermand.dispute.NoTracking;
import dev.countermand.fraud.judgement.JudgementService;
import dev.countermand.fraud.judgement.OrdersInCommon;
import dev.countermand.fraud.profile.Profiles;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderEvent.AllRefunded;
import dev.countermand.order.OrderEvent.AppealFiled;
import dev.countermand.order.OrderEvent.AppealsDecided;
import dev.countermand.order.OrderEvent.ApprovalOvertaken;
import dev.countermand.order.OrderEvent.CancellationRequested;
import dev.countermand.order.OrderEvent.CarrierMistaken;
import dev.countermand.order.OrderEvent.CarrierReported;
import dev.countermand.order.OrderEvent.CaseEvidenceMissed;
import dev.countermand.order.OrderEvent.DeliveredAfterAll;
import dev.countermand.order.OrderEvent.DisputeEnded;
import dev.countermand.order.OrderEvent.DisputeEscalated;
import dev.countermand.order.OrderEvent.DisputeSettled;
import dev.countermand.order.OrderEvent.EvidenceGiven;
import dev.countermand.order.OrderEvent.EvidenceMissed;
import dev.countermand.order.OrderEvent.HandOverRecorded;
import dev.countermand.order.OrderEvent.HandOverTried;
import dev.countermand.order.OrderEvent.NumberPutRight;
import dev.countermand.order.OrderEvent.OrderReleased;
import dev.countermand.order.OrderEvent.ParcelAccepted;
import dev.countermand.order.OrderEvent.ParcelBroughtBack;
import dev.countermand.order.OrderEvent.ParcelMissing;
import dev.countermand.order.OrderEvent.ParcelMoved;
import dev.countermand.order.OrderEvent.ParcelReady;
import dev.countermand.order.OrderEvent.ParcelTakenOver;
import dev.countermand.order.OrderEvent.ParcelsAnswered;
import dev.countermand.order.OrderEvent.PaymentCaptured;
import dev.countermand.order.OrderEvent.ReturnAwaited;
import dev.countermand.order.OrderEvent.ShipmentDeclared;
import dev.countermand.order.OrderEvent.SuspicionChanged;
import dev.countermand.order.OrderEvent.SuspicionCleared;
import dev.countermand.order.OrderEvent.SuspicionRaised;
import dev.countermand.order.OrderEvent.UnitsLeft;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.state.WhyNot;
import dev.countermand.payment.charge.UnpaidPrice;
import dev.countermand.payment.ledger.Ledger;
import dev.countermand.returns.LawReturns;
import dev.countermand.returns.ReturnedGoods;
import dev.countermand.review.CaseEvidence;
import dev.countermand.review.CaseFile;
import dev.countermand.review.CaseMoves;
import dev.countermand.review.Freezing;
import dev.countermand.review.decision.Decisions;
import dev.countermand.review.decision.WithoutEvidence;
import dev.countermand.shipment.ChangedShipments;
import dev.countermand.shipment.OrderProgress;
import dev.countermand.shipment.ParcelProgress;
import dev.countermand.shipment.ending.NothingOwed;
import dev.countermand.tracking.event.ParcelNumber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What follows from each event of an order: the one list, read from top to bottom and run in this order, in the transaction
 * of the act that said what happened. An act itself stands in its room; only what other rooms do about it stands here.
 */
@ApplicationScoped
class WhatFollows implements OrderFlow {

    private static final String ENDED_HOLDING =
            "Ended: what is still held of its money is the seller's, or makes good a chargeback (A19, A20a, P7)";
    private static final String NOT_OWED =
            "Units have left: what was claimed of the price and is not owed any more falls away (E1)";
    private static final String ENDED_UNHEARD = "Ended: a case about parcels that nobody heard of is closed (P5, P6)";

    private final CancellationOutcomes requests;
    private final ContestedRequests contested;
    private final ChangedShipments shipments;
    private final ParcelProgress parcels;
    private final OrderProgress progress;
    private final Ledger ledger;
    private final UnpaidPrice unpaid;
    private final NothingOwed nothingOwed;
    private final StoragePeriod storage;
    private final ReturnedGoods returns;
    private final LawReturns lawReturns;
    private final NoTracking noTracking;
    private final DisputeRequests disputes;
    private final JudgementService fraud;
    private final OrdersInCommon common;
    private final Profiles profiles;
    private final CaseFile cases;
    private final CaseEvidence evidence;
    private final CaseMoves caseMoves;
    private final Decisions decisions;
    private final WithoutEvidence withoutEvidence;
    private final Freezing freezing;

    WhatFollows(
            CancellationOutcomes requests,
            ContestedRequests contested,
            ChangedShipments shipments,
            ParcelProgress parcels,
            OrderProgress progress,
            Ledger ledger,
            UnpaidPrice unpaid,
            NothingOwed nothingOwed,
            StoragePeriod storage,
            ReturnedGoods returns,
            LawReturns lawReturns,
            NoTracking noTracking,
            DisputeRequests disputes,
            JudgementService fraud,
            OrdersInCommon common,
            Profiles profiles,
            CaseFile cases,
            CaseEvidence evidence,
            CaseMoves caseMoves,
            Decisions decisions,
            WithoutEvidence withoutEvidence,
            Freezing freezing) {
        this.requests = requests;
        this.contested = contested;
        this.shipments = shipments;
        this.parcels = parcels;
        this.progress = progress;
        this.ledger = ledger;
        this.unpaid = unpaid;
        this.nothingOwed = nothingOwed;
        this.storage = storage;
        this.returns = returns;
        this.lawReturns = lawReturns;
        this.noTracking = noTracking;
        this.disputes = disputes;
        this.fraud = fraud;
        this.common = common;
        this.profiles = profiles;
        this.cases = cases;
        this.evidence = evidence;
        this.caseMoves = caseMoves;
        this.decisions = decisions;
        this.withoutEvidence = withoutEvidence;
        this.freezing = freezing;
    }

    @Override
    public Uni<Void> happened(Order order, OrderEvent event, Instant now) {
        return Steps.inTurn(
                after(order, event, now), consequence -> consequence.act().get());
    }

    /** The list. */
    List<Consequence> after(Order order, OrderEvent event, Instant now) {
        return switch (event) {
            case CancellationRequested it ->
                List.of(
                        workedOut(
                                "Declared already: what must run runs, and the carrier's time to accept from now on"
                                        + " (A13, P7)",
                                () -> Steps.when(!it.contested().isEmpty(), () -> progress.workOut(order, now))),
                        then(
                                "Declared already: sweeps look at the order's shipments again (F2)",
                                () -> Steps.when(!it.contested().isEmpty(), () -> shipments.changed(order, now))),
                        judged(
                                "Declared already: the order is judged (F2)",
                                () -> Steps.when(!it.contested().isEmpty(), () -> fraud.judge(order, "request", now))));
            case ReturnAwaited it ->
                List.of(then(
                        "A parcel on its way is waited for; what is with the buyer goes back (D1, D4)",
                        () -> lawReturns.asked(order, it, now)));
            case UnitsLeft it ->
                List.of(
                        then(
                                "What carriers have of the rest is counted (P2)",
                                () -> progress.countAnew(order, it.shipmentId())),
                        then(
                                "Of what was asked for and has left by another way, the request is upheld, before the rest is"
                                        + " seen to be delivered (P2)",
                                () -> requests.left(order, now)),
                        workedOut(
                                "What is left decides how far the order is, and what must run: when all of that is"
                                        + " delivered, it is (P1, A18)",
                                () -> progress.workOut(order, it.shipmentId(), now)),
                        then(NOT_OWED, () -> unpaid.fallAway(order, now)),
                        then(ENDED_HOLDING, () -> ledger.cleared(order, now)),
                        then(ENDED_UNHEARD, () -> unheardEnds(order, now)).raising(ApprovalOvertaken.class),
                        then(
                                "A refund by law that waited for these units waits no more (D1)",
                                () -> lawReturns.lookAgain(order, now)));
            case PaymentCaptured it ->
                List.of(then(
                        "Of goods that are to go back, it comes back with them (A19, A20a)",
                        () -> disputes.paidMeanwhile(order, it.amount(), it.by(), now)));
            case ShipmentDeclared it ->
                inTurn(
                        caughtUp(order, new ParcelNumber(it.carrier(), it.trackingNumber())),
                        workedOut(
                                "What must run runs: nobody waits for a scan for ever (P6, P7)",
                                () -> progress.workOut(order, now)),
                        judged("The order is judged (F)", () -> fraud.judge(order, "declaration", now)),
                        then(
                                "Orders that name the same number are judged once this has committed (F3)",
                                () -> common.compareLater(
                                        order, DeadlineKind.NUMBER_SHARED, "shipments/" + it.shipmentId(), now)));
            case NumberPutRight it ->
                inTurn(
                        caughtUp(order, new ParcelNumber(it.carrier(), it.trackingNumber())),
                        judged("The order is judged anew (F, P4)", () -> fraud.judge(order, "correction", now)),
                        then(
                                "Orders that name one of the numbers are judged once this has committed (F3)",
                                () -> common.compareLater(
                                        order,
                                        DeadlineKind.NUMBER_SHARED,
                                        "shipments/" + it.shipmentId() + "/" + it.trackingNumber(),
                                        now)));
            case CarrierReported it -> {
                ParcelNumber number = new ParcelNumber(it.carrier(), it.trackingNumber());
                ParcelProgress.Scan scan = new ParcelProgress.Scan(order, number);
                yield inTurn(
                        List.of(
                                read(scan),
                                then(
                                                "Where it is only proposed for a parcel, a scan takes it (P4)",
                                                () -> parcels.takeProposed(scan))
                                        .raising(NumberPutRight.class)),
                        inTurn(
                                broughtUpToDate(scan),
                                then(
                                                "Goods that go back under the number are brought up to date (A19)",
                                                () -> returns.reported(order, number))
                                        .raising(UnitsLeft.class, DisputeEnded.class, DisputeSettled.class),
                                then(
                                        "What was refused by law and was delivered all the same goes back (D1)",
                                        () -> lawReturns.lookAgain(order, now))));
            }
            case ParcelTakenOver it ->
                List.of(then(
                        "Of an open request, what is in the parcel comes too late (A13, A14)",
                        () -> Steps.when(
                                order.openRequest() != null,
                                () -> progress.carried(order)
                                        .chain(carried -> contested.accepted(order, it.shipmentId(), carried, now)))));
            case ParcelAccepted it ->
                List.of(
                        then(
                                        "A complaint of missing tracking information is dismissed (A15)",
                                        () -> noTracking.accepted(order, it.shipmentId(), it.acceptedAt(), now))
                                .raising(DisputeEnded.class, DisputeSettled.class),
                        then(
                                "Nobody at the desk waits for evidence of it: its case stands before the moderators again (A26)",
                                () -> evidence.accepted(order, it.shipmentId(), now)),
                        then(
                                "The seller's record is put right (F)",
                                () -> profiles.putRight(order.terms().sellerId(), now)));
            case ParcelMoved ignored ->
                List.of(
                        judged(
                                "The order is judged; of one that has ended, a scan still clears what it refutes (F)",
                                () -> order.status().ended()
                                        ? fraud.refute(order, now)
                                        : fraud.judge(order, "carrier", now)),
                        then(
                                "Ended: the seller's record is put right (F)",
                                () -> Steps.when(
                                        order.status().ended(),
                                        () -> profiles.putRight(order.terms().sellerId(), now))));
            case ParcelReady it ->
                List.of(then(
                        "The storage period begins, where the policy has one (C2)",
                        () -> storage.begins(order, it.shipmentId(), it.since(), now)));
            case ParcelBroughtBack ignored ->
                List.of(then(
                        "All parcels back: the storage period is over at once (A14, C2)",
                        () -> storage.endsWhenAllAreBack(order, now)));
            case ParcelMissing it ->
                List.of(then(
                        "A case stands before a person (P5, P6)",
                        () -> cases.aboutParcel(order, it.lost(), it.text(), it.by(), now)));
            case ParcelsAnswered it ->
                List.of(then(
                                "Its case is closed, unless it is about more (P5, P6)",
                                () -> cases.answered(order, it.because(), now))
                        .raising(ApprovalOvertaken.class));
            case OrderReleased it ->
                List.of(
                        workedOut("What must run runs, scanned or not (A25, P7)", () -> progress.workOut(order, now)),
                        then(
                                        "All was refunded meanwhile: nothing is owed any more (A20)",
                                        () -> nothingOwed.settle(order, it.by(), now))
                                .raising(UnitsLeft.class),
                        then(ENDED_HOLDING, () -> ledger.cleared(order, now)));
            case AllRefunded it ->
                List.of(then(
                                "Nothing is owed any more: what no carrier has is not sent (A20)",
                                () -> nothingOwed.settle(order, it.by(), now))
                        .raising(UnitsLeft.class));
            case CarrierMistaken it ->
                List.of(then(
                        "A case stands before a moderator: money has gone, or the order has ended",
                        () -> cases.mistaken(order, it.text(), it.by(), now)));
            case HandOverTried it ->
                List.of(
                        then(
                                "An open request comes too late (A14)",
                                () -> Steps.when(order.openRequest() != null, () -> requests.tooLate(order, now))),
                        then(
                                        "Accepted: a complaint of missing tracking information is dismissed (A15)",
                                        () -> Steps.when(
                                                it.accepted(), () -> noTracking.handedOver(order, it.by(), now)))
                                .raising(DisputeEnded.class, DisputeSettled.class));
            case HandOverRecorded ignored ->
                List.of(
                        workedOut(
                                "What is left decides how far the order is, and what must run (P1, A18)",
                                () -> progress.workOut(order, now)),
                        then(NOT_OWED, () -> unpaid.fallAway(order, now)),
                        then(ENDED_HOLDING, () -> ledger.cleared(order, now)),
                        then(ENDED_UNHEARD, () -> unheardEnds(order, now)).raising(ApprovalOvertaken.class),
                        then(
                                "What was refused by law and was handed over all the same goes back (D1)",
                                () -> lawReturns.lookAgain(order, now)));
            case DeliveredAfterAll it ->
                List.of(then(
                        "A person looks at it; nobody owes anything for it by itself (P3)",
                        () -> cases.deliveredAfterAll(order, it.shipmentId(), it.deliveredAt(), now)));
            case EvidenceGiven it ->
                List.of(
                        then("Sweeps look at the order's shipments again (F10)", () -> shipments.changed(order, now)),
                        judged("The order is judged (F10)", () -> fraud.judge(order, "evidence", now)),
                        then(
                                "Its case stands before the moderators again, unless more is asked for (A26)",
                                () -> evidence.given(order, now)),
                        then(
                                "Orders that were given the same document are judged once this has committed (F10)",
                                () -> common.compareLater(
                                        order, DeadlineKind.DOCUMENT_SHARED, "evidence/" + it.evidenceId(), now)));
            case EvidenceMissed it ->
                List.of(then(
                                "A complaint of missing tracking information stands (A16)",
                                () -> noTracking.evidenceMissing(order, it.shipmentId(), it.by(), now))
                        .raising(UnitsLeft.class, DisputeEnded.class));
            case CaseEvidenceMissed it ->
                List.of(then(
                                "Its case comes before all others, or is decided as the policy says (A26)",
                                () -> withoutEvidence.missed(order, it.caseId(), it.by(), now))
                        .raising(OrderReleased.class, UnitsLeft.class, DisputeEnded.class));
            case DisputeEscalated it ->
                List.of(then(
                        "A case stands before a moderator (A19)",
                        () -> cases.escalated(order, it.disputeId(), it.text(), it.by(), now)));
            case DisputeEnded ignored ->
                List.of(
                        then(
                                "Goods refused by law that were delivered meanwhile go back (D1)",
                                () -> lawReturns.lookAgain(order, now)),
                        then(ENDED_HOLDING, () -> ledger.cleared(order, now)));
            case DisputeSettled it ->
                List.of(then(
                                "Its case is closed, unless it is about more (A19)",
                                () -> cases.ended(order, it.disputeId(), it.because(), it.by(), now))
                        .raising(ApprovalOvertaken.class));
            case SuspicionRaised it ->
                List.of(
                        then(
                                "A case stands before a moderator (A25)",
                                () -> cases.open(order, it.score(), it.by(), now)),
                        then(
                                "The seller is asked for evidence, and has time for it while all else stands still (A26)",
                                () -> evidence.askedByItself(order, now)));
            case SuspicionChanged it ->
                List.of(
                        then("Its case gets the new score", () -> cases.rescore(order, it.score(), it.by(), now)),
                        then(
                                "Frozen, the seller is asked for evidence of the parcels that are suspected only now (A26)",
                                () -> Steps.when(order.frozen(), () -> evidence.askedByItself(order, now))));
            case SuspicionCleared it ->
                List.of(then(
                                "What the machine froze, or is held, is released, its case closed; a person's case gets score 0 (F)",
                                () -> freezing.cleared(order, it.note(), it.by(), now))
                        .raising(ApprovalOvertaken.class, OrderReleased.class));
            case AppealFiled it ->
                List.of(then(
                        "The case whose decision it is against is appealed (A27)",
                        () -> caseMoves.appealed(order, it.caseId(), it.by(), now)));
            case AppealsDecided it ->
                List.of(then(
                        "The case whose decision they were against is closed (A27)",
                        () -> caseMoves.appealsDecided(order, it.caseId(), it.because(), it.by(), now)));
            case ApprovalOvertaken it ->
                List.of(then(
                        "The decision that waited is overtaken: nothing is left to approve (A26)",
                        () -> decisions.overtaken(order, it.caseId(), now)));
        };
    }

    private Uni<Void> unheardEnds(Order order, Instant now) {
        return Steps.when(
                order.status().ended() && order.declaredAt() != null,
                () -> cases.answered(order, "The order is " + WhyNot.inWords(order.status()), now));
    }

    /** A number is the order's from now on: the carrier may have been faster, and another parcel may wait already. */
    private List<Consequence> caughtUp(Order order, ParcelNumber number) {
        ParcelProgress.Scan scan = new ParcelProgress.Scan(order, number);
        return inTurn(
                inTurn(List.of(read(scan)), broughtUpToDate(scan)),
                then("Another parcel may wait to be fetched already (C2)", () -> parcels.anyReadyToFetch(order))
                        .raising(ParcelReady.class, ParcelBroughtBack.class));
    }

    private Consequence read(ParcelProgress.Scan scan) {
        return then("What the carrier has reported under the number so far is read (A14)", () -> parcels.read(scan));
    }

    /** What follows from it for the parcels under the number, and with them for the order. */
    private List<Consequence> broughtUpToDate(ParcelProgress.Scan scan) {
        return List.of(
                then("Its parcels are accepted, found, delivered (A13, A14, P5)", () -> parcels.takeIn(scan))
                        .raising(ParcelTakenOver.class, ParcelAccepted.class),
                then("Those that wait to be fetched, or came back, are seen (C2)", () -> parcels.readyToFetch(scan))
                        .raising(ParcelReady.class, ParcelBroughtBack.class),
                workedOut(
                        "How far the order is by its parcels, and what must run (P1, P7, A18)",
                        () -> parcels.workOut(scan)),
                then(
                                "What followed from what the carrier has taken back is undone (A13, C2, P1)",
                                () -> parcels.undo(scan))
                        .raising(
                                ParcelsAnswered.class,
                                CarrierMistaken.class,
                                ParcelReady.class,
                                ParcelBroughtBack.class),
                then("What moved is looked at once more with all that is known (F, P3)", () -> parcels.lookAgain(scan))
                        .raising(ParcelMoved.class, DeliveredAfterAll.class),
                then("Its moves become events of the order", () -> parcels.tell(scan)));
    }

    private static List<Consequence> inTurn(List<Consequence> first, Consequence... then) {
        return inTurn(first, List.of(then));
    }

    private static List<Consequence> inTurn(List<Consequence> first, List<Consequence> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    private static Consequence workedOut(String words, Supplier<? extends Uni<?>> act) {
        return then(words, act).raising(ParcelsAnswered.class);
    }

    private static Consequence judged(String words, Supplier<? extends Uni<?>> act) {
        return then(words, act).raising(SuspicionRaised.class, SuspicionChanged.class, SuspicionCleared.class);
    }

    private static Consequence then(String words, Supplier<? extends Uni<?>> act) {
        return new Consequence(words, act, List.of());
    }
}
