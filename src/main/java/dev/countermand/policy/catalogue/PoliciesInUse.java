package dev.countermand.policy.catalogue;

import dev.countermand.policy.Policy;
import dev.countermand.policy.PolicyKey;
import dev.countermand.policy.document.FaultyPolicyException;
import dev.countermand.policy.document.Figures;
import dev.countermand.policy.document.PolicyReader;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Versions are for good (M1). Before anything else runs, every policy is compared with what the database keeps under its
 * name and version: a new one is kept, another meaning than before is refused. Versions of which only the database still
 * knows are taken from there, so that their orders live on.
 *
 * <p>A database that is away comes back: until the comparison has been made the service is not ready, and tries again
 * with every tick; if it then finds a changed policy, it ends. The tick also brings versions that a replica with newer
 * documents has kept meanwhile.
 */
@Singleton
@Readiness
class PoliciesInUse implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(PoliciesInUse.class);
    /** After the check of the schema, before the scheduler, which has 0. */
    private static final int BEFORE_THE_JOBS = -1;
    /** More changed figures than these make no sentence. */
    private static final int MOST_DIFFERENCES = 5;

    private final Policies policies;
    private final PolicyStore store;
    /** Reported once, not with every tick. */
    private final Set<PolicyKey> unreadable = ConcurrentHashMap.newKeySet();

    private volatile boolean compared;

    PoliciesInUse(Policies policies, PolicyStore store) {
        this.policies = policies;
        this.store = store;
    }

    void atStart(@Observes @Priority(BEFORE_THE_JOBS) StartupEvent start) {
        refresh();
    }

    @Scheduled(
            identity = "policies",
            every = "{countermand.policies.tick}",
            delayed = "{countermand.policies.tick}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        try {
            refresh();
        } catch (FaultyPolicyException e) {
            LOG.error(e.getMessage());
            Quarkus.asyncExit(1);
        }
    }

    /**
     * @throws FaultyPolicyException if a document says something else than when it was first used
     */
    final void refresh() {
        try {
            SortedMap<PolicyKey, String> kept = store.all();
            if (!compared) {
                Map<PolicyKey, Policy> added = new TreeMap<>(policies.documented());
                added.keySet().removeAll(kept.keySet());
                if (!added.isEmpty()) {
                    store.add(added);
                    // Another replica may have been faster, with another document.
                    kept = store.all();
                }
                compare(kept);
                compared = true;
            }
            remember(kept);
        } catch (SQLException e) {
            LOG.warnf("The database does not say which policies are in use: %s", e.getMessage());
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Policies compared with those in use")
                .status(compared)
                .build();
    }

    private void compare(Map<PolicyKey, String> kept) {
        policies.documented().forEach((key, policy) -> {
            Policy was = PolicyReader.read("in the database, " + key, String.valueOf(kept.get(key)), policy);
            if (!was.equals(policy)) {
                throw new FaultyPolicyException("Policy " + key.name() + " in version " + key.version()
                        + " was in use and cannot change, but " + differences(was, policy)
                        + "; give it a new version, or put it back as it was.");
            }
        });
    }

    private static String differences(Policy was, Policy is) {
        SortedMap<String, String> all = Figures.differences(was, is);
        String first = all.entrySet().stream()
                .limit(MOST_DIFFERENCES)
                .map(difference -> difference.getKey() + " " + difference.getValue())
                .collect(Collectors.joining(", "));
        int more = all.size() - MOST_DIFFERENCES;
        return more > 0 ? first + " and " + more + " more are different" : first;
    }

    private void remember(Map<PolicyKey, String> kept) {
        kept.forEach((key, text) -> {
            if (!policies.knows(key) && !unreadable.contains(key)) {
                try {
                    policies.remember(key, PolicyReader.read("in the database, " + key, text));
                } catch (FaultyPolicyException e) {
                    unreadable.add(key);
                    // Its orders wait for somebody to put the document back; those of other markets must not.
                    LOG.error(e.getMessage());
                }
            }
        });
    }
}
