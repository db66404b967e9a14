package dev.countermand.seller.statement;

import dev.countermand.detector.CoercedReason;
import dev.countermand.fraud.judgement.KnownFinding;
import dev.countermand.seller.Fact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of an order's findings a seller is told as the facts of a sanction: that of their own parcel. What buyers said in
 * confidence (A12), other people's orders and the figures from which on something is suspicious stay inside. Pure.
 */
public final class SignalFacts {

    private static final Set<String> TOLD = Set.of(
            "carrier",
            "trackingNumber",
            "declaredAt",
            "requestedAt",
            "scanDueBy",
            "firstScanAt",
            "placedAt",
            "deliveredAt",
            "firstScanIn",
            "shipsFrom",
            "givenAt",
            "blockedRequests",
            "endedWithoutMovement");

    private SignalFacts() {}

    /** Of those that stand and count, the heaviest first. */
    public static List<Fact> of(List<KnownFinding> findings) {
        return findings.stream()
                .filter(finding -> finding.standing() && !finding.shadow())
                .filter(finding -> !finding.code().equals(CoercedReason.CODE))
                .sorted((one, other) -> Integer.compare(other.weight(), one.weight()))
                .map(finding -> new Fact(finding.code(), told(finding.facts())))
                .toList();
    }

    /** The names by which statements can tell something. */
    static Set<String> names() {
        return TOLD;
    }

    private static Map<String, String> told(Map<String, Object> facts) {
        Map<String, String> told = new LinkedHashMap<>();
        facts.forEach((name, value) -> {
            if (value != null && TOLD.contains(name)) {
                told.put(name, value.toString());
            }
        });
        return told;
    }
}
