package dev.countermand.review.decision;

import java.util.List;
import java.util.stream.Collectors;

/** The statements of {@link OrderMemory}: rows of an order as JSON, in tables of all rooms that a decision reaches. */
final class MemorySql {

    private MemorySql() {}

    /**
     * A table of which rows change with a decision.
     *
     * @param keys by which a row of an order is known
     * @param versioned whether it counts its versions, which go on
     */
    record Table(String name, List<String> keys, boolean versioned) {}

    static final List<Table> TABLES = List.of(
            new Table("orders", List.of("order_id"), true),
            new Table("order_line", List.of("order_id", "line"), true),
            new Table("shipment", List.of("order_id", "id"), true),
            new Table("shipment_line", List.of("order_id", "shipment_id", "line"), false),
            new Table("cancellation", List.of("order_id", "id"), true),
            new Table("cancellation_line", List.of("order_id", "cancellation_id", "line"), false),
            new Table("dispute", List.of("order_id", "id"), true),
            new Table("finding", List.of("order_id", "id"), false),
            new Table("evidence_demand", List.of("order_id", "id"), false),
            new Table("case_demand", List.of("order_id", "id"), false));

    /** What is made with a decision, and is known by its id. */
    private static final List<String> MADE = List.of("refund", "sanction", "ledger_transfer", "charge");

    /** What changes without anything being said: when it was written, and whether sweeps have done with it. */
    private static final String SILENT = " - 'version' - 'changed_at' - 'changed_by' - 'settled'";

    static final String READ = "select cast(jsonb_build_object("
            + TABLES.stream()
                    .map(table -> "'%s', (%s)".formatted(table.name(), rows(table, "")))
                    .collect(Collectors.joining(", "))
            + ", 'deadline', (select coalesce(jsonb_agg(to_jsonb(t) - 'claimed_until' order by t.id), '[]') from deadline t"
            + " where t.order_id = :order and t.kind = any(cast(:kinds as text[])))"
            + MADE.stream()
                    .map(table -> (", '%1$s', (select coalesce(jsonb_agg(t.id order by t.id), '[]') from %1$s t"
                                    + " where t.order_id = :order)")
                            .formatted(table))
                    .collect(Collectors.joining())
            + ", 'print', md5(cast(jsonb_build_array("
            + TABLES.stream()
                    .map(table -> "(%s)".formatted(rows(table, SILENT)))
                    .collect(Collectors.joining(", "))
            + ") as text))) as text)";

    /**
     * A26: a print of what whoever decides has before them: the order's rows, and the documents that were given. What the desk
     * asks of the seller, and that nothing came of it, says nothing new of the order; shadow findings they do not see.
     */
    static final String SEEN = "select md5(cast(jsonb_build_array("
            + TABLES.stream()
                    .filter(table -> !table.name().equals("case_demand"))
                    .map(table -> "(%s%s), "
                            .formatted(rows(table, SILENT), table.name().equals("finding") ? " and not t.shadow" : ""))
                    .collect(Collectors.joining())
            + "(select coalesce(jsonb_agg(t.id order by t.id), '[]') from evidence t where t.order_id = :order)) as text))";

    private static String rows(Table table, String without) {
        return "select coalesce(jsonb_agg(to_jsonb(t)%s order by %s), '[]') from %s t where t.order_id = :order"
                .formatted(
                        without,
                        table.keys().stream().map("t."::concat).collect(Collectors.joining(", ")),
                        table.name());
    }

    /** A version counts on: nobody who saw the decided one finds it again. */
    static final String COLUMNS = """
            select string_agg(quote_ident(cast(column_name as text)), ', ' order by ordinal_position)
            from information_schema.columns
            where table_schema = current_schema() and cast(table_name as text) = :table
                and column_name <> 'version' and cast(column_name as text) <> all(cast(:keys as text[]))
            """;

    /** Each row of the table as it was; {@code columns} are names of its own, as the database quotes them. */
    static String putBack(Table table, String columns) {
        String same = table.keys().stream()
                .map(key -> "to_jsonb(t) -> '%1$s' = b.value -> '%1$s'".formatted(key))
                .collect(Collectors.joining(" and "));
        return ("update %1$s t set (%2$s) = (select %2$s from jsonb_populate_record(t, b.value))%3$s"
                        + " from jsonb_array_elements(cast(cast(:rows as text) as jsonb)) b where t.order_id = :order and %4$s")
                .formatted(table.name(), columns, table.versioned() ? ", version = t.version + 1" : "", same);
    }

    static final String DROP_DEADLINES =
            "delete from deadline where order_id = :order and kind = any(cast(:kinds as text[]))";

    static final String SET_DEADLINES = """
            insert into deadline
            select r.* from jsonb_array_elements(cast(cast(:rows as text) as jsonb)) b, jsonb_populate_record(cast(null as deadline), b.value) r
            """;
}
