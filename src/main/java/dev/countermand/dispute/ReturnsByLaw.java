package dev.countermand.dispute;

import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.dispute.state.DisputeKind;
import dev.countermand.dispute.state.DisputeOpening;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.dispute.state.DisputedUnits;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Role;
import dev.countermand.order.Order;
import dev.countermand.policy.BornBy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** D1, D2: the law's return: like one that was agreed on (A19), but nobody has to agree. The caller has the order locked. */
@ApplicationScoped
public class ReturnsByLaw {

    /**
     * What is given back.
     *
     * @param units by line, all of them with the buyer
     * @param fetchedByShop the shop fetches them (D4)
     */
    public record GivenBack(Map<Integer, Integer> units, boolean fetchedByShop) {}

    /**
     * A return that was registered.
     *
     * @param dueAt without the goods on their way by then it ends
     */
    public record Registered(UUID id, Instant dueAt) {}

    private final DisputeStore store;
    private final DisputeRequests requests;
    private final DisputeEnds ends;
    private final Deadlines deadlines;

    ReturnsByLaw(DisputeStore store, DisputeRequests requests, DisputeEnds ends, Deadlines deadlines) {
        this.store = store;
        this.requests = requests;
        this.ends = ends;
        this.deadlines = deadlines;
    }

    /**
     * Registers it, and saves the order: the escrow stands still, and the buyer, or the shop, has its time to bring the goods
     * back.
     */
    public Uni<Registered> register(Order order, GivenBack goods, Actor by, Instant now) {
        return requests.parcels(order).chain(parcels -> {
            DisputeOpening opening = DisputeOpening.of(order, DisputeKind.RETURN_BY_LAW, parcels, false, now);
            if (!(opening instanceof DisputeOpening.Possible possible)) {
                throw new IllegalStateException("Nothing of order " + order.id() + " is with the buyer");
            }
            DisputeRow row = toRow(order, possible.about().narrowedTo(goods.units()), goods, by, now);
            Instant due = order.policy().after(now, order.policy().disputes().returnWithin());
            return requests.begins(order, row, now)
                    .chain(() -> deadlines.set(
                            order.id(), DeadlineKind.RETURN_DUE, row.id.toString(), due, now, order.pausedSince(now)))
                    .chain(() -> ends.save(order, row, by, now, "dispute.opened"))
                    .replaceWith(() -> new Registered(row.id, due));
        });
    }

    private static DisputeRow toRow(Order order, DisputedUnits about, GivenBack goods, Actor by, Instant now) {
        DisputeRow row = new DisputeRow();
        row.orderId = order.id();
        row.id = Ids.next(now);
        row.kind = DisputeKind.RETURN_BY_LAW;
        row.status = DisputeStatus.AWAITING_RETURN;
        row.sellerId = order.terms().sellerId();
        row.buyerId = order.terms().buyerId();
        row.text = "The buyer gives the goods back by law (D1)";
        row.about = about;
        row.wanted = order.worthOf(about.units()).minor();
        row.offer = row.wanted;
        row.offerBy = Role.BUYER;
        row.spokeLast = Role.BUYER;
        row.openedAt = now;
        row.openedBy = by.subject();
        row.onBehalfOf = by.onBehalfOf();
        row.agreedAt = now;
        row.fetchedByShop = goods.fetchedByShop();
        row.returnPaidBy = paidBy(order);
        return row;
    }

    /** D4: less the cost of delivery from the consumer, unless the policy says otherwise. */
    private static BornBy paidBy(Order order) {
        return order.policy().withdrawalRight() == null
                ? BornBy.BUYER
                : order.policy().withdrawalRight().deliveryFromBuyer();
    }
}
