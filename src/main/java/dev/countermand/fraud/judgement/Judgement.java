package dev.countermand.fraud.judgement;

import dev.countermand.detector.Detectors;
import dev.countermand.detector.Facts;
import dev.countermand.detector.Finding;
import dev.countermand.detector.Verdict;
import dev.countermand.kernel.Spoken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to be done about one order: decided from what the detectors found now and what was known before. The same
 * findings judged twice change nothing the second time.
 *
 * @param added found now and not known
 * @param cleared known as standing, and no longer found
 * @param verdict of what stands afterwards
 */
public record Judgement(List<Found> added, List<Cleared> cleared, Verdict verdict, Consequence consequence) {

    /** What a judgement means for the order and its case. */
    public enum Consequence {
        /** At most findings to write down. */
        NONE,
        /** A25: frozen, and put before a moderator. */
        FREEZE,
        /** It is frozen already, and there is more or less against it now. */
        RESCORE,
        /** Nothing stands any more; released if it was the machine that froze it. */
        THAW
    }

    /** What the detectors see in one shipment. */
    record Seen(Facts facts, List<Finding> findings) {}

    /** A finding that is new. */
    public record Found(Facts facts, Finding finding) {
        UUID shipmentId() {
            return facts.shipmentId();
        }
    }

    /** A finding that stands no longer. */
    record Cleared(KnownFinding finding, String because) {}

    /** Nothing to judge. */
    static final Judgement NOTHING = new Judgement(List.of(), List.of(), Verdict.of(Map.of(), 1), Consequence.NONE);

    public Judgement {
        added = List.copyOf(added);
        cleared = List.copyOf(cleared);
    }

    /**
     * @param seen every shipment of the order
     * @param known every finding of the order that stands or was released by a moderator
     * @param freezeAt from the policy
     */
    static Judgement of(List<Seen> seen, List<KnownFinding> known, int freezeAt, boolean frozen) {
        List<Found> added = added(seen, known);
        List<Cleared> cleared = cleared(seen, known);
        Map<String, Integer> weights = new HashMap<>();
        for (KnownFinding finding : known) {
            if (finding.standing()
                    && !finding.shadow()
                    && cleared.stream().noneMatch(gone -> gone.finding().equals(finding))) {
                weights.merge(finding.code(), finding.weight(), Math::max);
            }
        }
        added.stream()
                .filter(found -> !found.finding().shadow())
                .forEach(found ->
                        weights.merge(found.finding().code(), found.finding().weight(), Math::max));
        Verdict verdict = Verdict.of(weights, freezeAt);
        boolean changed = added.stream().anyMatch(found -> !found.finding().shadow())
                || cleared.stream().anyMatch(gone -> !gone.finding().shadow());
        return new Judgement(added, cleared, verdict, consequence(verdict, frozen, changed, weights.isEmpty()));
    }

    private static Consequence consequence(Verdict verdict, boolean frozen, boolean changed, boolean nothingStands) {
        if (!frozen) {
            return verdict.freeze() ? Consequence.FREEZE : Consequence.NONE;
        }
        if (!changed) {
            return Consequence.NONE;
        }
        return nothingStands ? Consequence.THAW : Consequence.RESCORE;
    }

    private static List<Found> added(List<Seen> seen, List<KnownFinding> known) {
        List<Found> added = new ArrayList<>();
        for (Seen shipment : seen) {
            for (Finding finding : shipment.findings()) {
                UUID id = shipment.facts().shipmentId();
                if (known.stream()
                        .noneMatch(old ->
                                old.standing() && old.says(id, finding) || old.released() && old.covers(id, finding))) {
                    added.add(new Found(shipment.facts(), finding));
                }
            }
        }
        return added;
    }

    private static List<Cleared> cleared(List<Seen> seen, List<KnownFinding> known) {
        List<Cleared> cleared = new ArrayList<>();
        for (KnownFinding old : known) {
            for (Seen shipment : seen) {
                UUID id = shipment.facts().shipmentId();
                if (old.standing()
                        && old.shipmentId().equals(id)
                        && shipment.findings().stream().noneMatch(finding -> old.says(id, finding))) {
                    cleared.add(new Cleared(old, because(old, shipment)));
                }
            }
        }
        return cleared;
    }

    /** What scans refute, whatever else may be said of the order by now. */
    static List<Cleared> refutedByScans(List<Facts> shipments, List<KnownFinding> known) {
        List<Cleared> refuted = new ArrayList<>();
        for (KnownFinding old : known) {
            for (Facts facts : shipments) {
                if (old.standing()
                        && old.shipmentId().equals(facts.shipmentId())
                        && facts.movement().acceptedAt() != null
                        && Detectors.refutedByScan(old.code())) {
                    refuted.add(new Cleared(old, because(old.code(), facts)));
                }
            }
        }
        return refuted;
    }

    private static String because(KnownFinding old, Seen shipment) {
        Optional<Finding> again = shipment.findings().stream()
                .filter(finding -> old.isAbout(shipment.facts().shipmentId(), finding))
                .findFirst();
        if (again.isPresent()) {
            return again.get().rule().version() == old.ruleVersion()
                    ? "What is known has changed, and it is found anew"
                    : "Other figures are in force, and it is found anew";
        }
        return old.shadow()
                ? "The candidate does not show it any more, or is no candidate any more"
                : because(old.code(), shipment.facts());
    }

    private static String because(String code, Facts facts) {
        Instant accepted = facts.movement().acceptedAt();
        if (Detectors.refutedByScan(code) && accepted != null) {
            return "The carrier scanned the parcel on " + Spoken.at(accepted);
        }
        if (Detectors.refutedByScan(code) && !facts.carrierSilentDays().isEmpty()) {
            return "The carrier reported next to nothing on any parcel on " + Spoken.days(facts.carrierSilentDays())
                    + ", so its time to scan this one is longer";
        }
        return "What is known by now does not show it any more";
    }

    /** Whether anything is to be written. */
    public boolean changesSomething() {
        return !added.isEmpty() || !cleared.isEmpty() || consequence != Consequence.NONE;
    }
}
