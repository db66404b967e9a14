package dev.countermand.shipment;

import dev.countermand.order.Order;
import dev.countermand.tracking.event.ParcelNumber;
import dev.countermand.tracking.event.ParcelOfOrder;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/** Parcels that bring goods back to the seller: a carrier's event may be about one of these (A19). */
public interface ReturnParcels {

    /** The orders that wait for a return parcel with one of these numbers. */
    Uni<List<ParcelOfOrder>> ordersWith(Set<ParcelNumber> numbers);

    /**
     * The carrier has told something new of this number; all its events are stored. Called in the transaction that has
     * the order locked; saves the order if it changes it.
     */
    Uni<Void> moved(Order order, ParcelNumber number);
}
