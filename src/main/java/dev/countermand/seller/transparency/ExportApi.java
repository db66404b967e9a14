package dev.countermand.seller.transparency;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said about statements that leave the house. */
public final class ExportApi {

    private ExportApi() {}

    /** A statement of reasons on its way to the DSA Transparency Database. */
    @RegisterForReflection
    @Schema(name = "StatementExport")
    public record ExportView(
            @Schema(description = "The sanction's id; the statement's `puid` there.")
            UUID id,

            @Schema(examples = "seller-3") String sellerId,

            @Schema(description = "When the sanction came into force.")
            Instant inForceAt,

            ExportState state,

            @Schema(description = "How often it was sent.", examples = "1")
            int attempts,

            @Schema(description = "When it is sent next, while it waits.") @Nullable
            Instant nextAt,

            @Schema(description = "The database's own id of it, where it said so.") @Nullable
            String reference,

            @Nullable Instant endedAt,

            @Schema(
                    description = "What the database said last, where it did not take it.",
                    examples = "{\"decision_facts\":[\"The decision facts field is required.\"]}")
            @Nullable
            String lastFailure) {

        static ExportView of(ExportQueue.Export export) {
            return new ExportView(
                    export.id(),
                    export.sellerId(),
                    export.inForceAt(),
                    export.state(),
                    export.attempts(),
                    export.state() == ExportState.WAITING ? export.nextAt() : null,
                    export.reference(),
                    export.endedAt(),
                    export.lastFailure());
        }
    }
}
