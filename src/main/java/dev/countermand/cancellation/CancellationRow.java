package dev.countermand.cancellation;

import dev.countermand.cancellation.liability.BecauseColumn;
import dev.countermand.cancellation.liability.LiabilityFinding;
import dev.countermand.cancellation.state.AskedUnits;
import dev.countermand.cancellation.state.AskedUnitsColumn;
import dev.countermand.cancellation.state.CancellationStatus;
import dev.countermand.order.Order;
import dev.countermand.policy.Liability;
import dev.countermand.policy.Reason;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "cancellation")
@IdClass(CancellationRow.Key.class)
class CancellationRow {
    @Id
    String orderId;

    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    CancellationStatus status;

    String sellerId;
    String buyerId;

    @Enumerated(EnumType.STRING)
    Reason reason;

    @Nullable
    String comment;

    @Nullable
    @Enumerated(EnumType.STRING)
    Reason trueReason;

    boolean sellerAsked;
    boolean whole;

    /** Where its parts stand (A4); null in what was decided as it was made, and in what is older than this. */
    @Nullable
    @Convert(converter = AskedUnitsColumn.class)
    AskedUnits parts;

    /** The declared parcel that it names (P2). */
    @Nullable
    UUID shipmentId;

    /** A14: some of it came too late because a carrier had the parcel; not because a person believed so (A26). */
    boolean overtakenByScan;

    long amount;

    @Enumerated(EnumType.STRING)
    Liability liability;

    /** What the seller is shown: without what rests on the buyer's word (A12); null while that is the reason's own. */
    @Nullable
    @Enumerated(EnumType.STRING)
    Liability sellerSees;

    @Nullable
    @Convert(converter = BecauseColumn.class)
    List<LiabilityFinding.Because> liabilityBecause;

    Instant requestedAt;
    String requestedBy;

    @Nullable
    String onBehalfOf;

    @Nullable
    Instant answeredAt;

    @Nullable
    String answeredBy;

    @Nullable
    String explanation;

    /** D1, D4: what the refund waits for, and until when at most; null where it waits for nothing. */
    @Enumerated(EnumType.STRING)
    AwaitedGoods.@Nullable Awaiting awaiting;

    @Nullable
    Instant awaitedUntil;

    /** D1: the dispute under which the goods go back, once the buyer has them. */
    @Nullable
    UUID returnId;

    @Version
    Long version;

    /** The order, which is saved with it, tells of it. */
    final void become(Order order, CancellationStatus next, String by, Instant now) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException("Cancellation " + id + " cannot go from " + status + " to " + next);
        }
        CancellationStatus from = status;
        status = next;
        answeredAt = now;
        answeredBy = by;
        tell(order, from, next);
    }

    /** A new request was made, and where nobody has to be asked, or a carrier decides, it is more than that at once. */
    final void begin(Order order) {
        tell(order, null, CancellationStatus.PENDING);
        if (status != CancellationStatus.PENDING) {
            tell(order, CancellationStatus.PENDING, status);
        }
    }

    /** A26: the decision that ended it was undone, and it is again what it was before. */
    final void reinstated(Order order, CancellationStatus from) {
        tell(order, "cancellation.reinstated", from, status);
    }

    private void tell(Order order, @Nullable CancellationStatus from, CancellationStatus to) {
        tell(order, to.event(), from, to);
    }

    private void tell(Order order, String event, @Nullable CancellationStatus from, CancellationStatus to) {
        order.tell(event, "cancellations/" + id, () -> {
            Map<String, Object> data = CancellationAnswers.data(order, this);
            data.put("status", to.name());
            if (from != null) {
                data.put("previousStatus", from.name());
            }
            return data;
        });
    }

    /** What was waited for is there, or will not come. */
    final void awaitNothing() {
        awaiting = null;
        awaitedUntil = null;
    }

    /** The facts behind the liability; for the seller without what the buyer said in confidence (A12). */
    final List<LiabilityFinding.Because> facts(boolean sellersView) {
        List<LiabilityFinding.Because> all = liabilityBecause == null ? List.of() : liabilityBecause;
        return all.stream().filter(fact -> !(sellersView && fact.secret())).toList();
    }

    record Key(String orderId, UUID id) {}
}
