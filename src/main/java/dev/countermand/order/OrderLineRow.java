package dev.countermand.order;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.units.Discount;
import dev.countermand.order.units.DiscountsColumn;
import dev.countermand.order.units.LinePrice;
import dev.countermand.order.units.OrderLine;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.List;
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

    /** Null in what was written before lines had one: each unit at its price. */
    @Nullable
    Long total;

    @Nullable
    @Convert(converter = DiscountsColumn.class)
    List<Discount> discounts;

    boolean madeToMeasure;
    int cancelled;
    int shipped;
    int carried;
    int delivered;
    int returned;
    long givenBack;

    @Version
    Long version;

    static OrderLineRow of(String orderId, OrderLine line) {
        OrderLineRow row = new OrderLineRow();
        row.orderId = orderId;
        row.line = line.line();
        row.sku = line.sku();
        row.title = line.title();
        row.quantity = line.quantity();
        row.unitPrice = line.price().unit().minor();
        row.total = line.price().total().minor();
        row.discounts = line.price().discounts().isEmpty() ? null : line.price().discounts();
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
        givenBack = changed.givenBack().minor();
    }

    OrderLine toLine(Currency currency) {
        return new OrderLine(
                line,
                sku,
                title,
                quantity,
                price(currency),
                madeToMeasure,
                cancelled,
                shipped,
                carried,
                delivered,
                returned,
                new Money(givenBack, currency));
    }

    private LinePrice price(Currency currency) {
        Money unit = new Money(unitPrice, currency);
        return total == null
                ? LinePrice.full(unit, quantity)
                : new LinePrice(unit, new Money(total, currency), discounts == null ? List.of() : discounts);
    }

    record Key(String orderId, int line) {}
}
