package dev.countermand.document;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated values (RFC 4180), one record a line. What a spreadsheet would take for a formula is written as text. */
public final class Csv {

    public static final String MEDIA_TYPE = "text/csv";

    private static final String FORMULA = "=+-@\t\r";
    private static final String NUMBER = "-?\\d+(\\.\\d+)?";

    private Csv() {}

    /** One record with its end of line. */
    public static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 && !text.matches(NUMBER);
        String safe = formula ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /**
     * The cells of one line.
     *
     * @throws IllegalArgumentException with a sentence for the caller, when a quote is not closed or stands where none may
     */
    public static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (true) {
            StringBuilder cell = new StringBuilder();
            at = line.startsWith("\"", at) ? quoted(line, at + 1, cell) : plain(line, at, cell);
            cells.add(cell.toString());
            if (at == line.length()) {
                return cells;
            }
            if (line.charAt(at) != ',') {
                throw new IllegalArgumentException("must have a comma behind a closing quote");
            }
            at++;
        }
    }

    private static int plain(String line, int from, StringBuilder cell) {
        int comma = line.indexOf(',', from);
        int end = comma < 0 ? line.length() : comma;
        String text = line.substring(from, end);
        if (text.contains("\"")) {
            throw new IllegalArgumentException("must not have a quote inside a cell that is not quoted");
        }
        cell.append(text);
        return end;
    }

    private static int quoted(String line, int from, StringBuilder cell) {
        int at = from;
        while (at < line.length()) {
            char next = line.charAt(at);
            if (next != '"') {
                cell.append(next);
                at++;
            } else if (line.startsWith("\"\"", at)) {
                cell.append('"');
                at += 2;
            } else {
                return at + 1;
            }
        }
        throw new IllegalArgumentException("must close each quote in the line in which it opens");
    }
}
