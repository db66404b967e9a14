package dev.countermand.order;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.units.OrderLine;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "order_line")
@IdClass(OrderLineRow.Key.class)
class OrderLineRow {
    @Id
    String orderId;

    @Id
    int line;

    String sku;

    @Nullable
    String title;

    int quantity;
    long unitPrice;
    boolean madeToMeasure;
    int cancelled;
    int shipped;
    int carried;
    int delivered;
    int returned;

    @Version
    Long version;

    static OrderLineRow of(String orderId, OrderLine line) {
        OrderLineRow row = new OrderLineRow();
        row.orderId = orderId;
        row.line = line.line();
        row.sku = line.sku();
        row.title = line.title();
        row.quantity = line.quantity();
        row.unitPrice = line.unitPrice().minor();
        row.madeToMeasure = line.madeToMeasure();
        row.take(line);
        return row;
    }

    final void take(OrderLine changed) {
        cancelled = changed.cancelled();
        shipped = changed.shipped();
        carried = changed.carried();
        delivered = changed.delivered();
        returned = changed.returned();
    }

    OrderLine toLine(Currency currency) {
        return new OrderLine(
                line,
                sku,
                title,
                quantity,
                new Money(unitPrice, currency),
                madeToMeasure,
                cancelled,
                shipped,
                carried,
                delivered,
                returned);
    }

    record Key(String orderId, int line) {}
}
