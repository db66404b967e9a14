package dev.countermand.evidence;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is said about evidence (A16). */
public final class EvidenceApi {

    private EvidenceApi() {}

    /** The seller is asked for evidence of a shipment. */
    @RegisterForReflection
    @Schema(name = "EvidenceDemand")
    public record DemandView(
            UUID id,
            String orderId,
            UUID shipmentId,
            @Schema(examples = "buyer-7") String demandedBy,
            Instant demandedAt,

            @Schema(description = "Without evidence by then the complaint stands; a freeze moves it on (A25).")
            Instant dueAt) {

        static DemandView of(EvidenceDemand demand) {
            return new DemandView(
                    demand.id(),
                    demand.orderId(),
                    demand.shipmentId(),
                    demand.demandedBy(),
                    demand.demandedAt(),
                    demand.dueAt());
        }
    }

    /** A document that was given. */
    @RegisterForReflection
    @Schema(name = "Evidence")
    public record EvidenceView(
            UUID id,
            String orderId,
            UUID shipmentId,

            @Schema(description = "As the content says.", examples = "application/pdf")
            String mediaType,

            @Schema(description = "In bytes.", examples = "48213")
            long size,

            @Schema(
                    description = "Of the content, in hex.",
                    examples = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
            String sha256,

            Instant givenAt) {

        public static EvidenceView of(Evidence evidence) {
            return new EvidenceView(
                    evidence.id(),
                    evidence.orderId(),
                    evidence.shipmentId(),
                    evidence.mediaType(),
                    evidence.size(),
                    evidence.sha256(),
                    evidence.givenAt());
        }
    }

    /** {@code POST /v1/shipments/{id}/evidence}: the form, as the contract shows it. */
    @RegisterForReflection
    @Schema(name = "GiveEvidence")
    public record Form(
            @Schema(description = "PDF, JPEG or PNG, at most 10 MiB.", format = "binary")
            String file) {}
}
