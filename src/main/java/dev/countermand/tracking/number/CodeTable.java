package dev.countermand.tracking.number;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the codes of one part of a number mean.
 *
 * @param columns the names of the parts that a row gives
 * @param codes rows by exact code
 * @param patterns rows by pattern of the code, tried in order when no exact code is found
 */
record CodeTable(List<String> columns, Map<String, List<String>> codes, List<PatternRow> patterns) {

    /** A row for every code of a pattern. */
    record PatternRow(Pattern pattern, List<String> values) {

        PatternRow {
            values = List.copyOf(values);
        }
    }

    CodeTable {
        columns = List.copyOf(columns);
        codes = Map.copyOf(codes);
        patterns = List.copyOf(patterns);
    }

    /** The row of a code, one value per column; empty when the table does not know the code. */
    List<String> row(String code) {
        List<String> exact = codes.get(code);
        if (exact != null) {
            return exact;
        }
        return patterns.stream()
                .filter(row -> row.pattern().matcher(code).matches())
                .findFirst()
                .map(PatternRow::values)
                .orElse(List.of());
    }
}
