package dev.countermand.payment.refund;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What a refund is for, as JSON text. */
@Converter
@Immutable
public class RefundPurposesColumn implements AttributeConverter<@Nullable List<RefundPurpose>, @Nullable String> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable List<RefundPurpose> purposes) {
        try {
            return purposes == null ? null : JSON.writeValueAsString(purposes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What a refund is for must be writable as JSON", e);
        }
    }

    @Override
    public @Nullable List<RefundPurpose> convertToEntityAttribute(@Nullable String text) {
        try {
            return text == null ? null : JSON.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was written as JSON must be readable", e);
        }
    }
}
