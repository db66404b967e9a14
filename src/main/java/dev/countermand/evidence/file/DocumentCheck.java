package dev.countermand.evidence.file;

import java.util.Optional;

/**
 * A16: whether a file can be taken as evidence. It must be of one type by its first byte and whole to its last one, and must
 * hold nothing that runs when somebody opens it. It goes over all of the file: call it off the event loop.
 */
public final class DocumentCheck {

    private DocumentCheck() {}

    /** What a file is. */
    public sealed interface Result {}

    /** It can be taken. */
    public record Taken(DocumentType type) implements Result {}

    /** Of another type than those that are taken. */
    public record OtherType(String message) implements Result {}

    /**
     * Of a type that is taken, but empty, cut short, active, or two files in one.
     *
     * @param message goes on after the name of the field, for example {@code must not be empty}
     */
    public record Faulty(String message) implements Result {}

    /** What this file is. */
    public static Result of(byte[] content) {
        if (content.length == 0) {
            return new Faulty("must not be empty");
        }
        return DocumentType.of(content)
                .map(type -> fault(type, content).<Result>map(Faulty::new).orElseGet(() -> new Taken(type)))
                .orElseGet(() -> new OtherType("must be a PDF, JPEG or PNG by its content"));
    }

    private static Optional<String> fault(DocumentType type, byte[] content) {
        return Polyglot.fault(type, content).or(() -> switch (type) {
            case PDF -> PdfCheck.fault(content);
            case JPEG -> JpegCheck.fault(content);
            case PNG -> PngCheck.fault(content);
        });
    }
}
