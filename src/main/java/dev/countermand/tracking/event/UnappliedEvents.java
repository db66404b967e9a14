package dev.countermand.tracking.event;

import dev.countermand.database.Sessions;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Timestamps;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which parcels carriers have told something new of that their orders may not know yet. Noted in the statement that stores
 * the events, gone when every order was told: in between the process may be killed, and another one takes over.
 */
@ApplicationScoped
public class UnappliedEvents {

    /**
     * How long the news is left to who has it: longer than it takes to tell the orders of a batch, and the longest that
     * they wait when it was killed. Told twice does no harm.
     */
    public static final Duration CLAIM = Duration.ofSeconds(30);

    /** Taken over at once. */
    private static final int CLAIMED = 20;

    private final Sessions sessions;
    private final InstantSource clock;

    UnappliedEvents(Sessions sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Under what news is noted, and until when it is left to who noted it. */
    public record Claim(UUID id, Instant until) {

        public static Claim at(Instant now) {
            return new Claim(Ids.next(now), now.plus(CLAIM));
        }
    }

    /** The parcels of one note. */
    public record Item(UUID id, Set<ParcelNumber> parcels) {}

    /** What was left by somebody who is not there any more; it is the caller's now. */
    public Uni<List<Item>> claimLeft() {
        Instant now = Timestamps.now(clock);
        return sessions.inSession(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(CarrierEventSql.CLAIM_LEFT, Object[].class)
                                .setParameter("now", now)
                                .setParameter("until", now.plus(CLAIM))
                                .setParameter("most", CLAIMED)
                                .getResultList()))
                .map(UnappliedEvents::items);
    }

    /** Every order knows of it. */
    public Uni<Void> done(UUID id) {
        return sessions.inSession(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(CarrierEventSql.FORGET_NEWS)
                                .setParameter("id", id)
                                .executeUpdate()))
                .replaceWithVoid();
    }

    private static List<Item> items(List<Object[]> rows) {
        Map<UUID, Set<ParcelNumber>> parcels = new LinkedHashMap<>();
        for (Object[] row : rows) {
            parcels.computeIfAbsent((UUID) row[0], ignored -> new LinkedHashSet<>())
                    .add(new ParcelNumber((String) row[1], (String) row[2]));
        }
        return parcels.entrySet().stream()
                .map(entry -> new Item(entry.getKey(), entry.getValue()))
                .toList();
    }
}
