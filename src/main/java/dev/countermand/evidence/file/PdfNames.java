package dev.countermand.evidence.file;

import java.util.HashSet;
import java.util.Set;

/** Names as a PDF writes them: a slash, then characters, of which any may be written as {@code #} and two digits. */
final class PdfNames {

    /** Longer ones are none that anybody looks for. */
    private static final int LONGEST = 32;

    private PdfNames() {}

    /** The name that begins with the slash at this place; longer ones are cut. */
    static String at(byte[] content, int slash, int before) {
        StringBuilder name = new StringBuilder();
        int at = slash + 1;
        while (at < before && name.length() <= LONGEST && isRegular(content[at])) {
            if (content[at] == '#' && at + 2 < before && digit(content[at + 1]) >= 0 && digit(content[at + 2]) >= 0) {
                name.append((char) (digit(content[at + 1]) << 4 | digit(content[at + 2])));
                at += 3;
            } else {
                name.append((char) (content[at] & 0xFF));
                at++;
            }
        }
        return name.toString();
    }

    /** All of them between two places. */
    static Set<String> between(byte[] content, int from, int before) {
        Set<String> names = new HashSet<>();
        for (int at = from; at < before; at++) {
            if (content[at] == '/') {
                names.add(at(content, at, before));
            }
        }
        return names;
    }

    static boolean isSpace(byte one) {
        return one == 0 || one == '\t' || one == '\n' || one == '\f' || one == '\r' || one == ' ';
    }

    private static boolean isRegular(byte one) {
        return !isSpace(one) && "()<>[]{}/%".indexOf(one & 0xFF) < 0;
    }

    private static int digit(byte one) {
        return Character.digit((char) (one & 0xFF), 16);
    }
}
