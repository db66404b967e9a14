package dev.countermand.policy.catalogue;

import dev.countermand.policy.Policy;
import dev.countermand.policy.PolicyKey;
import dev.countermand.policy.document.FaultyPolicyException;
import dev.countermand.policy.document.PolicyDocument;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The policies this service knows, each version by itself (M1, M2): those shipped with it, an operator's own, each of
 * them with a layer over it under a name such as {@code lamoda+distance-selling}, and what orders were placed under
 * before ({@link PoliciesInUse}).
 */
@Startup(Policies.BEFORE_EVERYTHING)
@ApplicationScoped
public class Policies {

    /** The setting that names an operator's folder. */
    public static final String FOLDER = "countermand.policies.folder";

    /** The check of the schema has -2. */
    static final int BEFORE_EVERYTHING = -3;

    private static final List<String> SHIPPED =
            List.of("aliexpress.yaml", "cod-post.yaml", "eldorado.yaml", "lamoda.yaml", "distance-selling.yaml");

    private final Catalogue catalogue;
    private final SortedMap<String, Policy> newest = new TreeMap<>();
    /** Grows when the database tells of versions that no document has any more. */
    private final Map<PolicyKey, Policy> versions = new ConcurrentHashMap<>();

    /**
     * @param folder where an operator keeps documents of their own
     * @throws FaultyPolicyException naming file, line and reason of the first fault
     */
    public Policies(@ConfigProperty(name = FOLDER) Optional<String> folder) {
        List<PolicyDocument> documents = new ArrayList<>();
        for (String file : SHIPPED) {
            documents.add(
                    PolicyDocument.read(file, FaultyPolicyException.source(file).shipped("policies/" + file)));
        }
        folder.ifPresent(own -> documents.addAll(PolicyFolder.read(Path.of(own))));
        catalogue = new Catalogue(documents);
        catalogue.policies().forEach((key, policy) -> {
            versions.put(key, policy);
            newest.merge(key.name(), policy, (a, b) -> a.version() > b.version() ? a : b);
        });
    }

    /** What is wrong with the documents, in one sentence, to be asked before anything is started (M2). */
    public static Optional<String> fault(Optional<String> folder) {
        try {
            new Policies(folder);
            return Optional.empty();
        } catch (FaultyPolicyException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    /** The newest version of a market's policy: what an order placed now is placed under. */
    public Optional<Policy> current(String market) {
        return Optional.ofNullable(newest.get(market));
    }

    /** The newest version of every policy, also of those with a layer, by name. */
    public List<Policy> current() {
        return List.copyOf(newest.values());
    }

    /** Every version that orders may have been placed under. */
    public List<Policy> all() {
        return List.copyOf(versions.values());
    }

    /** A version, if it is known: it may be one that no order can be placed under any more. */
    public Optional<Policy> find(String market, int version) {
        return Optional.ofNullable(versions.get(new PolicyKey(market, version)));
    }

    /** The version an order was placed under, for good (M1). */
    public Policy version(String market, int version) {
        return find(market, version)
                .orElseThrow(() ->
                        new IllegalStateException("No policy " + market + " in version " + version + " is loaded"));
    }

    /** The policies that stand for themselves; each can have a layer over it. */
    public Set<String> markets() {
        return catalogue.markets();
    }

    /** What a market can be called, for the end of a sentence. */
    public String marketsInWords() {
        return String.join(", ", catalogue.markets()) + ", or one of these with a layer over it, such as "
                + catalogue.markets().iterator().next() + "+"
                + String.join(" or +", catalogue.layerNames());
    }

    /** What the documents give, without what only the database remembers. */
    Map<PolicyKey, Policy> documented() {
        return catalogue.policies();
    }

    /** Takes a version back that no document has any more. */
    void remember(PolicyKey key, Policy policy) {
        versions.putIfAbsent(key, policy);
    }

    boolean knows(PolicyKey key) {
        return versions.containsKey(key);
    }
}
