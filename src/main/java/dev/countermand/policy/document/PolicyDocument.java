package dev.countermand.policy.document;

import dev.countermand.document.Place;
import dev.countermand.document.RecordBinder;
import dev.countermand.document.ValueReader;
import dev.countermand.document.YamlReader;
import dev.countermand.document.DocumentNode;
import dev.countermand.policy.Policy;
import dev.countermand.policy.PolicyKey;
import dev.countermand.policy.catalogue.Catalogue;
import dev.countermand.document.DocumentNode.Entry;
import dev.countermand.document.DocumentNode.Mapping;
import dev.countermand.document.DocumentNode.Sequence;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One file: a whole policy, what differs from another one ({@code extends}), or a layer to be laid over any (M1, M2).
 *
 * @param key its name and version
 * @param isLayer whether it gives only what it replaces
 * @param place where it says its name
 * @param title of a layer; a policy has it among its figures
 * @param base what it extends
 * @param layers what is laid over it, in this order
 * @param figures everything else that it gives
 */
public record PolicyDocument(
        PolicyKey key,
        boolean isLayer,
        Place place,
        String title,
        @Nullable Reference base,
        List<Reference> layers,
        Mapping figures) {

    /** Versions stay below, so that those of a policy with a layer can be told apart: see {@link Catalogue}. */
    public static final int VERSIONS = 1000;

    private static final String NAME = "[a-z][a-z0-9-]{1,39}";
    private static final List<String> KEYS = Stream.concat(
                    Stream.of("layer", "extends", "layers"),
                    Arrays.stream(Policy.class.getRecordComponents()).map(RecordComponent::getName))
            .toList();

    /** Another document, by name and version. */
    public record Reference(Place place, PolicyKey key) {

        static Reference of(DocumentNode node, Place place, String path) {
            String text = (String) ValueReader.read(String.class, node, place, path);
            if (!text.matches(NAME + "/[1-9]\\d{0,2}")) {
                throw ValueReader.wrong(node, place, path, "a name and a version such as lamoda/1");
            }
            int slash = text.indexOf('/');
            return new Reference(
                    place, new PolicyKey(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1))));
        }
    }

    /**
     * @param file the name to report
     * @throws FaultyPolicyException naming file, line and reason
     */
    public static PolicyDocument read(String file, String text) {
        Mapping document = YamlReader.read(file, text);
        document.entries().forEach((key, entry) -> {
            if (!KEYS.contains(key)) {
                throw RecordBinder.unknown(entry.place(), key, key, KEYS);
            }
        });
        Entry layer = document.get("layer");
        for (String other : List.of("name", "extends", "layers")) {
            Entry entry = document.get(other);
            if (layer != null && entry != null) {
                throw entry.place().faulty("a layer has no " + other);
            }
        }
        Entry name = layer == null ? required(document, "name") : layer;
        PolicyKey key = new PolicyKey(name(name, layer == null ? "name" : "layer"), version(document));
        return new PolicyDocument(
                key,
                layer != null,
                name.place(),
                layer == null ? key.name() : text(required(document, "title"), "title"),
                base(document),
                layers(document),
                layer == null ? document.without("extends", "layers") : document.without("layer", "version", "title"));
    }

    private static Entry required(Mapping document, String key) {
        Entry entry = document.get(key);
        if (entry == null) {
            throw document.place().faulty(key + " is missing");
        }
        return entry;
    }

    private static String text(Entry entry, String path) {
        return (String) ValueReader.read(String.class, entry.value(), entry.place(), path);
    }

    private static String name(Entry entry, String path) {
        String name = text(entry, path);
        if (!name.matches(NAME)) {
            throw ValueReader.wrong(entry.value(), entry.place(), path, "2 to 40 of a-z, 0-9 and '-'");
        }
        return name;
    }

    private static int version(Mapping document) {
        Entry entry = required(document, "version");
        int version = (int) ValueReader.read(int.class, entry.value(), entry.place(), "version");
        if (version < 1 || version >= VERSIONS) {
            throw ValueReader.wrong(entry.value(), entry.place(), "version", "from 1 to " + (VERSIONS - 1));
        }
        return version;
    }

    private static @Nullable Reference base(Mapping document) {
        Entry entry = document.get("extends");
        return entry == null ? null : Reference.of(entry.value(), entry.place(), "extends");
    }

    private static List<Reference> layers(Mapping document) {
        Entry entry = document.get("layers");
        if (entry == null) {
            return List.of();
        }
        if (!(entry.value() instanceof Sequence sequence)) {
            throw ValueReader.wrong(
                    entry.value(), entry.place(), "layers", "a list of layers such as [distance-selling/1]");
        }
        List<Reference> layers = new ArrayList<>();
        for (DocumentNode item : sequence.items()) {
            layers.add(Reference.of(item, item.place(), "layers[" + layers.size() + "]"));
        }
        return layers;
    }
}
