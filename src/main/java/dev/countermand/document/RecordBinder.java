package dev.countermand.document;

import dev.countermand.document.DocumentNode.Entry;
import dev.countermand.document.DocumentNode.Mapping;
import dev.countermand.document.DocumentNode.Scalar;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of a mapping, strictly: every component must be there and nothing else. A component marked
 * {@link Nullable} is written {@code none} where there is none: what was forgotten is not taken for that. What a record's own
 * constructor refuses is reported where the component stands that its message begins with.
 */
public final class RecordBinder {

    private static final String NONE = "none";

    private RecordBinder() {}

    /**
     * @throws RuntimeException as the document's {@link Source} refuses: file, line and reason of the first fault
     */
    public static <T extends Record> T bind(Class<T> type, Mapping document) {
        return type.cast(bind(type, Fields.of(document)));
    }

    private static Object bind(Class<?> type, Fields fields) {
        RecordComponent[] components = type.getRecordComponents();
        fields.allowing(Arrays.stream(components).map(RecordComponent::getName).toList());
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = component(components[i], fields);
        }
        return construct(type, components, values, fields);
    }

    private static @Nullable Object component(RecordComponent component, Fields fields) {
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        Value value = fields.find(component.getName());
        if (nullable && value == null) {
            throw fields.faulty(fields.path() + component.getName() + " is missing; write none, if there is none");
        }
        if (nullable && value != null && isNone(value.node())) {
            return null;
        }
        return value(component.getGenericType(), fields.get(component.getName()));
    }

    /** Also as JSON has it, in which the database keeps policies; nothing at all behind a key is a slip. */
    private static boolean isNone(DocumentNode node) {
        return node instanceof Scalar scalar
                && switch (scalar.kind()) {
                    case TEXT -> scalar.text().equals(NONE);
                    case NOTHING -> !scalar.text().isBlank();
                    case WHOLE_NUMBER, DECIMAL, FLAG, OTHER -> false;
                };
    }

    private static Object value(Type type, Value value) {
        if (type instanceof ParameterizedType generic) {
            return several(generic, value);
        }
        Class<?> single = (Class<?>) type;
        return single.isRecord() ? bind(single, value.fields()) : ValueReader.read(single, value);
    }

    private static Object several(ParameterizedType type, Value value) {
        Type[] of = type.getActualTypeArguments();
        if (type.getRawType() == Map.class) {
            Map<String, Object> values = new LinkedHashMap<>();
            value.byKey().forEach((name, inner) -> values.put(name, value(of[1], inner)));
            return values;
        }
        List<Value> items = value.items();
        List<Object> values = items.stream().map(item -> value(of[0], item)).toList();
        return type.getRawType() == Set.class ? set(values, items, value.path()) : values;
    }

    private static Set<Object> set(List<Object> values, List<Value> items, String path) {
        Set<Object> set = new HashSet<>();
        for (int i = 0; i < values.size(); i++) {
            if (!set.add(values.get(i))) {
                throw items.get(i).place().faulty(path + " has " + values.get(i) + " twice");
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
            Class<?> type, RecordComponent[] components, @Nullable Object[] values, Fields fields) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                String reason = String.valueOf(refused.getMessage());
                throw place(fields.mapping(), reason).faulty(fields.path() + reason);
            }
            throw new IllegalStateException(type + " cannot be made", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }
}
