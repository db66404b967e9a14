package dev.countermand.cancellation.liability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The facts behind a liability as JSON text: their bytes are part of the record. */
@Converter
@Immutable
public class BecauseColumn implements AttributeConverter<@Nullable List<LiabilityFinding.Because>, @Nullable String> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable List<LiabilityFinding.Because> facts) {
        try {
            return facts == null ? null : JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Facts must be writable as JSON", e);
        }
    }

    @Override
    public @Nullable List<LiabilityFinding.Because> convertToEntityAttribute(@Nullable String text) {
        try {
            return text == null ? null : JSON.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was written as JSON must be readable", e);
        }
    }
}
