package dev.countermand.document;

import dev.countermand.policy.document.FaultyPolicyException;

import dev.countermand.document.DocumentNode.Entry;
import dev.countermand.document.DocumentNode.Mapping;
import dev.countermand.document.DocumentNode.Scalar;
import dev.countermand.document.DocumentNode.Sequence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of a mapping, strictly: every component must be there and nothing else. A component marked
 * {@link Nullable} is written {@code none} where there is none: what was forgotten is not taken for that. What a record's own constructor refuses is reported
 * where the component stands that its message begins with.
 */
public final class RecordBinder {

    private static final String NONE = "none";

    private RecordBinder() {}

    /**
     * @throws FaultyPolicyException naming file, line and reason of the first fault
     */
    public static <T extends Record> T bind(Class<T> type, Mapping mapping) {
        return type.cast(bind(type, mapping, ""));
    }

    private static Object bind(Class<?> type, Mapping mapping, String path) {
        RecordComponent[] components = type.getRecordComponents();
        List<String> names =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        mapping.entries().forEach((key, entry) -> {
            if (!names.contains(key)) {
                throw unknown(entry.place(), path + key, key, names);
            }
        });
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = component(components[i], mapping, path + components[i].getName());
        }
        return construct(type, components, values, mapping, path);
    }

    /** A key that nobody would read. */
    public static FaultyPolicyException unknown(Place place, String path, String key, List<String> known) {
        return place.faulty(path + " is an unknown key" + Suggestion.of(key, known));
    }

    private static @Nullable Object component(RecordComponent component, Mapping mapping, String path) {
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        Entry entry = mapping.get(component.getName());
        if (entry == null) {
            throw mapping.place().faulty(path + " is missing" + (nullable ? "; write none, if there is none" : ""));
        }
        if (nullable && isNone(entry.value())) {
            return null;
        }
        return value(component.getGenericType(), entry.value(), entry.place(), path);
    }

    /** Also as JSON has it, in which the database keeps policies; nothing at all behind a key is a slip. */
    private static boolean isNone(DocumentNode node) {
        return node instanceof Scalar scalar
                && switch (scalar.kind()) {
                    case TEXT -> scalar.text().equals(NONE);
                    case NOTHING -> !scalar.text().isBlank();
                    case WHOLE_NUMBER, OTHER -> false;
                };
    }

    private static Object value(Type type, DocumentNode node, Place key, String path) {
        if (new Entry(key, node).isNothing()) {
            throw key.faulty(path + " must be given, but there is nothing");
        }
        if (type instanceof ParameterizedType generic) {
            return several(generic, node, key, path);
        }
        Class<?> single = (Class<?>) type;
        if (!single.isRecord()) {
            return ValueReader.read(single, node, key, path);
        }
        if (node instanceof Mapping mapping) {
            // What is missing inside is reported where somebody would write it: below the key.
            return bind(single, new Mapping(key, mapping.entries()), path + ".");
        }
        throw ValueReader.wrong(node, key, path, "keys with values");
    }

    private static Object several(ParameterizedType type, DocumentNode node, Place key, String path) {
        Type[] of = type.getActualTypeArguments();
        if (type.getRawType() == Map.class) {
            if (!(node instanceof Mapping mapping)) {
                throw ValueReader.wrong(node, key, path, "keys with values");
            }
            Map<String, Object> values = new LinkedHashMap<>();
            mapping.entries()
                    .forEach((name, entry) ->
                            values.put(name, value(of[1], entry.value(), entry.place(), path + "." + name)));
            return values;
        }
        if (!(node instanceof Sequence sequence)) {
            throw ValueReader.wrong(node, key, path, "a list");
        }
        List<Object> values = new ArrayList<>();
        for (DocumentNode item : sequence.items()) {
            values.add(value(of[0], item, item.place(), path + "[" + values.size() + "]"));
        }
        return type.getRawType() == Set.class ? set(values, sequence, path) : List.copyOf(values);
    }

    private static Set<Object> set(List<Object> values, Sequence sequence, String path) {
        Set<Object> set = new HashSet<>();
        for (int i = 0; i < values.size(); i++) {
            if (!set.add(values.get(i))) {
                throw sequence.items().get(i).place().faulty(path + " has " + values.get(i) + " twice");
            }
        }
        return Set.copyOf(set);
    }

    /** Where the component stands that the reason begins with; or, inside it, the key that the reason names. */
    private static Place place(Mapping mapping, String reason) {
        String[] words = reason.split("[^A-Za-z0-9_]+");
        Entry named = mapping.get(words[0]);
        if (named == null) {
            return mapping.place();
        }
        if (named.value() instanceof Mapping inner) {
            for (String word : words) {
                Entry key = inner.get(word);
                if (key != null) {
                    return key.place();
                }
            }
        }
        return named.place();
    }

    private static Object construct(
            Class<?> type, RecordComponent[] components, @Nullable Object[] values, Mapping mapping, String path) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                String reason = String.valueOf(refused.getMessage());
                throw place(mapping, reason).faulty(path + reason);
            }
            throw new IllegalStateException(type + " cannot be made", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }
}
