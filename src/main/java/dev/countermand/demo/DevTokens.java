package dev.countermand.demo;

import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tokens for anybody, signed with this run's own key. */
@Singleton
@IfBuildProfile(anyOf = {"dev", "test"})
public class DevTokens {

    /** Who signs them; dev and test believe nobody else. */
    public static final String ISSUER = "https://countermand.dev/dev";

    static final Duration VALID_FOR = Duration.ofHours(24);

    private final Optional<String> signingKey;
    private final Set<String> audience;

    DevTokens(
            @ConfigProperty(name = SigningKeys.PROPERTY) Optional<String> signingKey,
            @ConfigProperty(name = "quarkus.oidc.token.audience") Set<String> audience) {
        this.signingKey = signingKey;
        this.audience = audience;
    }

    /**
     * A bearer token, good for a day by the machine's clock: whoever verifies it does not know the movable one.
     *
     * @return empty when tokens come from an OpenID provider
     */
    public Optional<String> sign(String subject, Set<String> roles) {
        return signingKey.map(key -> Jwt.issuer(ISSUER)
                .audience(audience)
                .subject(subject)
                .upn(subject)
                .groups(roles)
                .expiresIn(VALID_FOR)
                .sign(decode(key)));
    }

    private static PrivateKey decode(String key) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(SigningKeys.PROPERTY + " is not a PKCS #8 RSA key in Base64", e);
        }
    }
}
