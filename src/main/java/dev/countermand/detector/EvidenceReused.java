package dev.countermand.detector;

import dev.countermand.kernel.BusinessDays;
import dev.countermand.kernel.Spoken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** F10: the same document was given as evidence for another order's parcel before. */
final class EvidenceReused implements Detector {

    static final String CODE = "EVIDENCE_REUSED";

    @Override
    public Identity identity() {
        return new Identity(CODE, "F10", 2);
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of();
    }

    @Override
    public Optional<Evidence> judge(Facts facts, Thresholds thresholds, BusinessDays days) {
        return facts.documents().stream()
                // The first one it was given for may be the one it shows. Of one moment, the facts tell which was
                // first.
                .filter(document -> !document.otherGivenAt().isAfter(document.givenAt()))
                .findFirst()
                .map(EvidenceReused::evidence);
    }

    private static Evidence evidence(Facts.ReusedDocument document) {
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("sha256", document.sha256());
        seen.put("givenAt", document.givenAt().toString());
        seen.put("otherOrder", document.otherOrderId());
        seen.put("otherGivenAt", document.otherGivenAt().toString());
        return new Evidence(
                "The document given on " + Spoken.at(document.givenAt())
                        + " is, byte for byte, the one that was given on " + Spoken.at(document.otherGivenAt())
                        + " for order " + document.otherOrderId() + ".",
                seen);
    }
}
