package dev.countermand.dispute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.dispute.state.DisputedUnits;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What a dispute is about as JSON text; null where it is about all that is left of the order. */
@Converter
@Immutable
public class AboutColumn implements AttributeConverter<@Nullable DisputedUnits, @Nullable String> {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** As it is kept. */
    @RegisterForReflection
    record Kept(@Nullable UUID shipment, Map<Integer, Integer> units) {}

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable DisputedUnits about) {
        try {
            return about == null
                    ? null
                    : JSON.writeValueAsString(about.parts().stream()
                            .map(part -> new Kept(part.shipment(), part.units()))
                            .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What a dispute is about must be writable as JSON", e);
        }
    }

    @Override
    public @Nullable DisputedUnits convertToEntityAttribute(@Nullable String text) {
        try {
            return text == null
                    ? null
                    : new DisputedUnits(List.of(JSON.readValue(text, Kept[].class)).stream()
                            .map(kept -> new DisputedUnits.Part(kept.shipment(), kept.units()))
                            .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was written as JSON must be readable", e);
        }
    }
}
