package dev.countermand.evidence;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Ids;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A26: the desk asks sellers for evidence of shipments, by itself or through a moderator. Unlike what a buyer or a dispute
 * asks for (A16, {@link EvidenceDemands}), this runs while the order is frozen. The caller has the order locked.
 */
@ApplicationScoped
public class CaseDemands implements PanacheRepositoryBase<CaseDemandRow, CaseDemandRow.Key> {

    static final String RULE = "A26";

    private final OrderStore orders;
    private final Deadlines deadlines;
    private final OrderFlow flow;

    CaseDemands(OrderStore orders, Deadlines deadlines, OrderFlow flow) {
        this.orders = orders;
        this.deadlines = deadlines;
        this.flow = flow;
    }

    /**
     * What is asked for.
     *
     * @param shipments of which none is asked for already ({@link #open}); one at least
     * @param words of a moderator; null where the service asks by itself
     */
    public record Asking(
            UUID caseId, List<UUID> shipments, @Nullable String words, Instant dueAt) {}

    /** Asks for evidence of each of these shipments. */
    @NeedsTransaction
    public Uni<List<SeenDemand>> ask(Order order, Asking asking, Actor by, Instant now) {
        List<CaseDemandRow> rows = asking.shipments().stream()
                .map(shipment -> toRow(order, asking, shipment, by, now))
                .toList();
        CaseDemandRow first = rows.getFirst();
        return Steps.inTurn(rows, row -> {
                    row.demanded(order);
                    return persist(row)
                            .chain(() -> deadlines.set(
                                    order.id(), DeadlineKind.CASE_EVIDENCE_DUE, row.id.toString(), row.dueAt, now));
                })
                // An act of its own: what froze the order is not for the seller to read.
                .chain(() -> orders.save(order, by, now, "evidence.demanded", first.object(), first.data(order)))
                .replaceWith(() -> rows.stream().map(SeenDemand::of).toList());
    }

    /** The seller has shown something of a shipment: in time, so the deadline is gone. The caller saves the order. */
    @NeedsTransaction
    Uni<Void> given(Order order, UUID shipmentId, Instant now) {
        return end(order, row -> row.shipmentId.equals(shipmentId), DemandOutcome.GIVEN, now)
                .replaceWithVoid();
    }

    /** The carrier has the parcel. The caller saves the order. */
    @NeedsTransaction
    public Uni<Void> needless(Order order, UUID shipmentId, Instant now) {
        return end(order, row -> row.shipmentId.equals(shipmentId), DemandOutcome.NEEDLESS, now)
                .replaceWithVoid();
    }

    /** The case is decided or closed: nobody waits for anything more in it. */
    @NeedsTransaction
    public Uni<Void> overtaken(Order order, UUID caseId, Actor by, Instant now) {
        return end(order, row -> row.caseId.equals(caseId), DemandOutcome.NEEDLESS, now)
                .chain(ended -> Steps.when(
                        !ended.isEmpty(),
                        () -> orders.save(
                                order,
                                by,
                                now,
                                DemandOutcome.NEEDLESS.event(),
                                ended.getFirst().object(),
                                ended.getFirst().data(order))));
    }

    /** What had ended it was undone: it is open again. The caller saves the order. */
    @NeedsTransaction
    public Uni<Void> reinstated(Order order, UUID id) {
        return findById(new CaseDemandRow.Key(order.id(), id))
                .invoke(row -> row.demanded(order))
                .replaceWithVoid();
    }

    /** Nothing came by the due date. */
    @NeedsTransaction
    Uni<Void> missed(Order order, UUID id, Actor by, Instant now) {
        return findById(new CaseDemandRow.Key(order.id(), id))
                .chain(row -> Steps.when(row != null && row.outcome == null, () -> {
                    row.end(order, DemandOutcome.MISSING, now);
                    return orders.save(order, by, now, DemandOutcome.MISSING.event(), row.object(), row.data(order))
                            .chain(() -> flow.happened(
                                    order, new OrderEvent.CaseEvidenceMissed(row.caseId, row.shipmentId, by), now));
                }));
    }

    /** What is still asked for in a case. */
    public Uni<List<SeenDemand>> open(String orderId, UUID caseId) {
        return ofCase(orderId, caseId)
                .map(all -> all.stream().filter(SeenDemand::open).toList());
    }

    /** All that was ever asked for in a case, oldest first. */
    public Uni<List<SeenDemand>> ofCase(String orderId, UUID caseId) {
        return list(
                        "orderId = :order and caseId = :case order by id",
                        Parameters.with("order", orderId).and("case", caseId))
                .map(rows -> rows.stream().map(SeenDemand::of).toList());
    }

    private Uni<List<CaseDemandRow>> end(Order order, Predicate<CaseDemandRow> which, DemandOutcome how, Instant now) {
        return list("orderId = :order and outcome is null order by id", Parameters.with("order", order.id()))
                .map(open -> open.stream().filter(which).toList())
                .call(ended -> Steps.inTurn(ended, row -> {
                    row.end(order, how, now);
                    return deadlines.drop(order.id(), DeadlineKind.CASE_EVIDENCE_DUE, row.id.toString());
                }));
    }

    private static CaseDemandRow toRow(Order order, Asking asking, UUID shipment, Actor by, Instant now) {
        CaseDemandRow row = new CaseDemandRow();
        row.orderId = order.id();
        row.id = Ids.next(now);
        row.caseId = asking.caseId();
        row.shipmentId = shipment;
        row.sellerId = order.terms().sellerId();
        row.words = asking.words();
        row.demandedBy = by.subject();
        row.demandedAt = now;
        row.dueAt = asking.dueAt();
        return row;
    }
}
