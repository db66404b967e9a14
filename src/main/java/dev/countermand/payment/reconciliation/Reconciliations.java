package dev.countermand.payment.reconciliation;

import dev.countermand.database.Hashing;
import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Reads;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import dev.countermand.payment.provider.Listed;
import dev.countermand.payment.provider.PaymentProvider;
import dev.countermand.payment.provider.PaymentProvider.Period;
import dev.countermand.payment.provider.PaymentProviders;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asking for comparisons with a provider's books, and reading what they found. */
@ApplicationScoped
class Reconciliations {

    /** A quarter of a year. */
    static final Duration MOST_TIME = Duration.ofDays(92);

    /** What was made within it may still be under way between two books that are compared. */
    private static final int DAYS_AGO = 2;

    private static final Actor SCHEDULE = Actor.system("schedule");

    /**
     * What is asked for.
     *
     * @param report the provider's, where they cannot be asked; null otherwise
     */
    record Wanted(
            String provider,
            Instant from,
            Instant to,
            @Nullable String report) {}

    private final PaymentProviders providers;
    private final InstantSource clock;

    Reconciliations(PaymentProviders providers, InstantSource clock) {
        this.providers = providers;
        this.clock = clock;
    }

    /**
     * What a comparison needs.
     *
     * @param theirs what the report has; nothing where the provider is asked
     */
    record Ready(String provider, Period period, boolean reported, List<Listed> theirs) {}

    /**
     * Refuses what cannot be compared. A report is read at once, so that what is wrong with it is said to who handed it in,
     * and by a worker, because it may be large: no session is open yet.
     */
    Uni<Ready> read(Wanted wanted) {
        Period period = period(wanted, Timestamps.now(clock));
        PaymentProvider provider = provider(wanted);
        String report = wanted.report();
        return report == null
                ? Uni.createFrom().item(new Ready(provider.name(), period, false, List.of()))
                : read(provider, period, report);
    }

    private static Uni<Ready> read(PaymentProvider provider, Period period, String report) {
        return Hashing.over(report.length(), () -> provider.read(report))
                .map(items -> new Ready(provider.name(), period, true, items));
    }

    private PaymentProvider provider(Wanted wanted) {
        PaymentProvider provider = providers
                .named(wanted.provider())
                .orElseThrow(() -> Refusal.invalid("provider", "must be one of " + providers.names())
                        .asException());
        String report = wanted.report();
        if (report == null && provider.lists().isEmpty()) {
            throw Refusal.invalid("report", "must be given: " + provider.name() + " cannot be asked for a list")
                    .asException();
        }
        if (report != null && provider.reports().isEmpty()) {
            throw Refusal.invalid("report", "must be left out: " + provider.name() + " is asked")
                    .asException();
        }
        return provider;
    }

    /** Queues a comparison. */
    @NeedsTransaction
    Uni<Reconciliation> request(Ready ready, Actor by) {
        Instant now = Timestamps.now(clock);
        ReconciliationRow row = new ReconciliationRow();
        row.id = Ids.next(now);
        row.provider = ready.provider();
        row.periodFrom = ready.period().from();
        row.periodTo = ready.period().to();
        row.reported = ready.reported();
        row.status = ReconciliationStatus.QUEUED;
        row.requestedBy = by.subject();
        row.requestedAt = now;
        row.collected = ready.reported();
        return Panache.getSession()
                .chain(session -> session.persist(row).chain(session::flush))
                .chain(() -> TheirItems.addAll(row.id, ready.theirs()))
                .chain(() -> found(row));
    }

    private static Period period(Wanted wanted, Instant now) {
        Period period = new Period(
                wanted.from().truncatedTo(ChronoUnit.MICROS), wanted.to().truncatedTo(ChronoUnit.MICROS));
        if (!period.from().isBefore(period.to())) {
            throw Refusal.invalid("to", "must be later than from").asException();
        }
        if (period.to().isAfter(now)) {
            throw Refusal.invalid("to", "must not be in the future").asException();
        }
        if (Duration.between(period.from(), period.to()).compareTo(MOST_TIME) > 0) {
            throw Refusal.invalid("from", "must not be more than " + MOST_TIME.toDays() + " days before to")
                    .asException();
        }
        return period;
    }

    /** One day, for every provider who can be asked; asked for again, it changes nothing. */
    @NeedsTransaction
    Uni<Void> requestNightly(Instant fireTime) {
        Instant now = Timestamps.now(clock);
        Instant from = fireTime.truncatedTo(ChronoUnit.DAYS).minus(DAYS_AGO, ChronoUnit.DAYS);
        List<String> asked = providers.names().stream()
                .filter(name -> providers
                        .named(name)
                        .map(provider -> !provider.lists().isEmpty())
                        .orElse(false))
                .toList();
        return Steps.inTurn(
                asked,
                name -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(ReconciliationSql.QUEUE_NIGHT)
                                .setParameter("id", Ids.next(now))
                                .setParameter("provider", name)
                                .setParameter("from", from)
                                .setParameter("to", from.plus(1, ChronoUnit.DAYS))
                                .setParameter("by", SCHEDULE.subject())
                                .setParameter("now", now)
                                .executeUpdate()));
    }

    /** A comparison; refuses when there is none. */
    @Reads
    Uni<Reconciliation> find(UUID id) {
        return existing(id).chain(row -> found(row));
    }

    private static Uni<ReconciliationRow> existing(UUID id) {
        return Panache.getSession()
                .chain(session -> session.find(ReconciliationRow.class, id))
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.notFound("reconciliation").asException());
    }

    private static Uni<Reconciliation> found(ReconciliationRow row) {
        return found(List.of(row)).map(List::getFirst);
    }

    /** How much differs in each of these, in one statement. */
    private static Uni<List<Reconciliation>> found(List<ReconciliationRow> rows) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ReconciliationSql.COUNTS, Object[].class)
                        .setParameter(
                                "ids",
                                rows.stream().map(row -> row.id.toString()).toArray(String[]::new))
                        .getResultList())
                .map(counts -> {
                    Map<UUID, List<Object[]>> byId =
                            counts.stream().collect(Collectors.groupingBy(count -> (UUID) count[0]));
                    return rows.stream()
                            .map(row -> Reconciliation.of(row, byId.getOrDefault(row.id, List.of())))
                            .toList();
                });
    }

    /** Newest first. */
    @Reads
    Uni<Page<Reconciliation>> page(PageRequest page) {
        UUID before = page.afterId();
        return Panache.getSession()
                .chain(session -> {
                    var query = session.createSelectionQuery(
                            "from ReconciliationRow" + (before == null ? "" : " where id < :before")
                                    + " order by id desc",
                            ReconciliationRow.class);
                    if (before != null) {
                        query.setParameter("before", before);
                    }
                    return query.setMaxResults(page.fetch()).getResultList();
                })
                .chain(rows -> found(rows))
                .map(found -> Page.of(found, page, each -> each.id().toString()));
    }

    /** What differs, by thing and reference; of all kinds, or of one. */
    @Reads
    Uni<List<ReconciliationItemRow>> differences(
            UUID id, @Nullable Difference kind, @Nullable String after, int atMost) {
        return existing(id).chain(Panache::getSession).chain(session -> {
            var query = session.createSelectionQuery(
                    "from ReconciliationItemRow where reconciliationId = :id and difference is not null"
                            + (kind == null ? "" : " and difference = :kind")
                            + (after == null ? "" : " and reference > :after")
                            + " order by reference, thing",
                    ReconciliationItemRow.class);
            query.setParameter("id", id);
            if (kind != null) {
                query.setParameter("kind", kind);
            }
            if (after != null) {
                query.setParameter("after", after);
            }
            return query.setMaxResults(atMost).getResultList();
        });
    }
}
