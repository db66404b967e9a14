package dev.countermand.evidence.file;

import java.util.Optional;

/**
 * A JPEG is a list of segments, each with its length, from SOI to EOI. Telephones put further JPEGs behind the first one
 * (small ones, maps of brightness); these must be whole, too, and nothing else may follow.
 */
final class JpegCheck {

    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;

    private final byte[] content;
    private int at;
    private boolean tooLarge;

    private JpegCheck(byte[] content) {
        this.content = content;
    }

    static Optional<String> fault(byte[] content) {
        JpegCheck check = new JpegCheck(content);
        do {
            boolean whole = check.readsPicture();
            if (check.tooLarge) {
                return Optional.of("must not have more than " + PngCheck.MOST_PIXELS / 1_000_000 + " million pixels");
            }
            if (!whole) {
                return Optional.of("must be a whole JPEG: it is cut short or damaged");
            }
        } while (check.atMarker(START));
        return check.at == content.length
                ? Optional.empty()
                : Optional.of("must end where the JPEG ends: something is appended to it");
    }

    private boolean atMarker(int marker) {
        return at + 1 < content.length
                && Bytes.unsigned(content, at) == 0xFF
                && Bytes.unsigned(content, at + 1) == marker;
    }

    /** From SOI to EOI; false when it breaks off, or has no picture between the two. */
    private boolean readsPicture() {
        if (!atMarker(START)) {
            return false;
        }
        at += 2;
        boolean frame = false;
        boolean scan = false;
        while (at + 1 < content.length && Bytes.unsigned(content, at) == 0xFF) {
            int marker = Bytes.unsigned(content, at + 1);
            if (marker == 0xFF) {
                // Fill bytes may stand before a marker.
                at++;
            } else if (marker == END) {
                at += 2;
                return frame && scan;
            } else if (isAlone(marker)) {
                at += 2;
            } else if (!readsSegment(marker)) {
                return false;
            } else {
                frame |= isFrame(marker);
                if (marker == SCAN) {
                    scan = true;
                    skipScan();
                }
            }
        }
        return false;
    }

    private boolean readsSegment(int marker) {
        if (at + 4 > content.length) {
            return false;
        }
        int length = Bytes.twoAt(content, at + 2);
        int next = at + 2 + length;
        if (length < 2 || next > content.length) {
            return false;
        }
        if (isFrame(marker)) {
            if (length < 8) {
                return false;
            }
            tooLarge |= (long) Bytes.twoAt(content, at + 5) * Bytes.twoAt(content, at + 7) > PngCheck.MOST_PIXELS;
        }
        at = next;
        return true;
    }

    /** Compressed data last until a marker that neither stands for a byte nor restarts the decoder. */
    private void skipScan() {
        while (at + 1 < content.length) {
            int marker = Bytes.unsigned(content, at + 1);
            if (Bytes.unsigned(content, at) == 0xFF && marker != 0 && marker != 0xFF && !isAlone(marker)) {
                return;
            }
            at++;
        }
    }

    /** Markers without a segment: TEM, RST. */
    private static boolean isAlone(int marker) {
        return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
    }

    /** SOF: how the picture is coded, and how large it is. DHT, JPG and DAC lie among them. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
}
