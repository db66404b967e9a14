package dev.countermand.evidence.file;

import java.util.Optional;
import java.util.zip.CRC32;

/** A PNG is a list of chunks, each with its length and checksum, from IHDR to IEND and nothing behind it. */
final class PngCheck {

    /** Some ten times what a good camera makes; more is made to fill the memory of whoever opens it. */
    static final long MOST_PIXELS = 250_000_000;

    private static final int SIGNATURE_LENGTH = 8;
    private static final int HEADER_LENGTH = 13;

    /** Length, type and checksum. */
    private static final int CHUNK_OVERHEAD = 12;

    private static final byte[] HEADER = Bytes.ascii("IHDR");
    private static final byte[] DATA = Bytes.ascii("IDAT");
    private static final byte[] END = Bytes.ascii("IEND");

    private PngCheck() {}

    static Optional<String> fault(byte[] content) {
        int at = SIGNATURE_LENGTH;
        boolean data = false;
        while (at + CHUNK_OVERHEAD <= content.length) {
            long length = Bytes.fourAt(content, at);
            long next = at + CHUNK_OVERHEAD + length;
            if (next > content.length) {
                return Optional.of(cutShort());
            }
            int type = at + 4;
            if (!hasItsChecksum(content, type, (int) length)) {
                return Optional.of("must be a whole PNG: a part of it is damaged");
            }
            boolean first = at == SIGNATURE_LENGTH;
            if (first != Bytes.isAt(content, type, HEADER) || (first && length != HEADER_LENGTH)) {
                return Optional.of("must be a whole PNG: its header is damaged");
            }
            if (first && pixels(content, type + 4) > MOST_PIXELS) {
                return Optional.of("must not have more than " + MOST_PIXELS / 1_000_000 + " million pixels");
            }
            data |= Bytes.isAt(content, type, DATA);
            if (Bytes.isAt(content, type, END)) {
                return end(data, next == content.length);
            }
            at = (int) next;
        }
        return Optional.of(cutShort());
    }

    private static Optional<String> end(boolean data, boolean last) {
        if (!data) {
            return Optional.of("must be a whole PNG: there is no picture in it");
        }
        return last ? Optional.empty() : Optional.of("must end where the PNG ends: something is appended to it");
    }

    private static String cutShort() {
        return "must be a whole PNG: it is cut short";
    }

    private static long pixels(byte[] content, int at) {
        return Bytes.fourAt(content, at) * Bytes.fourAt(content, at + 4);
    }

    /** Over the type and the data. */
    private static boolean hasItsChecksum(byte[] content, int type, int length) {
        CRC32 sum = new CRC32();
        sum.update(content, type, 4 + length);
        return sum.getValue() == Bytes.fourAt(content, type + 4 + length);
    }
}
