package dev.countermand.evidence.file;

import java.util.Optional;
import java.util.Set;

/**
 * A PDF must be whole, readable without a password, and hold neither scripts nor other files nor anything that starts by
 * itself. All of this has names in the file; they are looked for in the whole of it, also written in other ways
 * ({@code /J#61vaScript}), and in the compressed streams in which objects are kept ({@link PdfObjectStreams}).
 */
final class PdfCheck {

    private static final byte[] END = Bytes.ascii("%%EOF");
    private static final byte[] XREF = Bytes.ascii("startxref");

    /** Between the two stands a number. */
    private static final int XREF_WITHIN = 64;

    /** Nobody but its author could read it, and nobody could look into it. */
    private static final String ENCRYPTED = "Encrypt";

    /** What runs, starts something, sends something, or is another file. */
    private static final Set<String> ACTIVE = Set.of(
            "JavaScript",
            "Launch",
            "EmbeddedFile",
            "EmbeddedFiles",
            "RichMedia",
            "Rendition",
            "Movie",
            "Sound",
            "XFA",
            "SubmitForm",
            "ImportData",
            "GoToR",
            "GoToE");

    private PdfCheck() {}

    static Optional<String> fault(byte[] content) {
        return wholeness(content)
                .or(() -> active(content, 0, content.length))
                .or(() -> PdfObjectStreams.fault(content));
    }

    /** Names of what is not taken in this part of a file, or in what was unpacked from it. */
    static Optional<String> active(byte[] content, int from, int before) {
        for (int at = from; at < before; at++) {
            if (content[at] == '/') {
                String name = PdfNames.at(content, at, before);
                if (ENCRYPTED.equals(name)) {
                    return Optional.of("must not be encrypted: nobody could read it");
                }
                if (ACTIVE.contains(name)) {
                    return Optional.of("must hold nothing that runs or is attached: the PDF has " + name
                            + "; print it to a new PDF, or take a photograph");
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> wholeness(byte[] content) {
        int last = content.length;
        while (last > 0 && PdfNames.isSpace(content[last - 1])) {
            last--;
        }
        if (!Bytes.isAt(content, last - END.length, END)) {
            return Optional.of(
                    Bytes.find(content, END, 0, content.length) < 0
                            ? "must be a whole PDF: it is cut short"
                            : "must end where the PDF ends (%%EOF): its last part is missing, or something is appended");
        }
        int end = last - END.length;
        return Bytes.find(content, XREF, Math.max(0, end - XREF_WITHIN), end) < 0
                ? Optional.of("must be a whole PDF: nothing says where its table of objects is")
                : Optional.empty();
    }
}
