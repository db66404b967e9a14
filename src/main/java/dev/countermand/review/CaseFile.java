package dev.countermand.review;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.evidence.CaseDemands;
import dev.countermand.evidence.DemandOutcome;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Spoken;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.state.WhyNot;
import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.review.state.Claim;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens and closes cases of an order that the caller has locked. */
@NeedsTransaction
@ApplicationScoped
public class CaseFile {

    private static final Actor ACTOR = Actor.system("deadline");
    private static final Actor CARRIER = Actor.system("carrier");

    private final CaseStore store;
    private final Deadlines deadlines;
    private final CaseDemands demands;
    private final OrderFlow flow;
    private final Journal journal;

    CaseFile(CaseStore store, Deadlines deadlines, CaseDemands demands, OrderFlow flow, Journal journal) {
        this.store = store;
        this.deadlines = deadlines;
        this.demands = demands;
        this.flow = flow;
        this.journal = journal;
    }

    /** The order was frozen because of its findings: a case is opened, or the open one gets the score. */
    public Uni<Void> open(Order order, int score, Actor by, Instant now) {
        return store.lockUndecided(order.id()).chain(open -> {
            if (open == null) {
                return insert(order, CaseReason.DETECTED, null, score, by, now).replaceWithVoid();
            }
            // A case about a dispute, a parcel or a carrier's mistake is from now on one about suspected fraud, too.
            open.about(open.reason == CaseReason.MANUAL ? open.reason : CaseReason.DETECTED);
            return score(open, score, by, now);
        });
    }

    /** There is more or less against a frozen order; its open case gets the score. Does nothing when none is open. */
    public Uni<Void> rescore(Order order, int score, Actor by, Instant now) {
        return store.lockUndecided(order.id()).chain(open -> Steps.given(open, there -> score(there, score, by, now)));
    }

    /**
     * Nothing stands against the order any more.
     *
     * @return true when its open case was opened by {@link #open} and is closed now, so that the order is to be released;
     *     false when a person froze the order, who then decides (the open case gets score 0)
     */
    Uni<Boolean> clearedByItself(Order order, String note, Actor by, Instant now) {
        return store.lockUndecided(order.id()).chain(open -> {
            if (open == null) {
                return Uni.createFrom().item(false);
            }
            return open.reason == CaseReason.DETECTED
                    ? cleared(order, open, note, by, now).replaceWith(true)
                    : score(open, 0, by, now).replaceWith(false);
        });
    }

    /** A person froze the order; why becomes the first note of the case. */
    Uni<Void> openByHand(Order order, int score, String reason, Actor by, Instant now) {
        return store.lockUndecided(order.id())
                .chain(open -> {
                    if (open == null) {
                        return insert(order, CaseReason.MANUAL, null, score, by, now);
                    }
                    // An order that can be frozen has no other open case than its dispute's (A19).
                    open.about(CaseReason.MANUAL);
                    return score(open, score, by, now).replaceWith(open);
                })
                .chain(row -> store.add(note(row, by, reason, now)));
    }

    /**
     * A19: a dispute goes before the administration: a case is opened, or the open one of the order is about it, too.
     *
     * @param text what the moderator reads first
     */
    public Uni<Void> escalated(Order order, UUID disputeId, String text, Actor by, Instant now) {
        return store.lockUndecided(order.id())
                .chain(open -> {
                    if (open == null) {
                        return insert(order, CaseReason.DISPUTE, disputeId, 0, by, now);
                    }
                    open.disputeId = disputeId;
                    open.about(open.reason.ofParcels() ? CaseReason.DISPUTE : open.reason);
                    return Uni.createFrom().item(open);
                })
                .chain(row -> store.add(note(row, by, text, now)));
    }

    /**
     * P5, P6: nobody has heard of a parcel: a case is opened, or the open one of the order is about it, too.
     *
     * @param lost it counts as lost already
     * @param text what the person reads first
     */
    public Uni<Void> aboutParcel(Order order, boolean lost, String text, Actor by, Instant now) {
        CaseReason reason = lost ? CaseReason.LOST : CaseReason.OVERDUE;
        return store.lockUndecided(order.id())
                .chain(open -> open == null
                        ? insert(order, reason, null, 0, by, now)
                        : Uni.createFrom().item(open))
                .chain(row -> store.add(note(row, by, text, now)));
    }

    /**
     * A carrier has taken back what it told, and not everything can be undone: a person looks after it, in the open case of
     * the order if it has one.
     *
     * @param text what they read first
     */
    public Uni<Void> mistaken(Order order, String text, Actor by, Instant now) {
        return store.lockUndecided(order.id())
                .chain(open -> {
                    if (open == null) {
                        return insert(order, CaseReason.CARRIER_CORRECTION, null, 0, by, now);
                    }
                    // What becomes of the parcel does not answer this.
                    open.about(open.reason.ofParcels() ? CaseReason.CARRIER_CORRECTION : open.reason);
                    return Uni.createFrom().item(open);
                })
                .chain(row -> store.add(note(row, by, text, now)));
    }

    /** P5, P6: it is known what became of the parcels, or nobody waits for them: their case is closed. */
    public Uni<Void> answered(Order order, String because, Instant now) {
        return store.lockUndecided(order.id())
                .chain(open -> Steps.when(
                        open != null && open.reason.ofParcels(), () -> close(order, open, because, ACTOR, now)));
    }

    /** P7: nobody has decided it in time: from now on it is overdue. Does nothing when it is decided. */
    Uni<Void> overdue(Order order, UUID id, Instant now) {
        return store.lock(order.id(), id).chain(row -> {
            if (row == null || !row.status.undecided()) {
                return Steps.nothing();
            }
            if (order.status().ended() && row.reason.ofParcels()) {
                return close(order, row, "The order is " + WhyNot.inWords(order.status()), ACTOR, now);
            }
            row.overdueSince = now;
            return tell(row, "case.overdue", ACTOR, now);
        });
    }

    /** Nobody waits for a decision any more. */
    Uni<Void> decided(Order order, CaseRow row, Actor by, Instant now) {
        row.decidedAt = now;
        return deadlines
                .dropOf(row.orderId, row.id.toString())
                .chain(() -> tell(row, row.status.event(), by, now))
                .chain(() -> demands.overtaken(order, row.id, by, now));
    }

    /**
     * P3: a parcel was delivered after what was in it had been refunded: a case is opened, or the open one of the order says so.
     */
    public Uni<Void> deliveredAfterAll(Order order, UUID shipmentId, Instant deliveredAt, Instant now) {
        String known = "The carrier has delivered shipment " + shipmentId + " at " + Spoken.at(deliveredAt)
                + ", after what was in it had left the order. The order is "
                + WhyNot.inWords(order.status()) + "; "
                + order.refunded().inWords() + " of " + order.paid().inWords()
                + " paid went back or are to go back. Nobody was asked for anything (P3)";
        return store.lockUndecided(order.id())
                .chain(open -> open == null
                        ? insert(order, CaseReason.DELIVERED_AFTER_ALL, null, 0, CARRIER, now)
                        : Uni.createFrom().item(open))
                .chain(row -> store.add(note(row, CARRIER, known, now)));
    }

    /** The dispute ended without a decision: its case is closed, unless it is about something else, too. */
    public Uni<Void> ended(Order order, UUID disputeId, String note, Actor by, Instant now) {
        return store.lockUndecided(order.id()).chain(open -> {
            if (open == null || !disputeId.equals(open.disputeId)) {
                return Steps.nothing();
            }
            if (open.reason == CaseReason.DISPUTE) {
                return close(order, open, note, by, now);
            }
            open.disputeId = null;
            return store.add(note(open, by, "The dispute has ended: " + note, now));
        });
    }

    /** A person releases the order without a verdict; refused while another one works on its case. */
    Uni<Void> closeByHand(Order order, String note, Actor by, Instant now) {
        return store.lockUndecided(order.id()).chain(open -> {
            if (open == null) {
                return Steps.nothing();
            }
            if (open.status == CaseStatus.AWAITING_APPROVAL) {
                throw Refusal.notNow(
                                "CASE_AWAITS_APPROVAL",
                                "A decision about this order waits for another person's approval",
                                order.status().name(),
                                List.of())
                        .asException();
            }
            Claim claim = open.claim();
            if (claim != null && claim.holds(now) && !claim.moderator().equals(by.subject())) {
                throw Refusal.notNow(
                                "CASE_CLAIMED",
                                "The case of this order is claimed by " + claim.moderator() + " until "
                                        + Spoken.at(claim.until()),
                                order.status().name(),
                                List.of())
                        .asException();
            }
            return cleared(order, open, note, by, now);
        });
    }

    /** Nothing is suspected any more: closed, unless a dispute waits for its decision here (A19). */
    private Uni<Void> cleared(Order order, CaseRow row, String note, Actor by, Instant now) {
        if (row.disputeId == null) {
            return close(order, row, note, by, now);
        }
        row.about(CaseReason.DISPUTE);
        return score(row, 0, by, now)
                .chain(() -> store.add(note(row, by, note, now)))
                .chain(() -> demands.overtaken(order, row.id, by, now))
                .chain(() -> waitsNoMore(row, DemandOutcome.NEEDLESS, by, now));
    }

    /** A26: nothing is asked of the seller any more: the case stands before the moderators again, unless one holds it. */
    Uni<Void> waitsNoMore(CaseRow row, DemandOutcome because, Actor by, Instant now) {
        if (row.status != CaseStatus.AWAITING_EVIDENCE) {
            return Steps.nothing();
        }
        row.become(CaseStatus.OPEN);
        row.dropClaim();
        return tell(row, row.status.event(), by, now, Map.of("evidence", because.name()));
    }

    static CaseNoteRow note(CaseRow row, Actor by, String text, Instant now) {
        CaseNoteRow note = new CaseNoteRow();
        note.orderId = row.orderId;
        note.caseId = row.id;
        note.id = Ids.next(now);
        note.author = by.subject();
        note.text = text;
        note.at = now;
        return note;
    }

    private Uni<CaseRow> insert(
            Order order, CaseReason reason, @Nullable UUID disputeId, int score, Actor by, Instant now) {
        CaseRow row = new CaseRow();
        row.orderId = order.id();
        row.id = Ids.next(now);
        row.sellerId = order.terms().sellerId();
        row.buyerId = order.terms().buyerId();
        row.market = order.terms().market();
        row.status = CaseStatus.OPEN;
        row.score = score;
        row.amount = order.paid().minor();
        row.currency = order.terms().currency().getCurrencyCode();
        row.reason = reason;
        row.disputeId = disputeId;
        row.openedAt = now;
        row.dueAt = order.policy().after(now, order.policy().review().decideWithin());
        row.rank();
        return store.add(row)
                .chain(() -> store.flush())
                .chain(() -> deadlines.set(row.orderId, DeadlineKind.CASE_DUE, row.id.toString(), row.dueAt, now))
                .chain(() -> tell(row, "case.opened", by, now))
                .replaceWith(row);
    }

    private Uni<Void> score(CaseRow row, int score, Actor by, Instant now) {
        if (row.score == score) {
            return Steps.nothing();
        }
        row.score(score);
        return tell(row, "case.rescored", by, now);
    }

    private Uni<Void> close(Order order, CaseRow row, String note, Actor by, Instant now) {
        boolean waited = row.status == CaseStatus.AWAITING_APPROVAL;
        row.close(note, now);
        return decided(order, row, by, now)
                .chain(() ->
                        Steps.when(waited, () -> flow.happened(order, new OrderEvent.ApprovalOvertaken(row.id), now)));
    }

    /** Audit and event of whatever was done to a case. */
    Uni<Void> tell(CaseRow row, String event, Actor by, Instant now) {
        return tell(row, event, by, now, Map.of());
    }

    /** The same, with what only this act says. */
    Uni<Void> tell(CaseRow row, String event, Actor by, Instant now, Map<String, Object> more) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", row.orderId);
        data.put("caseId", row.id.toString());
        data.put("sellerId", row.sellerId);
        if (row.buyerId != null) {
            data.put("buyerId", row.buyerId);
        }
        data.put("status", row.status.name());
        if (row.movedFrom != null) {
            data.put("previousStatus", row.movedFrom.name());
            row.movedFrom = null;
        }
        data.put("score", row.score);
        data.put("amount", row.atStake().text());
        data.put("currency", row.currency);
        data.put("reason", row.reason.name());
        data.put("dueAt", row.dueAt.toString());
        if (row.disputeId != null) {
            data.put("disputeId", row.disputeId.toString());
        }
        if (row.assignee != null) {
            data.put("assignee", row.assignee);
        }
        if (row.verdict != null) {
            data.put("verdict", row.verdict.name());
            data.put("statement", String.valueOf(row.statement));
        }
        if (row.closingNote != null) {
            data.put("note", row.closingNote);
        }
        data.putAll(more);
        return journal.write(new Act(by, event, row.orderId, "cases/" + row.id, null, now, data));
    }
}
