package dev.countermand.order.units;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A line's discounts as JSON text; null, where it has none. */
@Converter
@Immutable
public class DiscountsColumn implements AttributeConverter<@Nullable List<Discount>, @Nullable String> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable List<Discount> discounts) {
        try {
            return discounts == null ? null : JSON.writeValueAsString(discounts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Discounts must be writable as JSON", e);
        }
    }

    @Override
    public @Nullable List<Discount> convertToEntityAttribute(@Nullable String text) {
        try {
            return text == null ? null : JSON.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was written as JSON must be readable", e);
        }
    }
}
