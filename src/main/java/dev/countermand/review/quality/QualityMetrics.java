package dev.countermand.review.quality;

import dev.countermand.database.Faults;
import dev.countermand.database.Sessions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The figures of the last 30 days as metrics, counted anew now and then. Every replica shows the same: use the maximum. */
@ApplicationScoped
class QualityMetrics {

    private static final Logger LOG = Logger.getLogger(QualityMetrics.class);

    private static final String DETECTOR = "detector";
    private static final String MODERATOR = "moderator";
    private static final String WHAT = "what";

    private final Sessions sessions;
    private final FigureReader figures;
    private final MultiGauge detectorCases;
    private final MultiGauge detectorShares;
    private final MultiGauge detectorTimes;
    private final MultiGauge moderatorCases;
    private final MultiGauge moderatorShares;
    private final MultiGauge moderatorTimes;

    QualityMetrics(MeterRegistry registry, Sessions sessions, FigureReader figures) {
        this.sessions = sessions;
        this.figures = figures;
        this.detectorCases = gauge(
                "countermand.quality.detector.cases",
                "Cases opened in the last 30 days with something of this detector, by what became of them",
                registry);
        this.detectorShares = gauge(
                "countermand.quality.detector.share",
                "Precision and agreement of this detector's cases, 0 to 1",
                registry);
        this.detectorTimes = gauge(
                "countermand.quality.detector.median.seconds",
                "How long half of this detector's cases took to be decided",
                registry);
        this.moderatorCases = gauge(
                "countermand.quality.moderator.cases",
                "Cases decided in the last 30 days by this moderator, by what became of them",
                registry);
        this.moderatorShares = gauge(
                "countermand.quality.moderator.share",
                "Precision and agreement of this moderator's cases and their accuracy in golden ones, 0 to 1",
                registry);
        this.moderatorTimes = gauge(
                "countermand.quality.moderator.median.seconds",
                "How long half of this moderator's cases took to be decided, from their opening",
                registry);
    }

    private static MultiGauge gauge(String name, String description, MeterRegistry registry) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    @Scheduled(
            identity = "quality-metrics",
            every = "{countermand.quality.metrics-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return sessions.inSession(() -> figures.of(null, null))
                .invoke(this::show)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> Faults.error(LOG, failure, "Figures of the desk could not be counted"))
                .onFailure()
                .recoverWithNull();
    }

    private void show(Figures counted) {
        Rows cases = new Rows(DETECTOR);
        Rows shares = new Rows(DETECTOR);
        Rows times = new Rows(DETECTOR);
        for (Figures.OfDetector one : counted.detectors()) {
            cases.add(one.code(), "opened", one.opened());
            cases.add(one.code(), "decided", one.decided());
            cases.add(one.code(), "upheld", one.upheld());
            cases.add(one.code(), "overturned", one.overturned());
            shares.add(one.code(), "precision", one.precision());
            shares.add(one.code(), "agreement", one.agreement());
            times.add(one.code(), "decision", seconds(one.median()));
        }
        detectorCases.register(cases.rows, true);
        detectorShares.register(shares.rows, true);
        detectorTimes.register(times.rows, true);
        showModerators(counted.moderators());
    }

    private void showModerators(List<Figures.OfModerator> moderators) {
        Rows cases = new Rows(MODERATOR);
        Rows shares = new Rows(MODERATOR);
        Rows times = new Rows(MODERATOR);
        for (Figures.OfModerator one : moderators) {
            cases.add(one.moderator(), "opened", one.opened());
            cases.add(one.moderator(), "decided", one.decided());
            cases.add(one.moderator(), "cancelled", one.cancelled());
            cases.add(one.moderator(), "overturned", one.overturned());
            cases.add(one.moderator(), "late", one.late());
            cases.add(one.moderator(), "reviews", one.reviews());
            shares.add(one.moderator(), "precision", one.precision());
            shares.add(one.moderator(), "agreement", one.agreement());
            shares.add(one.moderator(), "golden", one.accuracy());
            times.add(one.moderator(), "decision", seconds(one.median()));
        }
        moderatorCases.register(cases.rows, true);
        moderatorShares.register(shares.rows, true);
        moderatorTimes.register(times.rows, true);
    }

    private static @Nullable Double seconds(@Nullable Duration time) {
        return time == null ? null : (Double) (double) time.toSeconds();
    }

    /** What is not known is not shown: a share of nothing is no zero. */
    private static final class Rows {

        private final String of;
        private final List<MultiGauge.Row<?>> rows = new ArrayList<>();

        Rows(String of) {
            this.of = of;
        }

        void add(String whose, String what, @Nullable Number value) {
            if (value != null) {
                rows.add(MultiGauge.Row.of(Tags.of(of, whose, WHAT, what), value));
            }
        }
    }
}
