package dev.countermand.review.quality;

import dev.countermand.database.Reads;
import dev.countermand.database.query.Columns;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Counts the figures of a period. */
@ApplicationScoped
class FigureReader {

    /** The longest period, and what is counted when none is named. */
    static final Duration LONGEST = Duration.ofDays(92);

    static final Duration USUAL = Duration.ofDays(30);

    private final InstantSource clock;

    FigureReader(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Refuses a period that ends before it begins, or is too long.
     *
     * @param from the usual time before its end, if null
     * @param to now, if null
     */
    @Reads
    Uni<Figures> of(@Nullable Instant from, @Nullable Instant to) {
        Instant now = Timestamps.now(clock);
        Instant end = to == null ? now : to;
        Instant start = from == null ? end.minus(USUAL) : from;
        if (!start.isBefore(end) || Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw Refusal.invalid("from", "must be before the end, and by " + LONGEST.toDays() + " days at most")
                    .asException();
        }
        Map<String, Instant> period = Map.of("from", start, "to", end);
        return rows(FigureSql.DETECTORS, Map.of("from", start, "to", end, "now", now))
                .chain(detectors -> rows(FigureSql.MODERATORS, period)
                        .chain(moderators -> rows(FigureSql.ASSIGNED, period)
                                .chain(assigned -> rows(FigureSql.REVIEWERS, period)
                                        .map(reviewers -> together(moderators, assigned, reviewers))))
                        .chain(moderators -> rows(FigureSql.OVERDUE, Map.of("now", now))
                                .map(overdue -> figures(start, end, detectors, moderators, overdue))));
    }

    private static Figures figures(
            Instant from,
            Instant to,
            List<Object[]> detectors,
            List<Figures.OfModerator> moderators,
            List<Object[]> overdue) {
        Columns late = new Columns(overdue.getFirst(), 0);
        return new Figures(
                from,
                to,
                detectors.stream().map(FigureReader::detector).toList(),
                moderators,
                late.count(),
                late.momentOrNull());
    }

    private static Figures.OfDetector detector(Object[] row) {
        Columns columns = new Columns(row, 0);
        return new Figures.OfDetector(
                columns.text(),
                columns.count(),
                columns.count(),
                columns.count(),
                columns.count(),
                columns.count(),
                columns.count(),
                seconds(columns.longOrNull()));
    }

    /** Somebody may have decided nothing for the first time, and much for the second. */
    private static List<Figures.OfModerator> together(
            List<Object[]> moderators, List<Object[]> assigned, List<Object[]> reviewers) {
        Map<String, Figures.OfModerator> all = new TreeMap<>();
        for (Object[] row : moderators) {
            Columns columns = new Columns(row, 0);
            String moderator = columns.text();
            all.put(
                    moderator,
                    new Figures.OfModerator(
                            moderator,
                            0,
                            columns.count(),
                            columns.count(),
                            columns.count(),
                            columns.count(),
                            columns.count(),
                            columns.count(),
                            0,
                            0,
                            0,
                            seconds(columns.longOrNull())));
        }
        for (Object[] row : assigned) {
            Columns columns = new Columns(row, 0);
            String moderator = columns.text();
            all.put(moderator, known(all, moderator).opened(columns.count()));
        }
        for (Object[] row : reviewers) {
            Columns columns = new Columns(row, 0);
            String moderator = columns.text();
            all.put(moderator, known(all, moderator).with(columns.count(), columns.count(), columns.count()));
        }
        return List.copyOf(all.values());
    }

    private static Figures.OfModerator known(Map<String, Figures.OfModerator> all, String moderator) {
        return all.getOrDefault(moderator, Figures.OfModerator.none(moderator));
    }

    private static @Nullable Duration seconds(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static Uni<List<Object[]>> rows(String sql, Map<String, ?> values) {
        return Panache.getSession().chain(session -> {
            Mutiny.SelectionQuery<Object[]> query = session.createNativeQuery(sql, Object[].class);
            values.forEach(query::setParameter);
            return query.getResultList();
        });
    }
}
