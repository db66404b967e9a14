package dev.countermand.review.evidence;

import dev.countermand.evidence.DemandOutcome;
import dev.countermand.evidence.EvidenceApi;
import dev.countermand.evidence.SeenDemand;
import dev.countermand.kernel.Words;
import dev.countermand.review.CaseEvidence;
import dev.countermand.review.state.CaseStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said about evidence in a case (A26). */
public final class CaseEvidenceApi {

    private CaseEvidenceApi() {}

    /** {@code POST /v1/cases/{id}/evidence-demands}. */
    @RegisterForReflection
    @Schema(name = "DemandEvidenceInCase")
    public record Demand(
            @NotNull
            @Size(max = 2000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(
                    description =
                            "What the seller reads beside the market's own words, as you write it: what you want to"
                                    + " see, and nothing of what is suspected.",
                    examples = "The receipt must show the office's stamp and the day.")
            String text,

            @Schema(
                    description =
                            "By when, from 24 hours to 30 days from now; the market's time (disputes.evidenceWithin),"
                                    + " if left out. It never moves.",
                    examples = "2026-03-03T14:00:00Z")
            @Nullable
            Instant dueAt,

            @Schema(description = "Of which parcels; if left out, of all in which something of the order is.")
            @Size(min = 1, max = 100)
            @Nullable
            List<@NotNull UUID> shipments) {

        CaseEvidence.Wanted toCommand() {
            return new CaseEvidence.Wanted(shipments, text, dueAt);
        }
    }

    /** The seller was asked. */
    @RegisterForReflection
    @Schema(name = "EvidenceAskedInCase")
    public record AskedView(
            @Schema(examples = "AWAITING_EVIDENCE") CaseStatus status, List<DemandView> demands) {

        static AskedView of(CaseEvidence.Asked asked) {
            return new AskedView(
                    asked.status(), asked.demands().stream().map(DemandView::of).toList());
        }
    }

    /** What the seller was asked for, as the desk sees it. */
    @RegisterForReflection
    @Schema(name = "CaseEvidenceDemand")
    public record DemandView(
            UUID id,
            UUID shipmentId,

            @Schema(
                    description = "A moderator; `evidence` where the service asked by itself.",
                    examples = "moderator-1")
            String demandedBy,

            Instant demandedAt,
            @Nullable Instant dueAt,

            @Schema(
                    description = "What the moderator wrote; none where the service asked by itself.",
                    examples = "The receipt must show the office's stamp and the day.")
            @Nullable
            String text,

            @Schema(description = "Null while it is open.") @Nullable
            DemandOutcome outcome,

            @Nullable Instant endedAt) {

        public static DemandView of(SeenDemand demand) {
            return new DemandView(
                    demand.id(),
                    demand.shipmentId(),
                    demand.demandedBy(),
                    demand.demandedAt(),
                    demand.dueAt(),
                    demand.words(),
                    demand.outcome(),
                    demand.endedAt());
        }
    }

    /** A document that the seller gave. */
    @RegisterForReflection
    @Schema(name = "CaseDocument")
    public record DocumentView(
            EvidenceApi.EvidenceView document,

            @Schema(
                    description = "Where it can be read, as an attachment.",
                    examples = "/v1/evidence/0198c5b2-0000-7000-8000-000000000000")
            String download,

            @Schema(description = "It came when its time was over.")
            boolean late) {

        static DocumentView of(CaseDocuments.Given given) {
            EvidenceApi.EvidenceView document = EvidenceApi.EvidenceView.of(given.document());
            return new DocumentView(document, "/v1/evidence/" + document.id(), given.late());
        }
    }

    /** {@code GET /v1/cases/{id}/evidence}. */
    @RegisterForReflection
    @Schema(name = "CaseEvidence")
    public record InCase(
            @Schema(description = "What was asked for in this case, the oldest first.")
            List<DemandView> demands,

            @Schema(description = "What the seller gave for the order's shipments, whoever asked, the oldest first.")
            List<DocumentView> documents) {

        static InCase of(CaseDocuments.InCase known) {
            return new InCase(
                    known.demands().stream().map(DemandView::of).toList(),
                    known.documents().stream().map(DocumentView::of).toList());
        }
    }
}
