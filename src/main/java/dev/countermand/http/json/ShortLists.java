package dev.countermand.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.type.CollectionType;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a list at the first element too many, before the rest is read or any element is validated: a megabyte has room
 * for 340,000 empty ones. The limit is the {@code @Size} of the property, said once for reading, validating and the
 * contract.
 */
final class ShortLists extends BeanDeserializerModifier {

    /** Of a list whose property says nothing, such as a body that is a list: as many as the longest that any call takes. */
    static final int AT_MOST = 500;

    private static final long serialVersionUID = 1L;

    @Override
    public JsonDeserializer<?> modifyCollectionDeserializer(
            DeserializationConfig config,
            CollectionType type,
            BeanDescription description,
            JsonDeserializer<?> deserializer) {
        return type.getRawClass().isAssignableFrom(ArrayList.class)
                ? new Counting(deserializer, new Bounds(0, AT_MOST))
                : deserializer;
    }

    /** What a list may hold. */
    private record Bounds(int min, int max) implements Serializable {

        String inWords() {
            return "size must be between " + min + " and " + max;
        }
    }

    /** Too many elements; says it as the constraint does. */
    static final class TooLong extends MismatchedInputException {

        private static final long serialVersionUID = 1L;

        TooLong(JsonParser parser, String message) {
            super(parser, message, List.class);
        }
    }

    private static final class Counting extends DelegatingDeserializer {

        private static final long serialVersionUID = 1L;

        private final Bounds size;

        Counting(JsonDeserializer<?> list, Bounds size) {
            super(list);
            this.size = size;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> list) {
            return new Counting(list, size);
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
                throws JsonMappingException {
            JsonDeserializer<?> list = context.handleSecondaryContextualization(
                    getDelegatee(),
                    property,
                    context.constructType(getDelegatee().handledType()));
            Size said = property == null ? null : property.getAnnotation(Size.class);
            return new Counting(list, said == null ? size : new Bounds(said.min(), said.max()));
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.isExpectedStartArrayToken()) {
                return super.deserialize(parser, context);
            }
            Elements elements = new Elements(size.max());
            try {
                return super.deserialize(parser, context, elements);
            } catch (JsonMappingException | IllegalStateException e) {
                if (elements.overfull) {
                    throw new TooLong(parser, size.inWords());
                }
                throw e;
            }
        }
    }

    /** Takes no more than it may hold. */
    private static final class Elements extends ArrayList<Object> {

        private static final long serialVersionUID = 1L;

        private final int atMost;
        private boolean overfull;

        Elements(int atMost) {
            this.atMost = atMost;
        }

        @Override
        public boolean add(Object element) {
            if (size() == atMost) {
                overfull = true;
                throw new IllegalStateException("no more than " + atMost);
            }
            return super.add(element);
        }
    }
}
