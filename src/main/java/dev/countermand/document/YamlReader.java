package dev.countermand.document;

import dev.countermand.document.DocumentNode.Entry;
import dev.countermand.document.DocumentNode.Kind;
import dev.countermand.document.DocumentNode.Mapping;
import dev.countermand.document.DocumentNode.Scalar;
import dev.countermand.document.DocumentNode.Sequence;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/** Reads YAML into nodes that know their line. Nothing is interpreted yet, and nothing but plain data is taken. */
public final class YamlReader {

    private final String file;

    private YamlReader(String file) {
        this.file = file;
    }

    /**
     * @param file the name to report
     * @throws dev.countermand.policy.document.FaultyPolicyException if it is no YAML, is empty, is no mapping, or has a key twice
     */
    public static Mapping read(String file, String text) {
        YamlReader reader = new YamlReader(file);
        Node root = reader.compose(text);
        if (root == null) {
            throw new Place(file, 1).faulty("the document is empty");
        }
        DocumentNode document = reader.node(root, List.of());
        if (document instanceof Mapping mapping) {
            return mapping;
        }
        throw document.place().faulty("the document must be keys with values, but is " + document.described());
    }

    private @Nullable Node compose(String text) {
        try {
            return new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            throw place(mark).faulty("this is no YAML, " + inOneLine(String.valueOf(e.getProblem())));
        } catch (ReaderException e) {
            throw new Place(file, lineOfTheUnprintable(text))
                    .faulty("this is no YAML, there is a character that it cannot have");
        } catch (YAMLException e) {
            throw new Place(file, 1).faulty("this is no YAML, " + inOneLine(String.valueOf(e.getMessage())));
        }
    }

    /**
     * @param around what it stands in: an anchor may be used again, but not inside itself
     */
    private DocumentNode node(Node node, List<Node> around) {
        Place place = place(node.getStartMark());
        if (!node.getTag().startsWith(Tag.PREFIX)) {
            throw place.faulty("the type " + node.getTag().getValue() + " is not known here");
        }
        if (around.stream().anyMatch(outer -> outer == node)) {
            throw place.faulty("an anchor must not be used inside itself");
        }
        List<Node> inside = new ArrayList<>(around);
        inside.add(node);
        return switch (node) {
            case ScalarNode scalar -> new Scalar(place, scalar.getValue(), kind(scalar.getTag()));
            case SequenceNode sequence ->
                new Sequence(
                        place,
                        sequence.getValue().stream()
                                .map(item -> node(item, inside))
                                .toList());
            case MappingNode mapping -> new Mapping(place, entries(mapping, inside));
            default -> throw place.faulty("this is no plain data");
        };
    }

    private Map<String, Entry> entries(MappingNode mapping, List<Node> inside) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Place place = place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw place.faulty("a key must be a single word");
            }
            Entry before = entries.put(key.getValue(), new Entry(place, node(tuple.getValueNode(), inside)));
            if (before != null) {
                throw place.faulty("the key " + key.getValue() + " stands here a second time, first in line "
                        + before.place().line());
            }
        }
        return entries;
    }

    private static Kind kind(Tag tag) {
        if (tag.equals(Tag.STR)) {
            return Kind.TEXT;
        }
        if (tag.equals(Tag.INT)) {
            return Kind.WHOLE_NUMBER;
        }
        return tag.equals(Tag.NULL) ? Kind.NOTHING : Kind.OTHER;
    }

    private Place place(@Nullable Mark mark) {
        return new Place(file, mark == null ? 1 : mark.getLine() + 1);
    }

    /** The parser tells the place only within what it has in its buffer. */
    private static int lineOfTheUnprintable(String text) {
        int line = 1;
        for (int character : text.codePoints().toArray()) {
            if (!StreamReader.isPrintable(character)) {
                return line;
            }
            line += character == '\n' ? 1 : 0;
        }
        return line;
    }

    private static String inOneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
