package dev.countermand.api;

import static dev.countermand.api.Tokens.with;
import static dev.countermand.api.Tokens.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.demo.DevTokens;
import dev.countermand.demo.SigningKeys;
import dev.countermand.http.identity.Permission;
import dev.countermand.http.identity.Permission.Reach;
import dev.countermand.http.identity.Permissions;
import dev.countermand.kernel.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Who gets in, at every endpoint of the contract: what a token must be, and what each role may call. */
@QuarkusTest
class CallersTest {

    /** Whoever calls them signs what they say. */
    private static final Set<String> SIGNED =
            Set.of("POST /v1/webhooks/{provider}", "POST /v1/webhooks/payments/{provider}");

    private static final Map<String, Object> GOOD = Tokens.claims(DevTokens.ISSUER, "somebody-1", "buyer", "lead");

    private final Contract contract = Contract.published();

    @ConfigProperty(name = SigningKeys.PROPERTY)
    String signingKey;

    @ConfigProperty(name = "quarkus.oidc.public-key")
    String publicKey;

    @Test
    void eachRoleMayMakeItsCallsAndNoOther() {
        for (Permission permission : Permissions.ALL) {
            for (Role role : Role.values()) {
                if (role == Role.SYSTEM || SIGNED.contains(permission.call())) {
                    continue;
                }
                int status = call(permission, Http.as("nobody-1", role.token())).statusCode();
                if (permission.reach().containsKey(role)) {
                    assertThat(status)
                            .as(permission.call() + " as " + role)
                            .isNotIn(401, 403)
                            .isLessThan(500);
                } else {
                    assertThat(status).as(permission.call() + " as " + role).isEqualTo(403);
                }
            }
        }
    }

    /** A party that reaches only its own meets 404 at another's order, where the others find it. */
    @Test
    void eachRoleReachesAsFarAsTheTableSays() {
        String order = Market.open().paid();
        for (Permission permission : Permissions.ALL) {
            if (!permission.call().matches("GET /v1/orders/\\{id}.*")) {
                continue;
            }
            permission
                    .reach()
                    .forEach((role, reach) -> Http.as("nobody-1", role.token())
                            .get(permission.call().replace("GET ", "").replace("{id}", order))
                            .then()
                            .statusCode(reach == Reach.OWN ? 404 : 200));
        }
    }

    /** C1, M1: at every endpoint, however often it is sent. */
    @Test
    void nobodyGetsInWithATokenThatIsNotForThisOrNamesNobody() {
        Map<String, String> tokens = refusedTokens();
        for (Permission permission : Permissions.ALL) {
            if (SIGNED.contains(permission.call())) {
                continue;
            }
            tokens.forEach((kind, token) -> {
                for (int time = 0; time < 2; time++) {
                    isRefused(
                            call(permission, Http.anonymous().header("Authorization", "Bearer " + token)),
                            permission.call() + " with " + kind);
                }
            });
            isRefused(call(permission, Http.anonymous()), permission.call() + " without a token");
        }
    }

    /** The same token, with nothing wrong, is let in: what is refused above is refused for what was changed. */
    @Test
    void theTokenOfWhichTheOthersAreMadeIsGood() {
        PrivateKey key = Tokens.key(signingKey);
        for (Map<String, Object> claims : List.of(
                GOOD,
                with(GOOD, "typ", "Bearer"),
                // Keycloak before 24 copied the nonce into access tokens, which say what they are.
                with(with(GOOD, "typ", "Bearer"), "nonce", "n-1"),
                with(GOOD, "aud", List.of("account", Tokens.AUDIENCE)),
                with(GOOD, "sub", "7f1c2f1e-2f0b-4a3e-9d6c-0a8a7b6c5d4e"),
                with(GOOD, "sub", "anna@example.org"))) {
            for (int time = 0; time < 2; time++) {
                Http.anonymous()
                        .header("Authorization", "Bearer " + Tokens.signed(claims, key))
                        .get("/v1/cancellations")
                        .then()
                        .statusCode(200);
            }
        }
    }

    /** Whatever a provider puts into its claims, the answer is no fault of ours. */
    @Test
    void oddClaimsAreNoFault() {
        PrivateKey key = Tokens.key(signingKey);
        for (String name : List.of("groups", "sub", "aud", "iss", "iat", "exp", "nbf", "typ", "upn", "jti", "scope")) {
            for (Object value : List.of(
                    "",
                    "buyer lead",
                    7,
                    -1,
                    Long.MAX_VALUE,
                    1e300,
                    true,
                    List.of(),
                    List.of(7, true),
                    List.of(List.of("lead")),
                    Map.of("a", Map.of()),
                    "\0",
                    "x".repeat(3_000))) {
                String token = Tokens.signed(with(GOOD, name, value), key);
                assertThat(Http.anonymous()
                                .header("Authorization", "Bearer " + token)
                                .get("/v1/cancellations")
                                .statusCode())
                        .as(name + " = " + value)
                        .isIn(200, 401, 403);
            }
        }
    }

    private Map<String, String> refusedTokens() {
        PrivateKey key = Tokens.key(signingKey);
        Map<String, Map<String, Object>> claims = new LinkedHashMap<>();
        claims.put("roles alone", Map.of("groups", List.of("buyer")));
        claims.put("no subject", without(GOOD, "sub"));
        claims.put("no subject, but other names", with(without(GOOD, "sub"), "upn", "anna"));
        claims.put("subject null", with(GOOD, "sub", null));
        claims.put("subject empty", with(GOOD, "sub", ""));
        claims.put("subject blank", with(GOOD, "sub", " "));
        claims.put("subject with a NUL", with(GOOD, "sub", "anna\0"));
        claims.put("subject a number", with(GOOD, "sub", 7));
        claims.put("subject a list", with(GOOD, "sub", List.of("anna")));
        claims.put("subject too long", with(GOOD, "sub", "x".repeat(256)));
        claims.put("no audience", without(GOOD, "aud"));
        claims.put("another audience", with(GOOD, "aud", List.of("account", "countermand-2")));
        claims.put("no issuer", without(GOOD, "iss"));
        claims.put("another issuer", with(GOOD, "iss", "https://sso.example.org/realms/other"));
        claims.put("an ID token of Keycloak", with(GOOD, "typ", "ID"));
        claims.put("a refresh token", with(GOOD, "typ", "Refresh"));
        claims.put("a logout token", with(GOOD, "events", Map.of("backchannel-logout", Map.of())));
        claims.put("an ID token by its at_hash", with(GOOD, "at_hash", "x"));
        claims.put("an ID token by its nonce", with(GOOD, "nonce", "x"));
        claims.put("expired", with(GOOD, "exp", Instant.now().minusSeconds(60).getEpochSecond()));
        claims.put("without an end", without(GOOD, "exp"));

        Map<String, String> tokens = new LinkedHashMap<>();
        claims.forEach((kind, each) -> tokens.put(kind, Tokens.signed(each, key)));
        tokens.put(
                "another key",
                Tokens.signed(GOOD, Tokens.key(SigningKeys.generate().privateKey())));
        tokens.put("no signature", Tokens.content(Map.of("alg", "none"), GOOD) + ".");
        tokens.put("no algorithm", Tokens.content(Map.of("alg", "none"), GOOD) + ".c2ln");
        tokens.put("the public key as a secret", signedWithThePublicKey());
        tokens.put(
                "a logout token by its header", Tokens.signed(Map.of("alg", "RS256", "typ", "logout+jwt"), GOOD, key));
        return tokens;
    }

    private String signedWithThePublicKey() {
        try {
            String content = Tokens.content(Map.of("alg", "HS256"), GOOD);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(publicKey.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return content + "." + Tokens.base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static void isRefused(Response response, String what) {
        assertThat(response.statusCode()).as(what).isEqualTo(401);
        assertThat(response.contentType()).as(what).startsWith("application/problem+json");
        assertThat(response.header("WWW-Authenticate")).as(what).isEqualTo("Bearer");
    }

    /** Makes the call at an address that is well-formed and leads nowhere, with a body that nobody wants. */
    private Response call(Permission permission, RequestSpecification as) {
        String[] parts = permission.call().split(" ", 2);
        Iterator<String> types = contract.document()
                .path("paths")
                .path(parts[1])
                .path(parts[0].toLowerCase(Locale.ROOT))
                .path("requestBody")
                .path("content")
                .fieldNames();
        String type = types.hasNext() ? types.next() : "application/json";
        String path = parts[1].replaceAll("\\{\\w+}", "none-of-this-name");
        if (type.startsWith("multipart/")) {
            as.contentType(type).multiPart("file", "a.txt", new byte[] {1});
        } else if (!parts[0].equals("GET")) {
            as.contentType(type).body("\"x\"".getBytes(StandardCharsets.UTF_8));
        }
        // A stream that is opened does not end: this is no event of one, and nothing to all others.
        return as.header("Last-Event-ID", "none-of-this-name").request(parts[0], path);
    }
}
