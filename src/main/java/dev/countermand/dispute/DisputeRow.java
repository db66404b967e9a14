package dev.countermand.dispute;

import dev.countermand.dispute.state.DisputeKind;
import dev.countermand.dispute.state.DisputeState;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.dispute.state.DisputeWorth;
import dev.countermand.dispute.state.DisputedUnits;
import dev.countermand.dispute.state.ReturnProgress;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Role;
import dev.countermand.order.Order;
import dev.countermand.policy.BornBy;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "dispute")
@IdClass(DisputeRow.Key.class)
class DisputeRow {
    @Id
    String orderId;

    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    DisputeKind kind;

    @Enumerated(EnumType.STRING)
    DisputeStatus status;

    String sellerId;
    String buyerId;
    String text;
    boolean notAsDescribed;

    /** P2: the units it is about; null where it is about the order as it is. */
    @Nullable
    @Convert(converter = AboutColumn.class)
    DisputedUnits about;

    /** D4: the shop fetches the goods, and tells when they are back. */
    boolean fetchedByShop;

    /** The last that the buyer said they want; what they get when the administration finds for them. */
    long wanted;

    /** The offer that stands, and whose it is. */
    long offer;

    @Enumerated(EnumType.STRING)
    Role offerBy;

    @Enumerated(EnumType.STRING)
    Role spokeLast;

    Instant openedAt;
    String openedBy;

    @Nullable
    String onBehalfOf;

    @Nullable
    Instant agreedAt;

    /** A18: how long the escrow had still to run when the dispute was opened; null when it did not run yet. */
    @Nullable
    Long escrowLeftSeconds;

    @Nullable
    @Enumerated(EnumType.STRING)
    BornBy returnPaidBy;

    @Nullable
    String returnCarrier;

    @Nullable
    String returnTrackingNumber;

    @Nullable
    Instant returnSentAt;

    @Nullable
    Instant returnAcceptedAt;

    @Nullable
    Instant returnDeliveredAt;

    @Nullable
    Long returnCost;

    @Nullable
    Instant endedAt;

    @Nullable
    String endedBy;

    @Nullable
    String explanation;

    /** What was refunded because of it. */
    @Nullable
    Long refunded;

    @Version
    Long version;

    /** What decides about the acts of the two sides, on its order as that stands. */
    final DisputeState state(Order order) {
        return new DisputeState(kind, status, order.frozen(), offerBy, spokeLast, goods(), offerIsThere(order));
    }

    /** Of an amount alone people agree; where goods leave or go back, what is there of their money goes with them. */
    private boolean offerIsThere(Order order) {
        return kind != DisputeKind.REFUND_ONLY
                || DisputeWorth.isThere(
                        order, kind, about, new Money(offer, order.terms().currency()));
    }

    private ReturnProgress goods() {
        if (returnTrackingNumber == null) {
            return ReturnProgress.NOT_SENT;
        }
        return returnAcceptedAt == null ? ReturnProgress.TOLD : ReturnProgress.SCANNED;
    }

    /** The order, which is saved with it, tells of it. */
    final void become(Order order, DisputeStatus next) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException("Dispute " + id + " cannot go from " + status + " to " + next);
        }
        DisputeStatus from = status;
        status = next;
        tell(order, from, next);
    }

    /** A new dispute is open. */
    final void begin(Order order) {
        tell(order, null, status);
    }

    /** A26: the ruling that ended it was undone, and it is again what it was before. */
    final void reinstated(Order order, DisputeStatus from) {
        tell(order, "dispute.reinstated", from, status);
    }

    private void tell(Order order, @Nullable DisputeStatus from, DisputeStatus to) {
        tell(order, to.event(), from, to);
    }

    private void tell(Order order, String event, @Nullable DisputeStatus from, DisputeStatus to) {
        order.tell(event, "disputes/" + id, () -> {
            Map<String, Object> data = DisputeEnds.data(order, this);
            data.put("status", to.name());
            if (from != null) {
                data.put("previousStatus", from.name());
            }
            return data;
        });
    }

    final void end(Order order, DisputeStatus how, String because, Actor by, Instant now) {
        become(order, how);
        explanation = because;
        endedAt = now;
        endedBy = by.subject();
    }

    record Key(String orderId, UUID id) {}
}
