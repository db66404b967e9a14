package dev.countermand.fraud.judgement;

import dev.countermand.database.Steps;
import dev.countermand.detector.Verdict;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Ids;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Findings in the database. They are written with the order locked, and never deleted: they are cleared. */
@ApplicationScoped
public class Findings implements PanacheRepositoryBase<FindingRow, FindingRow.Key> {

    private static final String KNOWN_AS_OF =
            "cast(sql('? = any(?)', orderId, :orders) as Boolean) = true and foundAt <= :moment"
                    + " and (clearedAt is null or clearedAt > :moment or clearedBecause = :released) order by id";

    private final FindingJson json;
    private final Journal journal;

    Findings(FindingJson json, Journal journal) {
        this.json = json;
        this.journal = journal;
    }

    /** Every finding an order ever had, oldest first. */
    public Uni<List<KnownFinding>> ofOrder(String orderId) {
        return list("orderId = :order order by id", Parameters.with("order", orderId))
                .map(rows -> rows.stream().map(this::toKnown).toList());
    }

    /** What the findings of an order that stand come to, at most 100. */
    public Uni<Integer> score(String orderId) {
        return ofOrder(orderId).map(known -> verdict(known, 1).score());
    }

    /** What those of these findings that stand and count come to. */
    public static Verdict verdict(List<KnownFinding> known, int freezeAt) {
        Map<String, Integer> weights = new HashMap<>();
        known.stream()
                .filter(finding -> finding.standing() && !finding.shadow())
                .forEach(finding -> weights.merge(finding.code(), finding.weight(), Math::max));
        return Verdict.of(weights, freezeAt);
    }

    /** A moderator let the order go: what stood is cleared and not raised again. Returns how many stood. */
    public Uni<Integer> release(String orderId, Actor by, Instant now) {
        return ofOrder(orderId).chain(known -> {
            List<Judgement.Cleared> cleared = known.stream()
                    .filter(KnownFinding::standing)
                    .map(finding -> new Judgement.Cleared(finding, KnownFinding.RELEASED))
                    .toList();
            return clear(orderId, cleared, by, now).replaceWith(cleared.size());
        });
    }

    /** A26: the decision that let this finding go was undone: it stands again. */
    public Uni<Void> reinstated(String orderId, UUID id, Actor by, Instant now) {
        return findById(new FindingRow.Key(orderId, id)).chain(row -> {
            Map<String, Object> data = data(orderId, row.shipmentId, row.code);
            data.put("findingId", id.toString());
            return journal.write(act("finding.reinstated", orderId, row.shipmentId, by, now, data));
        });
    }

    /** What was known of these orders at a moment, by order: findings that stood then or were released by then. */
    public Uni<Map<String, List<KnownFinding>>> knownAsOf(List<String> orderIds, Instant moment) {
        return list(
                        KNOWN_AS_OF,
                        Parameters.with("orders", orderIds.toArray(String[]::new))
                                .and("moment", moment)
                                .and("released", KnownFinding.RELEASED))
                .map(rows -> {
                    Map<String, List<KnownFinding>> byOrder = new HashMap<>();
                    for (FindingRow row : rows) {
                        byOrder.computeIfAbsent(row.orderId, ignored -> new ArrayList<>())
                                .add(toKnown(row).asOf(moment));
                    }
                    return byOrder;
                });
    }

    /** Writes what is new, each with its audit entry and event. */
    Uni<Void> add(String orderId, List<Judgement.Found> added, String foundBy, Actor by, Instant now) {
        return Steps.inTurn(added, found -> {
            FindingRow row = toRow(orderId, found, foundBy, now);
            Map<String, Object> data =
                    data(orderId, found.shipmentId(), found.finding().code());
            data.put("findingId", row.id.toString());
            data.put("weight", found.finding().weight());
            data.put("ruleVersion", found.finding().rule().version());
            data.put("shadow", found.finding().shadow());
            return persist(row)
                    .chain(() -> journal.write(act("finding.raised", orderId, found.shipmentId(), by, now, data)));
        });
    }

    /** Clears what stands no longer, each with its audit entry and event. */
    Uni<Void> clear(String orderId, List<Judgement.Cleared> cleared, Actor by, Instant now) {
        return Steps.inTurn(cleared, gone -> {
            KnownFinding finding = gone.finding();
            Map<String, Object> data = data(orderId, finding.shipmentId(), finding.code());
            data.put("findingId", finding.id().toString());
            data.put("because", gone.because());
            return findById(new FindingRow.Key(orderId, finding.id()))
                    .invoke(row -> {
                        row.clearedAt = now;
                        row.clearedBecause = gone.because();
                    })
                    .chain(() -> journal.write(act("finding.cleared", orderId, finding.shipmentId(), by, now, data)));
        });
    }

    private static Map<String, Object> data(String orderId, UUID shipmentId, String code) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", orderId);
        data.put("shipmentId", shipmentId.toString());
        data.put("code", code);
        return data;
    }

    private static Act act(
            String event, String orderId, UUID shipmentId, Actor by, Instant now, Map<String, Object> data) {
        return new Act(by, event, orderId, "shipments/" + shipmentId, null, now, data);
    }

    private FindingRow toRow(String orderId, Judgement.Found found, String foundBy, Instant now) {
        FindingRow row = new FindingRow();
        row.orderId = orderId;
        row.id = Ids.next(now);
        row.shipmentId = found.shipmentId();
        row.code = found.finding().code();
        row.detectorVersion = found.finding().detectorVersion();
        row.ruleVersion = found.finding().rule().version();
        row.shadow = found.finding().shadow();
        row.weight = found.finding().weight();
        row.words = found.finding().words();
        row.facts = json.write(found.finding().facts());
        row.thresholds = json.write(found.finding().rule().thresholds().values());
        row.input = json.write(found.facts());
        row.foundAt = now;
        row.foundBy = foundBy;
        return row;
    }

    private KnownFinding toKnown(FindingRow row) {
        return new KnownFinding(
                row.orderId,
                row.id,
                row.shipmentId,
                row.code,
                row.detectorVersion,
                row.ruleVersion,
                row.shadow,
                row.weight,
                row.words,
                json.readMap(row.facts),
                row.foundAt,
                row.foundBy,
                row.clearedAt,
                row.clearedBecause);
    }
}
