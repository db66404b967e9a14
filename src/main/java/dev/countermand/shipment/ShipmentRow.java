package dev.countermand.shipment;

import dev.countermand.order.Order;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.shipment.correction.Stage;
import dev.countermand.tracking.event.CarrierStatus;
import dev.countermand.tracking.event.ParcelNumber;
import dev.countermand.tracking.number.NumberReading;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "shipment")
@IdClass(ShipmentRow.Key.class)
class ShipmentRow {
    @Id
    String orderId;

    @Id
    UUID id;

    String sellerId;
    String carrier;
    String trackingNumber;
    Instant declaredAt;
    String declaredBy;

    /** P4: it had another number before. */
    boolean corrected;

    @Nullable
    UUID contestedRequestId;

    @Nullable
    Instant contestedRequestAt;

    @Nullable
    Instant firstScanAt;

    @Nullable
    Instant acceptedAt;

    @Nullable
    Instant deliveredAt;

    /** P2: when somebody who was there handed it over while the rest of the order goes on, whatever its carrier says. */
    @Nullable
    Instant handedOverAt;

    @Nullable
    String deliveredCountry;

    @Nullable
    String deliveredPostalCode;

    @Nullable
    String lastStatus;

    @Nullable
    Instant lastEventAt;

    /** P5, P6: since when it counts as lost. */
    @Nullable
    Instant lostAt;

    /** P5, P6: since when a person has it before them, who has not answered. */
    @Nullable
    Instant askedAt;

    /** P5, P6: its waiting times run anew from here, because somebody said that it is on its way. */
    @Nullable
    Instant waitsSince;

    boolean settled;

    /** F4, F6, F8: what the number says of itself; null where nobody has decoded it. */
    @Nullable
    Boolean numberValid;

    boolean numberCertain;
    boolean numberTracked = true;

    @Nullable
    String numberCountry;

    @Nullable
    String numberPostalCode;

    @Nullable
    String shipperId;

    @Nullable
    String firstScanCountry;

    /** When anything happened to it that a detector may look at. */
    Instant changedAt;

    /** P1: what it was when it was last worked out; null where nobody has done that yet. */
    @Enumerated(EnumType.STRING)
    @Nullable
    ParcelState parcelState;

    /** Since it was read, something new is known of where it is; not kept. */
    @Transient
    boolean moved;

    /** Since it was read, its carrier has brought it to the buyer; not kept. */
    @Transient
    boolean justDelivered;

    @Version
    Long version;

    ParcelNumber number() {
        return new ParcelNumber(carrier, trackingNumber);
    }

    DueDates.Since since() {
        return new DueDates.Since(declaredAt, lastEventAt, lostAt, askedAt, waitsSince);
    }

    /** What its carrier says, and nobody else. */
    Stage stage() {
        return new Stage(id, acceptedAt, deliveredAt, lastStatus);
    }

    /** F4, F6, F8: what its number says of itself. */
    void take(NumberReading number) {
        numberValid = number.valid();
        numberCertain = number.certain();
        numberTracked = number.tracked();
        numberCountry = number.country();
        numberPostalCode = number.postalCode();
        shipperId = number.shipperId();
    }

    /** Since when it was not the seller's any more; null when nobody has taken it over. */
    @Nullable
    Instant takenOverAt() {
        return acceptedAt == null ? handedOverAt : acceptedAt;
    }

    /** Since when the buyer has it; null when they have not. */
    @Nullable
    Instant arrivedAt() {
        return handedOverAt == null ? deliveredAt : handedOverAt;
    }

    /** What the summary of its carrier's events makes of it, whatever is left in it. */
    ParcelState reported() {
        return ParcelState.of(
                arrivedAt() != null,
                acceptedAt != null,
                CarrierStatus.RETURNED.name().equals(lastStatus),
                lostAt != null);
    }

    /** From here on it is known what it was before. */
    final void begins() {
        parcelState = parcelState == null ? reported() : parcelState;
    }

    /** It is this now; where it was something else, its order tells. */
    final void become(Order order, ParcelState next) {
        ParcelState before = parcelState;
        parcelState = next;
        if (before != null && next != before) {
            order.tell(next.event(), "shipments/" + id, () -> {
                Map<String, Object> data = scanned(order);
                data.put("parcelState", next.name());
                data.put("previousParcelState", before.name());
                return data;
            });
        }
    }

    /** A26: the decision that made it something else was undone. */
    final void reinstated(Order order, ParcelState from) {
        ParcelState again = parcelState;
        if (again != null) {
            order.tell("shipment.reinstated", "shipments/" + id, () -> {
                Map<String, Object> data = scanned(order);
                data.put("parcelState", again.name());
                data.put("previousParcelState", from.name());
                return data;
            });
        }
    }

    /** What every event about it says beside the facts of its order. */
    final Map<String, Object> told(Order order) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("shipmentId", id.toString());
        data.put("carrier", carrier);
        data.put("trackingNumber", trackingNumber);
        data.put("status", order.status().name());
        return data;
    }

    /** The same, with when its carrier had it and brought it. */
    final Map<String, Object> scanned(Order order) {
        Map<String, Object> data = told(order);
        Instant accepted = takenOverAt();
        if (accepted != null) {
            data.put("acceptedAt", accepted.toString());
        }
        Instant delivered = arrivedAt();
        if (delivered != null) {
            data.put("deliveredAt", delivered.toString());
        }
        return data;
    }

    /** P4: it has this number from now on, under which nothing was read yet. */
    final void take(ParcelNumber other) {
        carrier = other.carrier();
        trackingNumber = other.trackingNumber();
        corrected = true;
        firstScanAt = null;
        firstScanCountry = null;
        acceptedAt = null;
        deliveredAt = null;
        deliveredCountry = null;
        deliveredPostalCode = null;
        lastStatus = null;
        lastEventAt = null;
    }

    Shipment toShipment() {
        return new Shipment(
                orderId,
                id,
                sellerId,
                carrier,
                trackingNumber,
                declaredAt,
                contestedRequestId,
                contestedRequestAt,
                firstScanAt,
                takenOverAt(),
                arrivedAt(),
                lastStatus,
                lastEventAt,
                lostAt,
                askedAt,
                settled);
    }

    record Key(String orderId, UUID id) {}
}
