package dev.countermand.review;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "case_note")
@IdClass(CaseNoteRow.Key.class)
class CaseNoteRow {
    @Id
    String orderId;

    @Id
    UUID caseId;

    @Id
    UUID id;

    String author;
    String text;
    Instant at;

    final CaseReader.Note toNote() {
        return new CaseReader.Note(id, author, text, at);
    }

    record Key(String orderId, UUID caseId, UUID id) {}
}
