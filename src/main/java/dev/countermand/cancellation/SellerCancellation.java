package dev.countermand.cancellation;

import dev.countermand.cancellation.liability.LiabilityFinding.Ending;
import dev.countermand.cancellation.state.CancellationStatus;
import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.UnitChoice;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderAction;
import dev.countermand.order.units.LineUnits;
import dev.countermand.payment.Refunds;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.policy.CancellationTerms;
import dev.countermand.policy.Liability;
import dev.countermand.policy.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A11, A24: a seller who cannot send what was ordered says so by themselves. The units that they have not declared leave the order,
 * their money goes back, and the seller is to blame, as their own word proves. It stands on record as a request that was approved as
 * it was made.
 */
@ApplicationScoped
public class SellerCancellation {

    /**
     * What a seller gives up.
     *
     * @param reason one that blames the seller in this market
     * @param explanation as the buyer reads it
     * @param units all that is not declared, if null
     */
    public record Wanted(
            Reason reason,
            @Nullable String explanation,
            @Nullable List<LineUnits> units) {}

    /** What has come of it, as the seller sees it. */
    public record Done(UUID id, long orderVersion, SeenCancellation seen) {}

    private final CancellationStore store;
    private final OrderAccess access;
    private final OrderStore orders;
    private final Refunds refunds;
    private final Liabilities liabilities;
    private final Deadlines deadlines;
    private final OrderFlow flow;
    private final InstantSource clock;

    SellerCancellation(
            CancellationStore store,
            OrderAccess access,
            OrderStore orders,
            Refunds refunds,
            Liabilities liabilities,
            Deadlines deadlines,
            OrderFlow flow,
            InstantSource clock) {
        this.store = store;
        this.access = access;
        this.orders = orders;
        this.refunds = refunds;
        this.liabilities = liabilities;
        this.deadlines = deadlines;
        this.flow = flow;
        this.clock = clock;
    }

    /** Refuses what is another's, a reason that blames somebody else, and an order with an open request: that is to be answered. */
    @NeedsTransaction
    public Uni<Done> giveUp(Caller caller, String orderId, Wanted wanted) {
        return access.lockFor(caller, orderId, OrderAction.GIVE_UP).chain(order -> {
            if (!OrderAccess.isSeller(caller, order.terms().sellerId())) {
                throw Refusal.notFound("order").asException();
            }
            refuseOtherReasons(order, wanted.reason());
            Actor by = caller.as(Role.SELLER);
            Instant now = Timestamps.now(clock);
            Map<Integer, Integer> units = UnitChoice.of(order, wanted.units(), order.openUnits(), Role.SELLER);
            CancellationRow row = toRow(order, wanted, units, by, now);
            Money worth = order.cancelUnits(units, CancelledBy.AGREEMENT, now);
            row.amount = order.paidOf(worth).minor();
            Map<Integer, Integer> parts = row.whole ? Map.of() : units;
            return liabilities
                    .find(order, row, Ending.CONFIRMED, now)
                    .chain(() -> store.insert(order, row, parts))
                    .chain(() -> liabilities.fine(order, row, worth, by, now))
                    .chain(() -> refund(order, order.paidOf(worth), by, now))
                    .chain(() -> dropOver(order))
                    .chain(() -> orders.save(
                            order,
                            by,
                            now,
                            "cancellation.approved",
                            "cancellations/" + row.id,
                            CancellationAnswers.data(order, row)))
                    .call(saved -> flow.happened(saved, new OrderEvent.UnitsLeft(), now))
                    .map(saved -> new Done(
                            row.id,
                            saved.version(),
                            new SeenCancellation(
                                    new CancellationStore.Loaded(row, parts),
                                    saved.terms().currency(),
                                    true,
                                    null)));
        });
    }

    private static void refuseOtherReasons(Order order, Reason reason) {
        List<Reason> sellers = order.policy().cancellation().reasons().stream()
                .filter(terms -> terms.liability() == Liability.SELLER)
                .map(CancellationTerms.ReasonTerms::code)
                .toList();
        if (!sellers.contains(reason)) {
            throw Refusal.invalid(
                            "reason",
                            "must be one for which the seller is to blame in this market: "
                                    + sellers.stream().map(Enum::name).collect(Collectors.joining(", ")))
                    .asException();
        }
    }

    private Uni<Void> refund(Order order, Money back, Actor by, Instant now) {
        return Steps.when(
                order.paid().isPositive(), () -> refunds.request(order, back, RefundCause.CANCELLATION, null, by, now));
    }

    private Uni<Void> dropOver(Order order) {
        Set<DeadlineKind> over = CancellationAnswers.nothingToDeclare(order);
        return Steps.when(!over.isEmpty(), () -> deadlines.drop(order.id(), over));
    }

    private static CancellationRow toRow(
            Order order, Wanted wanted, Map<Integer, Integer> units, Actor by, Instant now) {
        CancellationRow row = new CancellationRow();
        row.orderId = order.id();
        row.id = Ids.next(now);
        row.sellerId = order.terms().sellerId();
        row.buyerId = order.terms().buyerId();
        row.status = CancellationStatus.APPROVED;
        row.reason = wanted.reason();
        row.explanation = wanted.explanation();
        row.whole = wanted.units() == null && units.equals(order.unitsLeft());
        row.liability = Liability.SELLER;
        row.requestedAt = now;
        row.requestedBy = by.subject();
        row.answeredAt = now;
        row.answeredBy = by.subject();
        return row;
    }
}
