package dev.countermand.fraud.sweep;

import dev.countermand.PlainSql;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Plain SQL beside the service: copies of an order with one shipment, each with fields of its own. */
public record SweptMarket(PlainSql sql) {

    public SweptMarket(DataSource source) {
        this(new PlainSql(source));
    }

    /** A copy of a shipped order; its fields and its shipment's, by the names of the columns. */
    public void lay(String template, String order, JsonObject fields, JsonObject shipment) {
        layOrder(template, order, fields);
        layShipment(template, order, shipment);
    }

    /** The same without a shipment. */
    public void layOrder(String template, String order, JsonObject fields) {
        copy("orders", template, new JsonObject().put("order_id", order).mergeIn(fields));
        copy("order_line", template, new JsonObject().put("order_id", order));
    }

    /** A shipment of an order that is there; it may have several. */
    public void layShipment(String template, String order, JsonObject fields) {
        copy(
                "shipment",
                template,
                new JsonObject()
                        .put("order_id", order)
                        .put("id", UUID.randomUUID().toString())
                        .mergeIn(fields));
    }

    /** A seller's record as it was counted last; nothing where nobody asked them to cancel. */
    public List<String> record(String seller) {
        return ask(
                "select format('blocked %s, unmoved %s, requests %s, reports %s, reporters %s, handling %s',"
                        + " blocked, unmoved, requests, reports, reporters, handling_seconds)"
                        + " from seller_profile where seller_id = ?",
                seller);
    }

    private void copy(String table, String template, JsonObject fields) {
        run(
                "insert into " + table + " select copy.* from " + table
                        + " o, lateral jsonb_populate_record(o, cast(? as jsonb)) copy where o.order_id = ?",
                fields.encode(),
                template);
    }

    public int run(String statement, Object... values) {
        return sql.run(statement, values);
    }

    /** The first column. */
    public List<String> ask(String statement, Object... values) {
        return sql.ask(statement, values);
    }

    public long count(String statement, Object... values) {
        return Long.parseLong(ask(statement, values).getFirst());
    }
}
