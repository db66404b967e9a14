package dev.countermand.cancellation.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The parts of a request as JSON text. */
@Converter
@Immutable
public class AskedUnitsColumn implements AttributeConverter<@Nullable AskedUnits, @Nullable String> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable AskedUnits units) {
        try {
            return units == null ? null : JSON.writeValueAsString(units.parts());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Parts must be writable as JSON", e);
        }
    }

    @Override
    public @Nullable AskedUnits convertToEntityAttribute(@Nullable String text) {
        try {
            return text == null ? null : AskedUnits.of(JSON.readValue(text, new TypeReference<>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was written as JSON must be readable", e);
        }
    }
}
