package dev.countermand.payment.provider.adyen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A table as RFC 4180 writes it, with a header, read line by line: a report may be of many megabytes. Pure. */
final class CsvLines {

    private final Consumer<Map<String, String>> each;
    private List<String> header = List.of();

    private CsvLines(Consumer<Map<String, String>> each) {
        this.each = each;
    }

    /**
     * Gives each line by the names of its columns, without spaces around what is in them; one that is too short has fewer.
     */
    static void read(String csv, Consumer<Map<String, String>> each) {
        new CsvLines(each).read(csv);
    }

    private void read(String csv) {
        List<String> line = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                line.add(cell.toString().strip());
                cell.setLength(0);
                if (c == '\n') {
                    take(line);
                    line = new ArrayList<>();
                }
            } else if (c != '\uFEFF' && (quoted || c != '\r')) {
                cell.append(c);
            }
        }
        line.add(cell.toString().strip());
        take(line);
    }

    private void take(List<String> cells) {
        if (cells.stream().allMatch(String::isEmpty)) {
            return;
        }
        if (header.isEmpty()) {
            header = List.copyOf(cells);
            return;
        }
        Map<String, String> line = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(cells.size(), header.size()); i++) {
            line.put(header.get(i), cells.get(i));
        }
        each.accept(line);
    }
}
