package dev.countermand.tracking.number;

import dev.countermand.document.DocumentNode.Sequence;
import dev.countermand.document.Fields;
import dev.countermand.document.Value;
import dev.countermand.tracking.number.CodeTable.PatternRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a table of codes from a file of the catalogue. */
final class CodeTableEntry {

    private CodeTableEntry() {}

    static CodeTable read(Fields table) {
        table.allowing("columns", "codes", "patterns");
        List<String> columns = texts(table.get("columns"));
        if (columns.isEmpty()) {
            throw table.get("columns").faulty("must name a column");
        }
        Map<String, List<String>> codes = new HashMap<>();
        table.byKey("codes").forEach((code, row) -> codes.put(code, row(columns, row)));
        List<PatternRow> patterns = new ArrayList<>();
        table.byKey("patterns")
                .forEach((regex, row) ->
                        patterns.add(new PatternRow(CatalogueFile.pattern(row, regex, 0), row(columns, row))));
        return new CodeTable(columns, codes, patterns);
    }

    private static List<String> row(List<String> columns, Value value) {
        List<String> row = value.node() instanceof Sequence ? texts(value) : List.of(value.text());
        if (row.size() != columns.size()) {
            throw value.faulty("has " + row.size() + " values for " + columns.size() + " columns");
        }
        return row;
    }

    private static List<String> texts(Value list) {
        return list.items().stream().map(Value::text).toList();
    }
}
