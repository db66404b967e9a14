package dev.countermand.document;

import dev.countermand.document.DocumentNode.Kind;
import dev.countermand.document.DocumentNode.Mapping;
import dev.countermand.document.DocumentNode.Scalar;
import dev.countermand.document.DocumentNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What stands behind a key, or in a list. Nothing is converted: a number in quotes is no number, and NO without quotes is
 * no text.
 *
 * @param path its full name
 * @param place where to report a fault: at the key
 */
public record Value(String path, Place place, DocumentNode node) {

    /** Other ways in which YAML writes a number (octal, with underscores) are more often a slip than meant. */
    private static final Predicate<String> WHOLE_NUMBER = form("-?(0|[1-9]\\d*)");

    private static final Predicate<String> DECIMAL = form("-?\\d+\\.\\d+");
    private static final Predicate<String> FLAG = form("true|false");

    public String text() {
        return scalar("text, in quotes if need be", Kind.TEXT, text -> !text.isBlank());
    }

    public int number() {
        String number = scalar("a whole number", Kind.WHOLE_NUMBER, WHOLE_NUMBER);
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw wrong("a whole number of reasonable size");
        }
    }

    /** With or without a fraction. */
    public double decimal() {
        return node instanceof Scalar scalar && scalar.kind() == Kind.WHOLE_NUMBER
                ? number()
                : Double.parseDouble(scalar("a number", Kind.DECIMAL, DECIMAL));
    }

    public boolean flag() {
        return Boolean.parseBoolean(scalar("true or false", Kind.FLAG, FLAG));
    }

    /** One of these, by its name. */
    public <T extends Enum<T>> T constant(Class<T> type) {
        return type.cast(ValueReader.read(type, this));
    }

    /** The elements of a list, each with its own place. */
    public List<Value> items() {
        if (!(node instanceof Sequence sequence)) {
            throw wrong("a list");
        }
        List<Value> items = new ArrayList<>();
        for (DocumentNode item : sequence.items()) {
            items.add(new Value(path + "[" + items.size() + "]", item.place(), item).given());
        }
        return items;
    }

    /** What is missing among them is reported where somebody would write it: below the key. */
    public Fields fields() {
        return new Fields(path + ".", mapping());
    }

    /** The values of a mapping with free keys, in the order of the document. */
    public Map<String, Value> byKey() {
        Map<String, Value> values = new LinkedHashMap<>();
        mapping()
                .entries()
                .forEach((key, entry) ->
                        values.put(key, new Value(path + "." + key, entry.place(), entry.value()).given()));
        return values;
    }

    private Mapping mapping() {
        if (!(node instanceof Mapping mapping)) {
            throw wrong("keys with values");
        }
        return new Mapping(place, mapping.entries());
    }

    /** This, unless it is nothing at all: a key with nothing behind it is a slip. */
    Value given() {
        if (node instanceof Scalar scalar && scalar.kind() == Kind.NOTHING) {
            throw faulty("must be given, but there is nothing");
        }
        return this;
    }

    /** The text of a single value of this kind. */
    private String scalar(String expected, Kind kind, Predicate<String> form) {
        if (!(node instanceof Scalar scalar) || scalar.kind() != kind || !form.test(scalar.text())) {
            throw wrong(expected);
        }
        return scalar.text();
    }

    private static Predicate<String> form(String regex) {
        return Pattern.compile(regex).asMatchPredicate();
    }

    /** To throw; the reason goes on where the name ends. */
    public RuntimeException faulty(String reason) {
        return place.faulty(path + " " + reason);
    }

    /** To throw: it is something else than it must be. */
    public RuntimeException wrong(String expected) {
        return faulty("must be " + expected + ", but is " + node.described());
    }
}
