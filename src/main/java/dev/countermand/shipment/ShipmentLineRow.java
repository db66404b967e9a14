package dev.countermand.shipment;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

@Entity
@Table(name = "shipment_line")
@IdClass(ShipmentLineRow.Key.class)
class ShipmentLineRow {
    @Id
    String orderId;

    @Id
    UUID shipmentId;

    @Id
    int line;

    int quantity;

    /** P1: units that have left the order since: cancelled, or brought back. */
    int gone;

    int held() {
        return quantity - gone;
    }

    record Key(String orderId, UUID shipmentId, int line) {}
}
