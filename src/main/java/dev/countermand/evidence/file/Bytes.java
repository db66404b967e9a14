package dev.countermand.evidence.file;

import java.nio.charset.StandardCharsets;

/** Reads and looks for bytes. */
final class Bytes {

    private Bytes() {}

    static int unsigned(byte[] content, int at) {
        return content[at] & 0xFF;
    }

    /** Two bytes, the higher first. */
    static int twoAt(byte[] content, int at) {
        return unsigned(content, at) << 8 | unsigned(content, at + 1);
    }

    /** Four bytes, the highest first. */
    static long fourAt(byte[] content, int at) {
        return (long) twoAt(content, at) << 16 | twoAt(content, at + 2);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static boolean isAt(byte[] content, int at, byte[] wanted) {
        if (at < 0 || at + wanted.length > content.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (content[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where it is first from a place on and before another; -1 when it is not there. */
    static int find(byte[] content, byte[] wanted, int from, int before) {
        for (int at = from; at + wanted.length <= before; at++) {
            if (content[at] == wanted[0] && isAt(content, at, wanted)) {
                return at;
            }
        }
        return -1;
    }
}
