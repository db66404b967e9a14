package dev.countermand.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens as a provider could sign them, good ones and others. */
public final class Tokens {

    /** What the service is called in the tokens of tests. */
    public static final String AUDIENCE = "countermand";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration VALID_FOR = Duration.ofHours(1);

    private Tokens() {}

    /** The claims of a good token; to be changed. */
    public static Map<String, Object> claims(String issuer, String subject, String... roles) {
        Instant now = Instant.now();
        return new HashMap<>(Map.of(
                "iss",
                issuer,
                "aud",
                AUDIENCE,
                "sub",
                subject,
                "groups",
                List.of(roles),
                "iat",
                now.getEpochSecond(),
                "exp",
                now.plus(VALID_FOR).getEpochSecond()));
    }

    /** These claims with this one instead. */
    public static Map<String, Object> with(Map<String, Object> claims, String name, @Nullable Object value) {
        Map<String, Object> changed = new HashMap<>(claims);
        changed.put(name, value);
        return changed;
    }

    /** These claims without these. */
    public static Map<String, Object> without(Map<String, Object> claims, String... names) {
        Map<String, Object> changed = new HashMap<>(claims);
        Arrays.asList(names).forEach(changed::remove);
        return changed;
    }

    /** Signed with RS256. */
    public static String signed(Map<String, ?> claims, PrivateKey key) {
        return signed(Map.of("alg", "RS256", "typ", "JWT"), claims, key);
    }

    /** Signed with RS256, whatever the header says. */
    public static String signed(Map<String, ?> header, Map<String, ?> claims, PrivateKey key) {
        try {
            String content = content(header, claims);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The first two parts. */
    public static String content(Map<String, ?> header, Map<String, ?> claims) {
        try {
            return base64(JSON.writeValueAsBytes(header)) + "." + base64(JSON.writeValueAsBytes(claims));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    public static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A key as {@code SigningKeys} writes it. */
    public static PrivateKey key(String pkcs8) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pkcs8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
