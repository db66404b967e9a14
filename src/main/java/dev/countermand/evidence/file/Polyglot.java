package dev.countermand.evidence.file;

import java.util.List;
import java.util.Optional;

/** Files that are two things at once: what one program shows as a picture, another one runs or unpacks. */
final class Polyglot {

    /** What begins a page or a script; in lower case. Long enough not to come about in compressed data by chance. */
    private static final List<byte[]> MARKUP =
            List.of(Bytes.ascii("<script"), Bytes.ascii("<!doctype html"), Bytes.ascii("<html"), Bytes.ascii("<?php"));

    private static final byte[] PDF = Bytes.ascii("%PDF-");

    /** Programs that show PDFs look for the beginning of one in so many bytes. */
    private static final int PDF_BEGINS_WITHIN = 1024;

    private static final byte[] ZIP_END = {'P', 'K', 5, 6};
    private static final int ZIP_END_LENGTH = 22;
    private static final int LONGEST_ZIP_COMMENT = 0xFFFF;

    private Polyglot() {}

    static Optional<String> fault(DocumentType type, byte[] content) {
        if (type != DocumentType.PDF && Bytes.find(content, PDF, 1, Math.min(content.length, PDF_BEGINS_WITHIN)) >= 0) {
            return Optional.of("must be one document: there is a PDF inside the picture");
        }
        if (isZip(content)) {
            return Optional.of("must be one document: it is an archive (ZIP) as well");
        }
        return hasMarkup(content)
                ? Optional.of("must hold nothing that runs: there is a web page or a script in it")
                : Optional.empty();
    }

    /** An archive is read from its end: its last record says how many bytes follow it. */
    private static boolean isZip(byte[] content) {
        int last = content.length - ZIP_END_LENGTH;
        for (int at = last; at >= Math.max(0, last - LONGEST_ZIP_COMMENT); at--) {
            if (Bytes.isAt(content, at, ZIP_END)
                    && (Bytes.unsigned(content, at + 20) | Bytes.unsigned(content, at + 21) << 8) == last - at) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasMarkup(byte[] content) {
        for (int at = 0; at < content.length; at++) {
            if (content[at] == '<') {
                for (byte[] markup : MARKUP) {
                    if (isMarkup(content, at, markup)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isMarkup(byte[] content, int at, byte[] markup) {
        if (at + markup.length > content.length) {
            return false;
        }
        for (int i = 0; i < markup.length; i++) {
            byte one = content[at + i];
            if ((one >= 'A' && one <= 'Z' ? one + ('a' - 'A') : one) != markup[i]) {
                return false;
            }
        }
        return true;
    }
}
