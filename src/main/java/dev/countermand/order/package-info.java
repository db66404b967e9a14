/**
 * What an order is and may become: its verbs are in {@link Order}, what can be read of it in {@link PlacedOrder}, and what
 * can be done with it now in {@link PossibleActs}.
 *
 * <p>Others use {@link Order}, {@link OrderStore}, {@link OrderEvent}, {@link OrderFlow}, {@link DueOrders},
 * {@link OrderAccess}, {@link OrderApi}, {@link Address}, {@link Delivery}, {@link OrderService},
 * {@link OwningOrder}, {@link UnitChoice}, {@link NewOrder} and {@link OrderDrafts}.
 */
@NullMarked
package dev.countermand.order;

import org.jspecify.annotations.NullMarked;
