package dev.countermand.review.evidence;

import dev.countermand.database.Reads;
import dev.countermand.evidence.DemandOutcome;
import dev.countermand.evidence.Evidence;
import dev.countermand.evidence.EvidenceStore;
import dev.countermand.evidence.SeenDemand;
import dev.countermand.kernel.Caller;
import dev.countermand.review.CaseEvidence;
import dev.countermand.review.CaseReader;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What was asked for and given in a case, together. */
@ApplicationScoped
class CaseDocuments {

    /** A document, and whether it came when the time for it was over. */
    record Given(Evidence document, boolean late) {}

    /** All of a case, oldest first. */
    record InCase(List<SeenDemand> demands, List<Given> documents) {}

    private final CaseEvidence cases;
    private final CaseReader reader;
    private final EvidenceStore documents;

    CaseDocuments(CaseEvidence cases, CaseReader reader, EvidenceStore documents) {
        this.cases = cases;
        this.reader = reader;
        this.documents = documents;
    }

    /** Refuses whoever decides the case a second time: what came of a demand tells how it was decided. */
    @Reads
    Uni<InCase> of(UUID caseId, Caller caller) {
        return cases.ofCase(caseId)
                .call(() -> reader.refuseReviewer(caseId, caller))
                .chain(asked -> documents
                        .ofOrders(List.of(asked.orderId()))
                        .map(given -> new InCase(
                                asked.demands(),
                                given.getOrDefault(asked.orderId(), List.of()).stream()
                                        .map(document -> new Given(document, isLate(document, asked.demands())))
                                        .toList())));
    }

    /** Nothing had come in time of what was asked for before, and nothing is asked for any more. */
    private static boolean isLate(Evidence document, List<SeenDemand> demands) {
        return demands.stream()
                .filter(demand -> demand.shipmentId().equals(document.shipmentId()))
                .filter(demand -> !demand.demandedAt().isAfter(document.givenAt()))
                .reduce((earlier, later) -> later)
                .filter(demand -> demand.outcome() == DemandOutcome.MISSING)
                .map(SeenDemand::endedAt)
                .map(ended -> isNotBefore(document.givenAt(), ended))
                .orElse(false);
    }

    private static boolean isNotBefore(Instant given, Instant ended) {
        return !given.isBefore(ended);
    }
}
