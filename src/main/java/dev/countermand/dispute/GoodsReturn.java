package dev.countermand.dispute;

import dev.countermand.dispute.state.DisputeKind;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.policy.BornBy;
import dev.countermand.policy.RefundWhen;
import dev.countermand.policy.WithdrawalRight;
import dev.countermand.tracking.event.ParcelNumber;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The goods of a dispute on their way back to the seller (A19): what is known of them, and what becomes known. */
public final class GoodsReturn {

    private final Order order;
    private final DisputeRow row;

    GoodsReturn(Order order, DisputeRow row) {
        this.order = order;
        this.row = row;
    }

    /** The order that they belong to, locked by whoever acts. */
    public Order order() {
        return order;
    }

    public UUID disputeId() {
        return row.id;
    }

    public DisputeStatus status() {
        return row.status;
    }

    /** The parcel that takes them back; null while the buyer has named none. */
    public @Nullable ParcelNumber parcel() {
        return row.returnCarrier == null || row.returnTrackingNumber == null
                ? null
                : new ParcelNumber(row.returnCarrier, row.returnTrackingNumber);
    }

    /** When it was agreed that they go back. */
    public Instant agreedAt() {
        return Objects.requireNonNull(row.agreedAt, "goods go back once it was agreed");
    }

    /** D1: by law; nobody had to agree. */
    public boolean byLaw() {
        return row.kind == DisputeKind.RETURN_BY_LAW;
    }

    /** D4: it is for the shop to fetch them. */
    public boolean fetchedByShop() {
        return row.fetchedByShop;
    }

    /** Whether what the refund waits for has happened: they are back, or, where the law's policy says so, under way (D4). */
    public boolean repayable() {
        WithdrawalRight law = order.policy().withdrawalRight();
        boolean sentBackCounts = byLaw() && law != null && law.refundWhen() == RefundWhen.SENT_BACK;
        return delivered() || (sentBackCounts && row.returnAcceptedAt != null);
    }

    public boolean notAsDescribed() {
        return row.notAsDescribed;
    }

    public boolean paidBySeller() {
        return row.returnPaidBy == BornBy.SELLER;
    }

    /** What the way back cost the buyer and the seller is to pay; null where there is nothing to pay. */
    public @Nullable Money cost() {
        return row.returnCost == null
                ? null
                : new Money(row.returnCost, order.terms().currency());
    }

    public boolean delivered() {
        return row.returnDeliveredAt != null;
    }

    /** The buyer names the parcel; another number names the same parcel better. */
    public void under(ParcelNumber parcel, @Nullable Money cost) {
        row.returnCarrier = parcel.carrier();
        row.returnTrackingNumber = parcel.trackingNumber();
        row.returnCost = cost == null ? null : cost.minor();
    }

    /** The buyer has sent them. */
    public void sent(Instant now) {
        row.become(order, DisputeStatus.RETURNING);
        row.returnSentAt = now;
    }

    /** The carrier has had them since then; null while it has not. */
    public void acceptedAt(@Nullable Instant at) {
        row.returnAcceptedAt = at;
    }

    public void deliveredAt(Instant at) {
        row.returnDeliveredAt = at;
    }

    DisputeRow row() {
        return row;
    }
}
