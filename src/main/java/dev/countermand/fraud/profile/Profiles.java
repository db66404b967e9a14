package dev.countermand.fraud.profile;

import dev.countermand.database.Faults;
import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.database.query.OneColumn;
import dev.countermand.detector.Records;
import dev.countermand.kernel.Timestamps;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Records of sellers and markets (F2, F11, F12) and silent days of carriers (F1), recounted when they are old: before a
 * sweep, and by themselves now and then. One replica counts at a time; the others take what it has counted.
 */
@ApplicationScoped
public class Profiles {

    private static final Logger LOG = Logger.getLogger(Profiles.class);

    /** Events are counted when whatever received them has surely been committed. */
    static final Duration COMMITTED = Duration.ofMinutes(5);

    /** A day may be called silent, or not any more, as long as it can matter to a parcel. */
    public static final int SILENT_DAYS_BACK = 100;

    private final Sessions sessions;
    private final InstantSource clock;
    private final Duration maxAge;

    Profiles(
            Sessions sessions,
            InstantSource clock,
            @ConfigProperty(name = "countermand.profiles.max-age") Duration maxAge) {
        this.sessions = sessions;
        this.clock = clock;
        this.maxAge = maxAge;
    }

    @Scheduled(
            identity = "profiles",
            every = "{countermand.profiles.tick}",
            delayed = "{countermand.profiles.tick}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return recountWhenOld()
                .onFailure()
                .invoke(failure -> Faults.warn(LOG, failure, "Profiles could not be recounted; the last ones stay"))
                .onFailure()
                .recoverWithNull();
    }

    /** Counts, or waits for who counts, unless what there is is young enough. */
    public Uni<Void> recountWhenOld() {
        Instant now = Timestamps.now(clock);
        return sessions.inTransaction(() -> Panache.getSession()
                .chain(session -> OneColumn.of(session, ProfileSql.OLD, Instant.class)
                        .setParameter("before", now.minus(maxAge))
                        .getResultList())
                .chain(old -> Steps.when(!old.isEmpty(), () -> recount(now))));
    }

    /**
     * A parcel of a seller has moved after all: what was said against them because it had not is taken back at once (F: thaw).
     */
    @NeedsTransaction
    public Uni<Void> putRight(String sellerId, Instant now) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, ProfileSql.HELD_AGAINST, String.class)
                        .setParameter("seller", sellerId)
                        .getResultList())
                .chain(held -> Steps.when(!held.isEmpty(), () -> recount(sellerId, now)));
    }

    private static Uni<Void> recount(String sellerId, Instant now) {
        Instant from = now.minus(Records.LOOK_BACK);
        Instant due = now.minus(Records.TO_MOVE);
        return write(ProfileSql.ONE_SELLER, "seller", sellerId, "from", from, "due", due, "now", now);
    }

    private Uni<Void> recount(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Instant from = now.minus(Records.LOOK_BACK);
        Instant due = now.minus(Records.TO_MOVE);
        return write(ProfileSql.ALL_SELLERS, "from", from, "due", due, "now", now)
                .chain(() -> write(ProfileSql.MARKETS, "from", from, "due", due, "now", now))
                .chain(() -> write(ProfileSql.FORGET_SELLERS, "now", now))
                .chain(() -> write(ProfileSql.FORGET_MARKETS, "now", now))
                .chain(() -> write(ProfileSql.SCANS, "upTo", now.minus(COMMITTED)))
                .chain(() -> write(ProfileSql.SCANS_COUNTED, "upTo", now.minus(COMMITTED)))
                .chain(() -> write(ProfileSql.NOT_SILENT, "from", today.minusDays(SILENT_DAYS_BACK)))
                .chain(() -> write(
                        ProfileSql.SILENT, "from", today.minusDays(SILENT_DAYS_BACK), "until", today.minusDays(1)))
                .chain(() -> write(ProfileSql.COUNTED, "now", now));
    }

    private static Uni<Void> write(String statement, Object... parameters) {
        return Panache.getSession()
                .chain(session -> {
                    var update = session.createNativeQuery(statement);
                    for (int i = 0; i < parameters.length; i += 2) {
                        update.setParameter((String) parameters[i], parameters[i + 1]);
                    }
                    return update.executeUpdate();
                })
                .replaceWithVoid();
    }
}
