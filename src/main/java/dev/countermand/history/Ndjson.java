package dev.countermand.history;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Cuts a stream of bytes into lines, holding no more than one line in memory. */
final class Ndjson {

    /** A longer line is not read, but counted and reported. */
    static final int MAX_LINE_BYTES = 262_144;

    /**
     * One line.
     *
     * @param number counted from 1, empty lines included
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shared
    record Line(long number, byte[] bytes, boolean tooLong) {}

    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private long number;
    private boolean tooLong;

    /** The lines that are complete with this chunk; empty ones are left out. */
    List<Line> feed(byte[] chunk) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < chunk.length; i++) {
            if (chunk[i] == '\n') {
                keep(chunk, start, i - start);
                start = i + 1;
                lines.addAll(end());
            }
        }
        keep(chunk, start, chunk.length - start);
        return lines;
    }

    /** The last line, which may lack its line feed. */
    List<Line> end() {
        number++;
        boolean blank = !tooLong
                && rest.toString(java.nio.charset.StandardCharsets.ISO_8859_1).isBlank();
        List<Line> line = blank ? List.of() : List.of(new Line(number, rest.toByteArray(), tooLong));
        rest.reset();
        tooLong = false;
        return line;
    }

    private void keep(byte[] chunk, int from, int length) {
        if (tooLong || rest.size() + length > MAX_LINE_BYTES) {
            tooLong = true;
            rest.reset();
        } else {
            rest.write(chunk, from, length);
        }
    }
}
