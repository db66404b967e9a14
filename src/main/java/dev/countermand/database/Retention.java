package dev.countermand.database;

import dev.countermand.kernel.Timestamps;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;

/** How long what grows without end is kept: settings, each with a least time that rules or contract need. */
@ApplicationScoped
public class Retention {

    private static final String PREFIX = "countermand.retention.";

    private final Config config;
    private final InstantSource clock;

    public Retention(Config config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    /** What is kept for a time. */
    public enum Kept {
        /** Whoever reads them may be away for a week. */
        EVENTS(Duration.ofDays(7)),
        /** Appeals and disputes of a year ago are still read up (A27). */
        AUDIT(Duration.ofDays(365)),
        /** Numbers come round again after about 120 days (F3), and a parcel is lost after 45 and 10 more (P5). */
        CARRIER_EVENTS(Duration.ofDays(180)),
        /** The contract: the answer to a POST is kept for a day. */
        ANSWERS(Duration.ofHours(24)),
        /** One full sweep a week is what operators compare with the last. */
        SWEEPS(Duration.ofDays(7)),
        /** A chargeback may come half a year after its payment, and is judged by all that was told of it (A20a). */
        PROVIDER_NEWS(Duration.ofDays(180)),
        /** Books are closed by the month. */
        RECONCILIATIONS(Duration.ofDays(30)),
        /** Sellers may appeal against what one did for six months (A27). */
        BULK_DECISIONS(Duration.ofDays(184)),
        /** Figures of the desk are counted over 92 days at most. */
        SECOND_REVIEWS(Duration.ofDays(92)),
        /** As long as one could be played again: another setting says for how long. */
        WEBHOOK_DELIVERIES(Duration.ZERO);

        private final Duration atLeast;

        Kept(Duration atLeast) {
            this.atLeast = atLeast;
        }

        private String setting() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Refuses a time that is too short: what is gone does not come back when the setting is put right. */
    void check(@Observes StartupEvent start) {
        for (Kept kept : Kept.values()) {
            if (time(kept).compareTo(kept.atLeast) < 0) {
                throw new ConfigurationException(
                        PREFIX + kept.setting() + " is " + time(kept) + ": it must be at least " + kept.atLeast + ".");
            }
        }
    }

    private Duration time(Kept kept) {
        return config.getValue(PREFIX + kept.setting(), Duration.class);
    }

    /** What is older than this moment may go. */
    public Instant oldest(Kept kept) {
        return oldest(kept, kept.atLeast);
    }

    /** The same where the least time is another setting. */
    public Instant oldest(Kept kept, Duration atLeast) {
        Duration time = time(kept);
        return Timestamps.now(clock).minus(time.compareTo(atLeast) < 0 ? atLeast : time);
    }
}
