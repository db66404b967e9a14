package dev.countermand.evidence.store;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Documents in the database, in pieces that are written and read one after the other. */
@ApplicationScoped
public class DocumentPieces {

    /** Of one piece; the table allows no more. */
    static final int MOST_BYTES = 256 * 1024;

    /** Writes the content of a document whose row is written. */
    @NeedsTransaction
    public Uni<Void> put(DocumentKey key, byte[] content) {
        return Panache.getSession()
                .chain(session -> Steps.inTurn(
                        IntStream.range(0, pieces(content.length)).boxed().toList(),
                        number -> add(session, key, number, content)));
    }

    /** All of it, in the caller's session. */
    public Uni<byte[]> get(DocumentKey key, int size) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(size);
        return Panache.getSession()
                .chain(session -> Steps.inTurn(
                        IntStream.range(0, pieces(size)).boxed().toList(),
                        number -> piece(session, key, number).invoke(all::writeBytes)))
                .map(done -> all.toByteArray());
    }

    private static Uni<Void> add(Mutiny.Session session, DocumentKey key, int number, byte[] content) {
        DocumentPieceRow row = new DocumentPieceRow();
        row.orderId = key.orderId();
        row.documentId = key.id();
        row.number = number;
        int from = number * MOST_BYTES;
        row.content = Arrays.copyOfRange(content, from, Math.min(content.length, from + MOST_BYTES));
        // Written one by one and forgotten, so that a session never holds a whole document.
        return session.persist(row).chain(() -> session.flush()).invoke(() -> session.detach(row));
    }

    private static Uni<byte[]> piece(Mutiny.Session session, DocumentKey key, int number) {
        return session.createSelectionQuery(
                        "select content from DocumentPieceRow"
                                + " where orderId = :order and documentId = :document and number = :number",
                        byte[].class)
                .setParameter("order", key.orderId())
                .setParameter("document", key.id())
                .setParameter("number", number)
                .getSingleResult();
    }

    private static int pieces(int size) {
        return (size + MOST_BYTES - 1) / MOST_BYTES;
    }
}
