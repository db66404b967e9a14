package dev.countermand.evidence;

import dev.countermand.policy.Language;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

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

    /** What a seller owes, or owed. */
    @RegisterForReflection
    @Schema(name = "OwedEvidence")
    public record OwedView(
            UUID id,
            @Schema(examples = "order-1001") String orderId,

            @Schema(description = "Of which something is to be shown: POST /v1/shipments/{id}/evidence.")
            UUID shipmentId,

            AskedBy askedBy,
            Instant askedAt,

            @Schema(description = "By when it is due; null of what has ended, where it is not kept.") @Nullable
            Instant dueAt,

            @Schema(
                    description =
                            "It stands still with the order, and is due later by as long (A25). What the marketplace"
                                    + " asks for on its own behalf never does (A26).")
            boolean paused,

            @Schema(description = "The rule under which it was asked for.", examples = "A26")
            String rule,

            Language language,

            @Schema(
                    description = "What is asked for, in that language.",
                    examples =
                            "Show that you posted shipment 0198c5b2-0000-7000-8000-000000000000 of order order-1001: a"
                                    + " scan of the posting receipt, or another document by which it can be seen. A PDF, JPEG or"
                                    + " PNG of at most 10 MiB.")
            String demand,

            @Schema(
                    description = "By when, by the market's clocks; empty where it is not kept.",
                    examples = "It is due by 3 March 2026, 14:00 Asia/Shanghai.")
            String due,

            @Schema(
                    description = "The rule in words.",
                    examples =
                            "Who is asked for evidence of a shipment gives it in time; otherwise the complaint stands"
                                    + " (A16).")
            String ruleText,

            @Schema(
                    description = "What a moderator wrote beside it, in their words.",
                    examples = "The receipt must show the office's stamp and the day.")
            @Nullable
            String text,

            @Schema(description = "What became of it; null while it is open.") @Nullable
            DemandOutcome outcome,

            @Nullable Instant endedAt,

            @Schema(description = "What you have given for the shipment so far.")
            List<EvidenceView> given) {

        static OwedView of(OwedEvidence.Owed owed) {
            SeenDemand demand = owed.demand();
            return new OwedView(
                    demand.id(),
                    demand.orderId(),
                    demand.shipmentId(),
                    owed.buyerAsks() ? AskedBy.BUYER : AskedBy.MARKETPLACE,
                    demand.demandedAt(),
                    demand.dueAt(),
                    demand.paused(),
                    demand.rule(),
                    owed.told().language(),
                    owed.told().demand(),
                    owed.told().due(),
                    owed.told().rule(),
                    demand.words(),
                    demand.outcome(),
                    demand.endedAt(),
                    owed.given().stream().map(EvidenceView::of).toList());
        }
    }

    /** Who wants to see something. */
    public enum AskedBy {
        BUYER,
        MARKETPLACE
    }

    /** The same as buyer and seller see it with their order: that it was asked, until when, and what came of it (A26). */
    @RegisterForReflection
    @Schema(name = "OrderEvidenceDemand")
    public record AskedView(
            UUID id,
            UUID shipmentId,
            AskedBy askedBy,
            Instant askedAt,

            @Schema(description = "By when it is due; null of what has ended, where it is not kept.") @Nullable
            Instant dueAt,

            @Schema(description = "It stands still with the order (A25); never under rule A26.")
            boolean paused,

            @Schema(examples = "A26") String rule,

            @Schema(
                    description = "GIVEN: the seller has shown something; MISSING: nothing came in time; NEEDLESS: the"
                            + " carrier has the parcel, or nobody waits for it any more; null while it is open.")
            @Nullable
            DemandOutcome outcome,

            @Nullable Instant endedAt) {

        /** @param buyerId whose order it is */
        public static AskedView of(SeenDemand demand, String buyerId) {
            return new AskedView(
                    demand.id(),
                    demand.shipmentId(),
                    demand.demandedBy().equals(buyerId) ? AskedBy.BUYER : AskedBy.MARKETPLACE,
                    demand.demandedAt(),
                    demand.dueAt(),
                    demand.paused(),
                    demand.rule(),
                    demand.outcome(),
                    demand.endedAt());
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
