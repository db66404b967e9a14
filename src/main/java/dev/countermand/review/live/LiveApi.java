package dev.countermand.review.live;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/cases/stream}. */
public final class LiveApi {

    private LiveApi() {}

    /** What has happened to a case: the data of an event of the stream. */
    @RegisterForReflection
    @Schema(name = "CaseChange")
    public record CaseChange(
            @Schema(description = "Its place among all events; the id of the event.", examples = "48213")
            long position,

            @Schema(description = "What has happened; the name of the event.", examples = "case.claimed")
            String type,

            Instant at,
            UUID caseId,
            @Schema(examples = "order-1001") String orderId,
            @Schema(examples = "seller-3") String sellerId,

            @Schema(description = "After it.", examples = "CLAIMED")
            String status,

            @Schema(description = "Before it, where that has changed.", examples = "OPEN") @Nullable
            String previousStatus,

            @Schema(examples = "DETECTED") String reason,
            @Schema(examples = "60") int score,
            @Schema(examples = "29.90") String amount,
            @Schema(examples = "EUR") String currency,

            @Schema(format = "date-time", examples = "2026-03-06T10:00:00Z")
            String dueAt,

            @Schema(examples = "mod-1") @Nullable String assignee,

            @Schema(description = "Who had it before, where it was handed or taken over.", examples = "mod-2") @Nullable
            String previousAssignee,

            @Schema(examples = "RELEASE") @Nullable String verdict,

            @Schema(description = "Who did it.", examples = "mod-1")
            String actor,

            @Schema(description = "In which role; `system` is the service itself.", examples = "moderator")
            String role) {

        static CaseChange of(CaseEvent event) {
            return new CaseChange(
                    event.position(),
                    event.kind(),
                    event.at(),
                    event.caseId(),
                    event.orderId(),
                    event.sellerId(),
                    event.status(),
                    event.previousStatus(),
                    event.reason(),
                    event.score(),
                    event.amount(),
                    event.currency(),
                    event.dueAt(),
                    event.assignee(),
                    event.previousAssignee(),
                    event.verdict(),
                    event.actor(),
                    event.role());
        }
    }
}
