package dev.countermand.review.page;

import dev.countermand.database.query.Columns;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.review.state.CaseVerdict;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks for orders and cases that have something in common with a case, and for what was counted of its seller. */
@ApplicationScoped
class RelatedOrders {

    /** In what two orders are alike. */
    record Shared(SharedKind kind, String what) {}

    /** The latest case of such an order. */
    record ItsCase(
            UUID id,
            CaseStatus status,
            CaseReason reason,
            int score,
            @Nullable CaseVerdict verdict,
            Instant openedAt) {}

    /** Another order, and all that it shares. */
    record Related(
            String orderId,
            String market,
            String sellerId,
            String buyerId,
            OrderStatus status,
            boolean frozen,
            Instant placedAt,
            @Nullable ItsCase itsCase,
            List<Shared> shares) {

        boolean hasVerdict() {
            return itsCase != null && itsCase.verdict() != null;
        }

        /** For whoever decides one of these cases a second time. */
        Related without(Set<UUID> verdicts) {
            return itsCase == null || !verdicts.contains(itsCase.id())
                    ? this
                    : new Related(
                            orderId,
                            market,
                            sellerId,
                            buyerId,
                            status,
                            frozen,
                            placedAt,
                            new ItsCase(
                                    itsCase.id(),
                                    itsCase.status(),
                                    itsCase.reason(),
                                    itsCase.score(),
                                    null,
                                    itsCase.openedAt()),
                            shares);
        }
    }

    /**
     * What detectors count of a seller.
     *
     * @param handlingTime null where too few shipments tell it
     */
    record Habits(
            Instant countedAt, @Nullable Duration handlingTime, int requests, int blocked, int unmoved, int reports) {}

    /** The newest first, each once, however much it shares. Needs a session. */
    Uni<List<Related>> of(String orderId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SharedSql.ORDERS, Object[].class)
                        .setParameter("order", orderId)
                        .getResultList())
                .map(RelatedOrders::each);
    }

    /** Null of a seller whom nobody has counted yet. Needs a session. */
    Uni<@Nullable Habits> habits(String sellerId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SharedSql.HABITS, Object[].class)
                        .setParameter("seller", sellerId)
                        .getResultList())
                .map(rows -> rows.isEmpty() ? null : habits(new Columns(rows.getFirst(), 0)));
    }

    private static List<Related> each(List<Object[]> rows) {
        Map<String, Related> found = new LinkedHashMap<>();
        for (Object[] row : rows) {
            Columns columns = new Columns(row, 0);
            Shared shared = new Shared(SharedKind.valueOf(columns.text()), columns.text());
            Related read = related(columns);
            List<Shared> shares =
                    found.computeIfAbsent(read.orderId(), id -> read).shares();
            if (!shares.contains(shared)) {
                shares.add(shared);
            }
        }
        return List.copyOf(found.values());
    }

    private static Related related(Columns columns) {
        return new Related(
                columns.text(),
                columns.text(),
                columns.text(),
                columns.text(),
                OrderStatus.valueOf(columns.text()),
                columns.flag(),
                columns.moment(),
                itsCase(columns),
                new ArrayList<>());
    }

    private static @Nullable ItsCase itsCase(Columns columns) {
        UUID id = columns.idOrNull();
        if (id == null) {
            return null;
        }
        CaseStatus status = CaseStatus.valueOf(columns.text());
        CaseReason reason = CaseReason.valueOf(columns.text());
        int score = columns.count();
        String verdict = columns.textOrNull();
        return new ItsCase(
                id, status, reason, score, verdict == null ? null : CaseVerdict.valueOf(verdict), columns.moment());
    }

    private static Habits habits(Columns columns) {
        Instant at = columns.moment();
        Long seconds = columns.longOrNull();
        return new Habits(
                at,
                seconds == null ? null : Duration.ofSeconds(seconds),
                columns.count(),
                columns.count(),
                columns.count(),
                columns.count());
    }
}
