package dev.countermand.http;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The first answer to a key of a caller. */
@Entity
@Table(name = "idempotency_key")
@IdClass(IdempotencyRow.Key.class)
class IdempotencyRow {
    @Id
    String caller;

    @Id
    String key;

    /** Of the caller, when they sent it. */
    @Nullable
    String roles;

    String requestHash;
    int status;

    @Nullable
    String location;

    @Nullable
    String etag;

    String body;
    String contentType;
    Instant createdAt;

    record Key(String caller, String key) {}
}
