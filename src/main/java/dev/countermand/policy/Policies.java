package dev.countermand.policy;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The policies this service knows, each version by itself (M1, M2). */
@Startup
@ApplicationScoped
public class Policies {

    private static final List<String> SHIPPED =
            List.of("aliexpress.yaml", "eldorado.yaml", "lamoda.yaml", "cod-post.yaml");

    private final Map<String, Policy> newest = new HashMap<>();
    private final Map<String, Policy> versions = new HashMap<>();

    public Policies() {
        for (String file : SHIPPED) {
            add(file, PolicyReader.read(file, resource("policies/" + file)));
        }
    }

    /** The newest version of a market's policy: what an order placed now is placed under. */
    public Optional<Policy> current(String market) {
        return Optional.ofNullable(newest.get(market));
    }

    /** The version an order was placed under, for good (M1). */
    public Policy version(String market, int version) {
        Policy policy = versions.get(market + "/" + version);
        if (policy == null) {
            throw new IllegalStateException("No policy " + market + " in version " + version + " is loaded");
        }
        return policy;
    }

    /** The markets there are. */
    public Set<String> markets() {
        return new TreeSet<>(newest.keySet());
    }

    private void add(String file, Policy policy) {
        String key = policy.name() + "/" + policy.version();
        if (versions.put(key, policy) != null) {
            throw new FaultyPolicyException(
                    file, "there is already a version " + policy.version() + " of " + policy.name());
        }
        newest.merge(policy.name(), policy, (a, b) -> a.version() > b.version() ? a : b);
    }

    private static String resource(String name) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the application");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
