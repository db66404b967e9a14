package dev.countermand.tracking.number;

import dev.countermand.tracking.number.CodeTable.PatternRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a table of codes from a file of the catalogue. */
final class CodeTableEntry {

    private CodeTableEntry() {}

    static CodeTable read(Entry table) {
        table.allowing("columns", "codes", "patterns");
        List<String> columns = table.texts("columns");
        if (columns.isEmpty()) {
            throw table.faulty("has no columns");
        }
        Map<String, List<String>> codes = new HashMap<>();
        table.mapping("codes").forEach((code, row) -> codes.put(code, row(table.at("code " + code), columns, row)));
        List<PatternRow> patterns = new ArrayList<>();
        table.mapping("patterns").forEach((regex, row) -> {
            Entry at = table.at("pattern " + regex);
            patterns.add(new PatternRow(compiled(at, regex), row(at, columns, row)));
        });
        return new CodeTable(columns, codes, patterns);
    }

    private static List<String> row(Entry at, List<String> columns, Object value) {
        List<String> row = value instanceof String single ? List.of(single) : Entry.texts(at.place(), value);
        if (row.size() != columns.size()) {
            throw at.faulty("has " + row.size() + " values for " + columns.size() + " columns");
        }
        return row;
    }

    private static Pattern compiled(Entry at, String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw at.faulty("is no regular expression: " + e.getMessage(), e);
        }
    }
}
