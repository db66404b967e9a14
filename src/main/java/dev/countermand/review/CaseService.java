package dev.countermand.review;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Reads;
import dev.countermand.fraud.judgement.Findings;
import dev.countermand.fraud.judgement.KnownFinding;
import dev.countermand.fraud.judgement.RulesInWords;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What moderators read of a case, and note on it. */
@ApplicationScoped
class CaseService {

    private final CaseStore store;
    private final CaseFile file;
    private final Claims claims;
    private final CaseTimeline timeline;
    private final Findings findings;
    private final RulesInWords rules;
    private final OrderStore orders;
    private final InstantSource clock;

    CaseService(
            CaseStore store,
            CaseFile file,
            Claims claims,
            CaseTimeline timeline,
            Findings findings,
            RulesInWords rules,
            OrderStore orders,
            InstantSource clock) {
        this.store = store;
        this.file = file;
        this.claims = claims;
        this.timeline = timeline;
        this.findings = findings;
        this.rules = rules;
        this.orders = orders;
        this.clock = clock;
    }

    /** A case with everything needed to decide it; the findings include those in shadow. */
    record Dossier(
            CaseRow row,
            Order order,
            List<KnownFinding> findings,
            List<RulesInWords.Words> rules,
            List<CaseTimeline.Entry> timeline,
            List<CaseNoteRow> notes) {}

    @Reads
    Uni<Dossier> load(UUID id) {
        return store.orderOf(id)
                .chain(orderId ->
                        store.find(orderId, id).chain(row -> order(orderId).chain(order -> dossier(row, order))));
    }

    private Uni<Dossier> dossier(CaseRow row, Order order) {
        return findings.ofOrder(row.orderId)
                .chain(known -> rules.of(order.policy())
                        .chain(words -> timeline.of(row.orderId)
                                .chain(lived -> store.notes(row.orderId, row.id)
                                        .map(notes -> new Dossier(row, order, known, words, lived, notes)))));
    }

    @NeedsTransaction
    Uni<CaseNoteRow> note(UUID id, @Nullable String token, String text, Caller caller) {
        return store.orderOf(id)
                .chain(orderId -> claims.held(orderId, id, token, caller))
                .chain(row -> {
                    Instant now = Timestamps.now(clock);
                    CaseNoteRow note = CaseFile.note(row, Claims.by(caller), text, now);
                    return store.add(note)
                            .chain(() -> file.tell(row, "case.noted", Claims.by(caller), now))
                            .replaceWith(note);
                });
    }

    private Uni<Order> order(String orderId) {
        return orders.find(orderId).map(order -> Objects.requireNonNull(order, "a case has an order"));
    }
}
