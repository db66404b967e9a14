/** What carriers tell of parcels, as it is stored; knows no order. Others use {@code CarrierEventStore} and {@code ParcelHistory}. */
@NullMarked
package dev.countermand.tracking.event;

import org.jspecify.annotations.NullMarked;
