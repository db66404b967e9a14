package dev.countermand.seller.page;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody of the staff wrote about a seller's account; only ever added. */
@Entity
@Table(name = "seller_note")
@IdClass(SellerNoteRow.Key.class)
class SellerNoteRow {
    @Id
    String sellerId;

    @Id
    UUID id;

    @Nullable
    String orderId;

    String author;
    String text;
    Instant at;

    final SellerNotes.Note toNote() {
        return new SellerNotes.Note(id, sellerId, orderId, author, text, at);
    }

    record Key(String sellerId, UUID id) {}
}
