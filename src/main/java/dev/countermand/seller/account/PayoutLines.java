package dev.countermand.seller.account;

import dev.countermand.document.Csv;
import dev.countermand.kernel.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of payouts cut into lines; of one in CSV, its cells by the names in the first line. Pure. */
final class PayoutLines {

    /** In one file: it is answered in one call. */
    static final int MOST = 1_000;

    private static final List<String> COLUMNS = List.of("id", "sellerId", "amount", "currency", "reference");

    /** A line that is not empty, counted from 1 with those that are. */
    record Line(int number, String text) {}

    private PayoutLines() {}

    /** Refuses what is no text, and more than one call takes. */
    static List<Line> of(byte[] file) {
        String[] texts = text(file).split("\r?\n", -1);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            if (!texts[i].isBlank()) {
                lines.add(new Line(i + 1, texts[i]));
            }
        }
        if (lines.size() > MOST + 1) {
            throw Refusal.invalid("body", "must not have more than " + MOST + " payouts")
                    .asException();
        }
        return lines;
    }

    private static String text(byte[] file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.invalid("body", "must be text in UTF-8").asException();
        }
    }

    /** The names of the columns, in any order; refuses others, and a file that lacks one. */
    static List<String> head(Line first) {
        List<String> names = cells(first);
        if (names.size() != COLUMNS.size() || !names.containsAll(COLUMNS)) {
            throw Refusal.invalid("line", "must name the columns " + String.join(", ", COLUMNS) + " before the payouts")
                    .asException();
        }
        return names;
    }

    /** What the line says, by the names of the columns. */
    static Map<String, String> record(List<String> head, Line line) {
        List<String> cells = cells(line);
        if (cells.size() != head.size()) {
            throw Refusal.invalid("line", "must have " + head.size() + " cells").asException();
        }
        Map<String, String> record = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            record.put(head.get(i), cells.get(i));
        }
        return record;
    }

    private static List<String> cells(Line line) {
        try {
            return Csv.cells(line.text());
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("line", String.valueOf(e.getMessage())).asException();
        }
    }
}
