package dev.countermand.payment;

import dev.countermand.payment.intake.PaymentState;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "payment")
@IdClass(PaymentRow.Key.class)
class PaymentRow {
    @Id
    String orderId;

    @Id
    String paymentId;

    String method;

    /** What came of it, or is being verified. */
    long amount;

    /** Null where it was captured at once, or told to an earlier release. */
    @Nullable
    Long verifiedAmount;

    @Enumerated(EnumType.STRING)
    PaymentState state;

    String provider;
    String providerReference;
    Instant registeredAt;

    @Nullable
    Instant capturedAt;

    long refunded;
    long chargedBack;
    boolean counted = true;

    @Nullable
    Instant endedAt;

    @Version
    Long version;

    /** What of this payment can still go back (A20). */
    long refundable() {
        return state == PaymentState.CAPTURED ? amount - refunded - chargedBack : 0;
    }

    final void become(PaymentState next) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException("Payment " + paymentId + " cannot go from " + state + " to " + next);
        }
        state = next;
    }

    record Key(String orderId, String paymentId) {}
}
