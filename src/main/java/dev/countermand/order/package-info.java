/**
 * What an order is and may become.
 *
 * <p>Others use {@link Order}, {@link OrderStore}, {@link OrderEvent}, {@link OrderFlow}, {@link DueOrders},
 * {@link OrderAccess}, {@link OrderApi}, {@link Address}, {@link Delivery}, {@link OrderService},
 * {@link OwningOrder}, {@link UnitChoice}, {@link NewOrder} and {@link OrderDrafts}.
 */
@NullMarked
package dev.countermand.order;

import org.jspecify.annotations.NullMarked;
