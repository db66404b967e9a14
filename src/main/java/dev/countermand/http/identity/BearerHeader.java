package dev.countermand.http.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form of an {@code Authorization} header, looked at before anything is verified, so that whoever verifies meets
 * signed JWTs only: one header, the scheme {@code Bearer}, and three parts in Base64 of which the first two are objects
 * in JSON.
 */
final class BearerHeader {

    private static final Pattern FORM =
            Pattern.compile("(?i:Bearer) ([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.[A-Za-z0-9_-]+");

    /** Access tokens with and without RFC 9068; logout tokens, proofs and the like say what they are, too. */
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private BearerHeader() {}

    /** What is wrong with these headers of a request, of which there is at least one. */
    static Optional<TokenFault> fault(List<String> headers) {
        if (headers.size() > 1) {
            return Optional.of(TokenFault.SEVERAL_HEADERS);
        }
        String header = headers.getFirst();
        if (!header.regionMatches(true, 0, "Bearer", 0, "Bearer".length())) {
            return Optional.of(TokenFault.OTHER_SCHEME);
        }
        Matcher parts = FORM.matcher(header);
        return parts.matches() ? fault(parts.group(1), parts.group(2)) : Optional.of(TokenFault.MALFORMED);
    }

    private static Optional<TokenFault> fault(String header, String claims) {
        try {
            JsonNode head = decoded(header);
            if (!head.path("alg").isTextual() || !decoded(claims).isObject()) {
                return Optional.of(TokenFault.MALFORMED);
            }
            String type = head.path("typ").asText("JWT").toLowerCase(Locale.ROOT);
            return TYPES.contains(type) ? Optional.empty() : Optional.of(TokenFault.NO_ACCESS_TOKEN);
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return Optional.of(TokenFault.MALFORMED);
        }
    }

    private static JsonNode decoded(String part) throws JsonProcessingException {
        return JSON.readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
