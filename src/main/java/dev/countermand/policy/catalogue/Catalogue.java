package dev.countermand.policy.catalogue;

import dev.countermand.document.DocumentNode.Entry;
import dev.countermand.document.DocumentNode.Mapping;
import dev.countermand.document.DocumentNode.Scalar;
import dev.countermand.document.Place;
import dev.countermand.document.RecordBinder;
import dev.countermand.document.Suggestion;
import dev.countermand.policy.Policy;
import dev.countermand.policy.PolicyKey;
import dev.countermand.policy.document.FaultyPolicyException;
import dev.countermand.policy.document.PolicyDocument;
import dev.countermand.policy.document.PolicyDocument.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All documents together: what extends another is laid over it, layers over what names them, and every layer over every
 * policy (M1, M2). A policy with a layer is called {@code lamoda+distance-selling}. Its version is that of the policy
 * times 1000 plus that of the layer: unique, the same on every machine for good, and rising with either, because
 * documents keep their versions below 1000.
 */
public final class Catalogue {

    private final SortedMap<PolicyKey, PolicyDocument> documents = new TreeMap<>();
    private final SortedMap<PolicyKey, Policy> policies = new TreeMap<>();

    /**
     * @throws FaultyPolicyException naming file, line and reason of the first fault
     */
    public Catalogue(Collection<PolicyDocument> all) {
        for (PolicyDocument document : all) {
            PolicyDocument other = documents.putIfAbsent(document.key(), document);
            if (other != null) {
                throw document.place()
                        .faulty(document.key().name() + " has a version "
                                + document.key().version() + " already, in " + other.place()
                                + "; give this one another version");
            }
        }
        for (PolicyDocument document : documents.values()) {
            if (!document.isLayer()) {
                Mapping figures = figures(document, List.of());
                policies.put(document.key(), RecordBinder.bind(Policy.class, figures));
                for (PolicyDocument layer : layers()) {
                    Policy policy = RecordBinder.bind(Policy.class, composed(document, figures, layer));
                    policies.put(new PolicyKey(policy.name(), policy.version()), policy);
                }
            }
        }
    }

    /** Every version of every policy, also those with a layer. */
    public Map<PolicyKey, Policy> policies() {
        return policies;
    }

    /** The policies that stand for themselves. */
    Set<String> markets() {
        return names(false);
    }

    /** What can be laid over them. */
    Set<String> layerNames() {
        return names(true);
    }

    private Set<String> names(boolean isLayer) {
        Set<String> names = new TreeSet<>();
        documents.values().stream()
                .filter(document -> document.isLayer() == isLayer)
                .forEach(document -> names.add(document.key().name()));
        return names;
    }

    private List<PolicyDocument> layers() {
        return documents.values().stream().filter(PolicyDocument::isLayer).toList();
    }

    /**
     * @param extending the documents that lead here, to notice when one extends itself
     */
    private Mapping figures(PolicyDocument document, List<PolicyKey> extending) {
        Mapping figures = document.figures();
        Reference base = document.base();
        if (base != null) {
            List<PolicyKey> path = new ArrayList<>(extending);
            path.add(document.key());
            if (path.contains(base.key())) {
                throw base.place().faulty("extends leads back to " + base.key());
            }
            figures = figures.over(figures(find(base, false), path));
        }
        for (Reference layer : document.layers()) {
            figures = find(layer, true).figures().over(figures);
        }
        return figures;
    }

    private PolicyDocument find(Reference reference, boolean layer) {
        PolicyDocument found = documents.get(reference.key());
        if (found == null || found.isLayer() != layer) {
            List<String> known = documents.values().stream()
                    .filter(document -> document.isLayer() == layer)
                    .map(document -> document.key().toString())
                    .toList();
            throw reference
                    .place()
                    .faulty("there is no " + (layer ? "layer " : "policy ") + reference.key() + " among "
                            + String.join(", ", known)
                            + Suggestion.of(reference.key().toString(), known));
        }
        return found;
    }

    private static Mapping composed(PolicyDocument document, Mapping figures, PolicyDocument layer) {
        Place place = layer.place();
        int version =
                document.key().version() * PolicyDocument.VERSIONS + layer.key().version();
        Mapping composed = layer.figures()
                .over(figures)
                .with(
                        "name",
                        Scalar.text(
                                place, document.key().name() + "+" + layer.key().name()))
                .with("version", Scalar.number(place, version));
        Entry title = figures.get("title");
        return title != null && title.value() instanceof Scalar base
                ? composed.with("title", Scalar.text(place, base.text() + " + " + layer.title()))
                : composed;
    }
}
