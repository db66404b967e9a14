package dev.countermand.payment.provider.adyen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table as RFC 4180 writes it, with a header. Pure. */
final class CsvLines {

    private CsvLines() {}

    /** Each line by the names of its columns, without spaces around what is in them; one that is too short has fewer. */
    static List<Map<String, String>> read(String csv) {
        List<Map<String, String>> lines = new ArrayList<>();
        List<String> header = List.of();
        for (List<String> cells : cells(csv)) {
            if (header.isEmpty()) {
                header = List.copyOf(cells);
                continue;
            }
            Map<String, String> line = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(cells.size(), header.size()); i++) {
                line.put(header.get(i), cells.get(i));
            }
            lines.add(line);
        }
        return lines;
    }

    private static List<List<String>> cells(String csv) {
        List<List<String>> lines = new ArrayList<>();
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
                    keep(lines, line);
                    line = new ArrayList<>();
                }
            } else if (c != '\uFEFF' && (quoted || c != '\r')) {
                cell.append(c);
            }
        }
        line.add(cell.toString().strip());
        keep(lines, line);
        return lines;
    }

    private static void keep(List<List<String>> lines, List<String> line) {
        if (line.stream().anyMatch(cell -> !cell.isEmpty())) {
            lines.add(line);
        }
    }
}
