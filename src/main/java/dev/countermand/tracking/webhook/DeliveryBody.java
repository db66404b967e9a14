package dev.countermand.tracking.webhook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.countermand.kernel.Iso8601;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Sha256;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An object of a body that somebody else defines: fields we do not know are left alone. */
record DeliveryBody(JsonNode node) {

    /** Its own reader: the service's would read no tree without knowing all of it. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Scans of one parcel; nobody has ever seen a tenth of it. */
    private static final int LIST_AT_MOST = 1_000;

    /** Of the year 9999: what is later is no time. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private static final Pattern ID = Pattern.compile("[\\x21-\\x7E]{1,128}");

    static DeliveryBody of(byte[] body) {
        JsonNode node;
        try {
            node = JSON.readTree(body);
        } catch (IOException e) {
            throw Refusal.invalid("body", "must be JSON").asException();
        }
        if (!node.isObject()) {
            throw Refusal.invalid("body", "must be a JSON object").asException();
        }
        return new DeliveryBody(node);
    }

    /** The delivery's id; for a body that has none, what nobody can change without changing the body. */
    String idOr(String field, byte[] body) {
        String id = text(field);
        if (id == null) {
            return "sha256:" + Sha256.hex(body);
        }
        if (!ID.matcher(id).matches()) {
            throw Refusal.invalid(field, "must be 1 to 128 visible ASCII characters")
                    .asException();
        }
        return id;
    }

    /** A text; null when it is not there, or is something else. */
    @Nullable
    String text(String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? value.textValue() : null;
    }

    @Nullable
    String either(String field, String older) {
        String text = text(field);
        return text == null ? text(older) : text;
    }

    String required(String field) {
        String text = text(field);
        if (text == null || text.isBlank()) {
            throw Refusal.invalid(field, "must be a text").asException();
        }
        return text;
    }

    DeliveryBody object(String field) {
        return new DeliveryBody(typed(field, JsonNodeType.OBJECT, "must be an object"));
    }

    /** The elements of a list, which may be missing. */
    Iterable<JsonNode> list(String field) {
        if (node.path(field).isMissingNode() || node.path(field).isNull()) {
            return List.of();
        }
        JsonNode list = typed(field, JsonNodeType.ARRAY, "must be a list");
        if (list.size() > LIST_AT_MOST) {
            throw Refusal.invalid(field, "must not have more than " + LIST_AT_MOST + " elements")
                    .asException();
        }
        return list;
    }

    private JsonNode typed(String field, JsonNodeType type, String otherwise) {
        JsonNode value = node.path(field);
        if (value.getNodeType() != type) {
            throw Refusal.invalid(field, otherwise).asException();
        }
        return value;
    }

    /** A moment with its offset, which must be there. */
    Instant requiredMoment(String field) {
        return given(field, moment(field));
    }

    /** A moment with its offset; null when it is not there. */
    @Nullable
    Instant moment(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        try {
            return Iso8601.instant(text);
        } catch (DateTimeException e) {
            throw Refusal.invalid(field, Iso8601.INSTANT_MESSAGE).asException();
        }
    }

    /** Seconds since 1970, which must be there. */
    Instant requiredSeconds(String field) {
        JsonNode value = given(field, node.get(field));
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 0
                || value.longValue() > LAST_SECOND) {
            throw Refusal.invalid(field, "must be seconds since 1970").asException();
        }
        return Instant.ofEpochSecond(value.longValue());
    }

    private static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw Refusal.invalid(field, "must be given").asException();
        }
        return value;
    }
}
