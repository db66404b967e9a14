package dev.countermand.evidence.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

@Entity
@Table(name = "document_piece")
@IdClass(DocumentPieceRow.Key.class)
class DocumentPieceRow {
    @Id
    String orderId;

    @Id
    UUID documentId;

    @Id
    int number;

    byte[] content;

    record Key(String orderId, UUID documentId, int number) {}
}
