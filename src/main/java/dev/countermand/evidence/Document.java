package dev.countermand.evidence;

import dev.countermand.database.Hashing;
import dev.countermand.evidence.file.DocumentCheck;
import dev.countermand.evidence.file.DocumentType;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Sha256;
import io.smallrye.mutiny.Uni;

/** A document that was sent and can be taken, before anybody asks whose it is. */
record Document(byte[] content, DocumentType type, String sha256) {

    /** Of one document. */
    static final int MOST_BYTES = 10 * 1024 * 1024;

    /** The part of the form in which it is sent. */
    static final String FIELD = "file";

    /** Refuses what is too large, empty, cut short, active, two files in one, or of none of the types taken. */
    static Uni<Document> of(byte[] content) {
        if (content.length > MOST_BYTES) {
            throw Refusal.tooLarge("A document must not be larger than " + MOST_BYTES + " bytes")
                    .asException();
        }
        return Hashing.over(
                content, () -> new Document(content, typeOf(DocumentCheck.of(content)), Sha256.hex(content)));
    }

    private static DocumentType typeOf(DocumentCheck.Result result) {
        return switch (result) {
            case DocumentCheck.Taken taken -> taken.type();
            case DocumentCheck.OtherType other ->
                throw Refusal.unsupported(FIELD, other.message()).asException();
            case DocumentCheck.Faulty faulty ->
                throw Refusal.invalid(FIELD, faulty.message()).asException();
        };
    }
}
