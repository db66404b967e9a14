package dev.countermand.payment.provider;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Refusal;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object that a provider defines: fields we do not know are left alone. Paths are written {@code /like/this}. */
public record ProviderBody(JsonNode node) {

    /** Its own reader: the service's would read no tree without knowing all of it. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Empty for what is no JSON object. */
    public static Optional<ProviderBody> parse(byte[] body) {
        try {
            return Optional.of(JSON.readTree(body))
                    .filter(node -> node != null && node.isObject())
                    .map(ProviderBody::new);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What a webhook brought; refused when it is no JSON object. */
    public static ProviderBody required(byte[] body) {
        return parse(body)
                .orElseThrow(
                        () -> Refusal.invalid("body", "must be a JSON object").asException());
    }

    /** A text; null when it is not there, is empty, or is something else. */
    public @Nullable String text(String path) {
        JsonNode value = at(path);
        return value.isTextual() && !value.textValue().isBlank() ? value.textValue() : null;
    }

    public String textOr(String path, String otherwise) {
        String text = text(path);
        return text == null ? otherwise : text;
    }

    public String required(String path) {
        String text = text(path);
        if (text == null) {
            throw Refusal.invalid(path, "must be a text").asException();
        }
        return text;
    }

    /** A whole number, which must be there. */
    public long number(String path) {
        JsonNode value = at(path);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw Refusal.invalid(path, "must be a whole number").asException();
        }
        return value.longValue();
    }

    /** A currency that exists, in letters of either case. */
    public Currency currency(String path) {
        return Currency.inForce(required(path).toUpperCase(Locale.ROOT))
                .orElseThrow(() ->
                        Refusal.invalid(path, "must be a currency of ISO 4217").asException());
    }

    /** A key of ours that was given to the provider; null when it is none. */
    public @Nullable RefundKey key(String path) {
        return Optional.ofNullable(text(path)).flatMap(RefundKey::parse).orElse(null);
    }

    public ProviderBody object(String path) {
        return new ProviderBody(at(path));
    }

    /** The elements of a list; none when it is not there. */
    public Iterable<JsonNode> list(String path) {
        return at(path);
    }

    private JsonNode at(String path) {
        return node.at(JsonPointer.compile(path));
    }
}
