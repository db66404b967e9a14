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

    private static final Map<Tag, Kind> KINDS = Map.of(
            Tag.STR, Kind.TEXT,
            Tag.INT, Kind.WHOLE_NUMBER,
            Tag.FLOAT, Kind.DECIMAL,
            Tag.BOOL, Kind.FLAG,
            Tag.NULL, Kind.NOTHING);

    private final Source source;

    private YamlReader(Source source) {
        this.source = source;
    }

    /** A document of keys with values. Refused if it is no YAML, is empty, is something else, or has a key twice. */
    public static Mapping read(Source source, String text) {
        Value document = readAny(source, text);
        if (document.node() instanceof Mapping mapping) {
            return mapping;
        }
        throw document.wrong("keys with values");
    }

    /** The same of a document that may also be a list. */
    public static Value readAny(Source source, String text) {
        YamlReader reader = new YamlReader(source);
        Node root = reader.compose(text);
        if (root == null) {
            throw source.line(1).faulty("the document is empty");
        }
        DocumentNode document = reader.node(root, List.of());
        return new Value("the document", document.place(), document);
    }

    private @Nullable Node compose(String text) {
        try {
            return new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            throw place(mark).faulty("this is no YAML, " + inOneLine(String.valueOf(e.getProblem())));
        } catch (ReaderException e) {
            throw source.line(lineOfTheUnprintable(text))
                    .faulty("this is no YAML, there is a character that it cannot have");
        } catch (YAMLException e) {
            throw source.line(1).faulty("this is no YAML, " + inOneLine(String.valueOf(e.getMessage())));
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
            if (!key.getTag().equals(Tag.STR)) {
                throw place.faulty("the key " + key.getValue() + " is no text without quotes");
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
        return KINDS.getOrDefault(tag, Kind.OTHER);
    }

    private Place place(@Nullable Mark mark) {
        return source.line(mark == null ? 1 : mark.getLine() + 1);
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
