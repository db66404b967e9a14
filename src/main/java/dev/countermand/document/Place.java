package dev.countermand.document;

/**
 * Where in the documents something stands.
 *
 * @param line from 1
 */
public record Place(Source source, int line) {

    /** A fault here (M2), as something to throw; the reason is the end of a sentence. */
    public RuntimeException faulty(String reason) {
        String end = reason.endsWith("?") ? "" : ".";
        return source.refusal().apply(this + ": " + reason + end);
    }

    @Override
    public String toString() {
        return source.file() + ", line " + line;
    }
}
