package dev.countermand.review;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.fraud.judgement.Findings;
import dev.countermand.fraud.judgement.KnownFinding;
import dev.countermand.fraud.judgement.RulesInWords;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What moderators do with cases before they decide. */
@ApplicationScoped
class CaseService {

    private final CaseStore store;
    private final CaseFile file;
    private final CaseTimeline timeline;
    private final Findings findings;
    private final RulesInWords rules;
    private final OrderStore orders;
    private final InstantSource clock;

    CaseService(
            CaseStore store,
            CaseFile file,
            CaseTimeline timeline,
            Findings findings,
            RulesInWords rules,
            OrderStore orders,
            InstantSource clock) {
        this.store = store;
        this.file = file;
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

    @WithSession
    Uni<Page<CaseRow>> page(CaseFilter filter, PageRequest page) {
        return store.page(filter, page);
    }

    @WithSession
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

    /** Takes the case for a while; again, it is taken for longer. */
    @NeedsTransaction
    Uni<Claim> claim(UUID id, Caller caller) {
        Actor by = by(caller);
        return store.orderOf(id)
                .chain(orderId -> order(orderId)
                        .chain(order -> store.lock(orderId, id).chain(row -> {
                            refuseStale(row, caller);
                            Instant now = Timestamps.now(clock);
                            Claim.refusalToTake(row.status, row.claim(), by.subject(), now)
                                    .ifPresent(refusal -> {
                                        throw refusal.asException();
                                    });
                            Instant until = now.plus(order.policy().review().claimFor());
                            Claim claim = Claim.take(row.claim(), by.subject(), Ids.next(now), until);
                            row.take(claim);
                            return file.tell(row, row.status.event(), by, now).replaceWith(claim);
                        })));
    }

    /** Gives the case back. */
    @NeedsTransaction
    Uni<CaseRow> unclaim(UUID id, @Nullable String token, Caller caller) {
        String given = required(token);
        return store.orderOf(id)
                .chain(orderId -> held(orderId, id, given, caller))
                .chain(row -> {
                    row.become(CaseStatus.OPEN);
                    row.dropClaim();
                    return file.tell(row, row.status.event(), by(caller), Timestamps.now(clock))
                            .chain(() -> store.flush())
                            .replaceWith(row);
                });
    }

    @NeedsTransaction
    Uni<CaseNoteRow> note(UUID id, @Nullable String token, String text, Caller caller) {
        String given = required(token);
        return store.orderOf(id)
                .chain(orderId -> held(orderId, id, given, caller))
                .chain(row -> {
                    Instant now = Timestamps.now(clock);
                    CaseNoteRow note = CaseFile.note(row, by(caller), text, now);
                    return store.add(note)
                            .chain(() -> file.tell(row, "case.noted", by(caller), now))
                            .replaceWith(note);
                });
    }

    /** The case, locked, and held by this caller under this token; refuses otherwise. */
    @NeedsTransaction
    Uni<CaseRow> held(String orderId, UUID id, String token, Caller caller) {
        return store.lock(orderId, id).invoke(row -> {
            refuseStale(row, caller);
            Claim.refusalToAct(row.status, row.claim(), caller.subject(), token, Timestamps.now(clock))
                    .ifPresent(refusal -> {
                        throw refusal.asException();
                    });
        });
    }

    static Actor by(Caller caller) {
        return caller.as(Role.MODERATOR, Role.LEAD);
    }

    /** The header that proves the claim; without it nothing is done. */
    static String required(@Nullable String token) {
        if (token == null || token.isBlank()) {
            throw Refusal.invalid("Case-Token", "must be the token of your claim on this case")
                    .asException();
        }
        return token.strip();
    }

    private Uni<Order> order(String orderId) {
        return orders.find(orderId).map(order -> Objects.requireNonNull(order, "a case has an order"));
    }

    private static void refuseStale(CaseRow row, Caller caller) {
        if (caller.expectsOtherThan(row.version)) {
            throw Refusal.staleVersion("The case is in version " + row.version + " by now", row.status.name(), null)
                    .asException();
        }
    }
}
