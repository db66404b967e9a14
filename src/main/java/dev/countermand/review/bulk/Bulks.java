package dev.countermand.review.bulk;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Reads;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.kernel.Words;
import dev.countermand.review.CaseMoves;
import dev.countermand.review.Claims;
import dev.countermand.review.decision.Decision;
import dev.countermand.review.decision.DecisionReader;
import dev.countermand.review.state.BulkItemStatus;
import dev.countermand.review.state.DecisionStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A26: one decision for many cases. Each is a job of its order: whoever kills the service loses none and does none twice. What
 * is decided is decided by the rules of a single decision, in its own transaction ({@link BulkTurns}).
 */
@ApplicationScoped
class Bulks {

    /**
     * A case of a bulk decision.
     *
     * @param status what has become of it by now
     */
    record Item(BulkItemRow row, BulkItemStatus status) {

        /** With how its decision stands. */
        static Item of(BulkItemRow row, Map<DecisionReader.Numbered, DecisionStatus> decided) {
            Integer no = row.decisionNo;
            DecisionStatus decision = no == null ? null : decided.get(new DecisionReader.Numbered(row.caseId, no));
            return new Item(row, row.status.with(decision));
        }
    }

    /** A bulk decision with its cases. */
    record Standing(BulkRow bulk, List<Item> items) {

        Standing {
            items = List.copyOf(items);
        }
    }

    private final BulkStore store;
    private final CaseMoves cases;
    private final DecisionReader decisions;
    private final Deadlines deadlines;
    private final InstantSource clock;

    Bulks(BulkStore store, CaseMoves cases, DecisionReader decisions, Deadlines deadlines, InstantSource clock) {
        this.store = store;
        this.cases = cases;
        this.decisions = decisions;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /**
     * Has these cases decided in the background, as whoever asks.
     *
     * @param ids each once; refuses what is no case
     */
    @NeedsTransaction
    Uni<Standing> start(List<UUID> ids, Decision decision, Caller caller) {
        String moderator = Claims.by(caller).subject();
        if (decision.mustSayWhy()) {
            Words.mustSayWhy(decision.statement());
        }
        Instant now = Timestamps.now(clock);
        BulkRow bulk = toRow(decision, caller, now);
        return store.add(bulk)
                .chain(() -> Steps.fold(
                        ids,
                        new ArrayList<BulkItemRow>(),
                        (items, id) -> cases.seen(id, moderator, now).map(seen -> {
                            if (seen == null) {
                                throw BulkPreview.notACase(items.size());
                            }
                            items.add(item(bulk, seen));
                            return items;
                        })))
                .call(items -> store.add(items.toArray()))
                .call(items -> Steps.inTurn(items, item -> wait(item, DeadlineKind.DECIDE_IN_BULK, now)))
                .map(items -> new Standing(
                        bulk, items.stream().map(row -> Item.of(row, Map.of())).toList()));
    }

    private static BulkRow toRow(Decision decision, Caller caller, Instant now) {
        BulkRow row = new BulkRow();
        row.id = Ids.next(now);
        row.verdict = decision.verdict();
        Decision.Sanction sanction = decision.sanction();
        row.sanctionKind = sanction == null ? null : sanction.kind();
        row.sanctionPoints = sanction == null ? null : sanction.points();
        row.statement = decision.statement();
        row.askedBy = caller.subject();
        row.askedAs = BulkRow.roles(caller);
        row.askedAt = now;
        return row;
    }

    private static BulkItemRow item(BulkRow bulk, CaseMoves.Seen seen) {
        BulkItemRow row = new BulkItemRow();
        row.orderId = seen.orderId();
        row.caseId = seen.id();
        row.bulkId = bulk.id;
        row.status = BulkItemStatus.PENDING;
        return row;
    }

    private Uni<Void> wait(BulkItemRow item, DeadlineKind kind, Instant now) {
        return deadlines.set(item.orderId, kind, item.name(), now, now);
    }

    /**
     * Has all that was decided undone in the background, as whoever asks, also what another person has approved meanwhile; what
     * waits for its turn is skipped. What waits for a second person's approval is theirs to reject. For whoever asked for the
     * bulk decision, and for leads.
     *
     * @param because why, for staff
     */
    @NeedsTransaction
    Uni<Standing> undo(UUID id, String because, Caller caller) {
        Instant now = Timestamps.now(clock);
        return store.lock(id)
                .chain(bulk -> store.lockItems(id).chain(this::withDecisions).chain(items -> {
                    if (!bulk.askedBy.equals(caller.subject()) && !caller.isAny(Role.LEAD)) {
                        throw Refusal.forbidden("Whoever asked for it undoes it, or a lead")
                                .asException();
                    }
                    boolean any = items.stream()
                            .anyMatch(item ->
                                    item.status() == BulkItemStatus.PENDING || item.status() == BulkItemStatus.DONE);
                    if (bulk.undoAskedBy != null || !any) {
                        throw Refusal.notNow("NOTHING_TO_UNDO", "Nothing of it is left to be undone", null, null)
                                .asException();
                    }
                    bulk.undoAskedBy = caller.subject();
                    bulk.undoAskedAs = BulkRow.roles(caller);
                    bulk.undoAskedAt = now;
                    bulk.undoBecause = because;
                    return Steps.inTurn(items, item -> undo(item.row(), item.status(), now))
                            .chain(() ->
                                    standing(bulk, items.stream().map(Item::row).toList()));
                }));
    }

    private Uni<Void> undo(BulkItemRow item, BulkItemStatus status, Instant now) {
        return switch (status) {
            // Its job finds it so, and does nothing.
            case PENDING -> {
                item.refused(
                        BulkItemStatus.SKIPPED,
                        Refusal.notNow("BULK_UNDONE", "The bulk decision was undone before its turn came", null, null),
                        now);
                yield Steps.nothing();
            }
            case DONE -> {
                item.become(BulkItemStatus.UNDOING, now);
                yield wait(item, DeadlineKind.UNDO_IN_BULK, now);
            }
            case AWAITING_APPROVAL, REJECTED, OVERTAKEN, SKIPPED, UNDOING, UNDONE, NOT_UNDONE -> Steps.nothing();
        };
    }

    /** How far it is; refuses when there is none. */
    @Reads
    Uni<Standing> find(UUID id) {
        return store.bulk(id).chain(bulk -> store.items(id).chain(items -> standing(bulk, items)));
    }

    private Uni<Standing> standing(BulkRow bulk, List<BulkItemRow> rows) {
        return withDecisions(rows).map(items -> new Standing(bulk, items));
    }

    private Uni<List<Item>> withDecisions(List<BulkItemRow> rows) {
        List<BulkItemRow> decided =
                rows.stream().filter(row -> row.decisionNo != null).toList();
        return decisions
                .standing(
                        decided.stream().map(row -> row.orderId).toList(),
                        decided.stream().map(row -> row.caseId).toList())
                .map(stand -> rows.stream().map(row -> Item.of(row, stand)).toList());
    }
}
