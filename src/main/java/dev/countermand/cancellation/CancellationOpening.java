package dev.countermand.cancellation;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.LineUnits;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.UnitChoice;
import dev.countermand.order.state.OrderAction;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.state.RequestState;
import dev.countermand.policy.CancellationTerms;
import dev.countermand.policy.Policy;
import dev.countermand.policy.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A buyer asks to cancel (A4); where nobody has to agree, {@link CancellationAtOnce} does it at once. */
@ApplicationScoped
class CancellationOpening {

    /**
     * What a buyer asks for.
     *
     * @param units the whole order, if null
     * @param trueReason what it really is about; never shown to the seller (A12)
     * @param sellerAskedForThisReason never shown to them either (A12)
     * @param goodsAsTheyWere what was handed over has kept its looks and properties (D3)
     * @param fetchedByShop the shop fetches the goods, and the buyer bears the cost of it (D4)
     */
    record Wanted(
            Reason reason,
            @Nullable String comment,
            @Nullable List<LineUnits> units,
            @Nullable Reason trueReason,
            boolean sellerAskedForThisReason,
            boolean goodsAsTheyWere,
            boolean fetchedByShop) {}

    private final CancellationStore store;
    private final OrderAccess access;
    private final OrderStore orders;
    private final CancellationAtOnce alone;
    private final Deadlines deadlines;
    private final OrderFlow flow;
    private final InstantSource clock;

    CancellationOpening(
            CancellationStore store,
            OrderAccess access,
            OrderStore orders,
            CancellationAtOnce alone,
            Deadlines deadlines,
            OrderFlow flow,
            InstantSource clock) {
        this.store = store;
        this.access = access;
        this.orders = orders;
        this.alone = alone;
        this.deadlines = deadlines;
        this.flow = flow;
        this.clock = clock;
    }

    /** Takes the request, or refuses it for the reason that eligibility gives. */
    @NeedsTransaction
    Uni<CancellationAnswers.Done> request(Caller caller, String orderId, Wanted request) {
        return access.lock(caller, orderId).chain(order -> {
            Actor by = OrderAccess.buyerOrAgent(caller, order);
            Instant now = Timestamps.now(clock);
            CancellationRow row = toRow(order, request, order.policy(), by, now);
            return switch (Eligibility.of(order, now)) {
                case Eligibility.Immediate ignored -> alone.cancel(order, row, request, by, now);
                case Eligibility.Request ignored -> ask(order, row, request, by, now);
                case Eligibility.Dispute no -> refused(order, no, by);
                case Eligibility.None no -> refused(order, no, by);
            };
        });
    }

    private static Uni<CancellationAnswers.Done> refused(Order order, Eligibility no, Actor by) {
        return Uni.createFrom()
                .failure(order.notNow(
                                no.code(),
                                no.explanation(),
                                Set.of(by.role()),
                                Set.of(OrderAction.CANCEL, OrderAction.REQUEST_CANCELLATION))
                        .asException());
    }

    /** A4: the seller is asked; of what is declared shipped already, the carrier (A13). */
    private Uni<CancellationAnswers.Done> ask(Order order, CancellationRow row, Wanted request, Actor by, Instant now) {
        boolean declared = order.status() == OrderStatus.SHIPPED;
        Map<Integer, Integer> cancellable = declared ? order.unitsLeft() : order.openUnits();
        Map<Integer, Integer> units = UnitChoice.of(order, request.units(), cancellable, by.role());
        row.status = declared ? CancellationStatus.CONTESTED : CancellationStatus.PENDING;
        row.amount = order.worthOf(units).minor();
        order.requestIs(declared ? RequestState.CONTESTED : RequestState.PENDING);
        return store.insert(row, row.whole ? Map.of() : units)
                .chain(() -> Steps.when(!declared, () -> awaitSeller(order, row, now)))
                .chain(() -> orders.save(
                        order,
                        by,
                        now,
                        "cancellation.requested",
                        "cancellations/" + row.id,
                        CancellationAnswers.data(order, row)))
                .call(saved -> flow.happened(saved, new OrderEvent.CancellationRequested(row.id, declared), now))
                .map(saved -> new CancellationAnswers.Done(
                        saved, new CancellationStore.Loaded(row, row.whole ? Map.of() : units)));
    }

    /** A6: for ever, or until the policy takes their silence for consent. */
    private Uni<Void> awaitSeller(Order order, CancellationRow row, Instant now) {
        Duration silence = order.policy().cancellation().approveAfterSilence();
        return Steps.given(
                silence,
                waited -> deadlines.set(
                        order.id(), DeadlineKind.APPROVE_SILENCE, row.id.toString(), now.plus(waited), now));
    }

    private static CancellationRow toRow(Order order, Wanted request, Policy policy, Actor by, Instant now) {
        CancellationTerms.ReasonTerms terms = policy.cancellation()
                .reason(request.reason())
                .orElseThrow(() -> Refusal.invalid("reason", "is not a reason in this market")
                        .asException());
        String comment = request.comment();
        if (request.reason() == Reason.OTHER && (comment == null || comment.isBlank())) {
            throw Refusal.invalid("comment", "must be given with the reason OTHER (A5)")
                    .asException();
        }
        CancellationRow row = new CancellationRow();
        row.orderId = order.id();
        row.id = Ids.next(now);
        row.sellerId = order.terms().sellerId();
        row.buyerId = order.terms().buyerId();
        row.reason = request.reason();
        row.comment = comment;
        row.trueReason = request.trueReason();
        row.sellerAsked = request.sellerAskedForThisReason();
        row.whole = request.units() == null;
        row.liability = terms.liability();
        row.requestedAt = now;
        row.requestedBy = by.subject();
        row.onBehalfOf = by.onBehalfOf();
        return row;
    }
}
