package dev.countermand.policy.document;

import dev.countermand.document.DocumentNode.Mapping;
import dev.countermand.document.DocumentNode.Sequence;
import dev.countermand.document.Fields;
import dev.countermand.document.Place;
import dev.countermand.document.Value;
import dev.countermand.document.YamlReader;
import dev.countermand.policy.Policy;
import dev.countermand.policy.PolicyKey;
import java.lang.reflect.RecordComponent;
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

    /** Versions stay below, so that those of a policy with a layer can be told apart: see the catalogue. */
    public static final int VERSIONS = 1000;

    private static final String NAME = "[a-z][a-z0-9-]{1,39}";
    private static final List<String> KEYS = Stream.concat(
                    Stream.of("layer", "extends", "layers"),
                    Arrays.stream(Policy.class.getRecordComponents()).map(RecordComponent::getName))
            .toList();

    /** Another document, by name and version. */
    public record Reference(Place place, PolicyKey key) {

        static Reference of(Value value) {
            String text = value.text();
            if (!text.matches(NAME + "/[1-9]\\d{0,2}")) {
                throw value.wrong("a name and a version such as lamoda/1");
            }
            int slash = text.indexOf('/');
            return new Reference(
                    value.place(),
                    new PolicyKey(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1))));
        }
    }

    /**
     * @param file the name to report
     * @throws FaultyPolicyException naming file, line and reason
     */
    public static PolicyDocument read(String file, String text) {
        Mapping document = YamlReader.read(FaultyPolicyException.source(file), text);
        Fields fields = Fields.of(document).allowing(KEYS);
        boolean isLayer = fields.has("layer");
        if (isLayer) {
            for (String other : List.of("name", "extends", "layers")) {
                if (fields.has(other)) {
                    throw fields.get(other).place().faulty("a layer has no " + other);
                }
            }
        }
        Value name = fields.get(isLayer ? "layer" : "name");
        PolicyKey key = new PolicyKey(name(name), version(fields.get("version")));
        return new PolicyDocument(
                key,
                isLayer,
                name.place(),
                isLayer ? fields.get("title").text() : key.name(),
                fields.has("extends") ? Reference.of(fields.get("extends")) : null,
                layers(fields),
                isLayer ? document.without("layer", "version", "title") : document.without("extends", "layers"));
    }

    private static String name(Value value) {
        String name = value.text();
        if (!name.matches(NAME)) {
            throw value.wrong("2 to 40 of a-z, 0-9 and '-'");
        }
        return name;
    }

    private static int version(Value value) {
        int version = value.number();
        if (version < 1 || version >= VERSIONS) {
            throw value.wrong("from 1 to " + (VERSIONS - 1));
        }
        return version;
    }

    private static List<Reference> layers(Fields fields) {
        if (!fields.has("layers")) {
            return List.of();
        }
        Value layers = fields.get("layers");
        if (!(layers.node() instanceof Sequence)) {
            throw layers.wrong("a list of layers such as [distance-selling/1]");
        }
        return layers.items().stream().map(Reference::of).toList();
    }
}
