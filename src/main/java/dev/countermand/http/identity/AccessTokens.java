package dev.countermand.http.identity;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * What a verified token must be besides, checked once, where the caller's identity is made: a token to call with, and
 * one that says who calls. Nobody without a subject gets any further, so no code behind this has to ask.
 */
@ApplicationScoped
class AccessTokens implements SecurityIdentityAugmentor {

    /**
     * UUIDs, e-mail addresses, {@code seller-3}, {@code auth0|7c1f}: up to 255 visible ASCII characters, as OpenID
     * Connect has it, without quotation marks, angle brackets and backslashes.
     */
    static final Pattern SUBJECT = Pattern.compile("[!#-;=?-\\[\\]-~]{1,255}");

    /** Keycloak says what a token is in a claim: {@code ID}, {@code Refresh}, {@code Offline}, {@code Logout}. */
    private static final String TYPE = "typ";

    private static final String ACCESS = "Bearer";

    /** Only tokens that tell an application who has logged in or out carry one of these. */
    private static final Set<String> OF_ID_TOKENS = Set.of("at_hash", "c_hash", "s_hash", "nonce", "events");

    private final String subjectClaim;

    AccessTokens(@ConfigProperty(name = "quarkus.oidc.token.principal-claim") String subjectClaim) {
        this.subjectClaim = subjectClaim;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous()) {
            return Uni.createFrom().item(identity);
        }
        Optional<TokenFault> fault =
                identity.getPrincipal() instanceof JsonWebToken claims ? fault(claims) : Optional.of(TokenFault.OTHER);
        return fault.isEmpty()
                ? Uni.createFrom().item(identity)
                : Uni.createFrom().failure(fault.get().asException());
    }

    private Optional<TokenFault> fault(JsonWebToken claims) {
        if (!isAccessToken(claims)) {
            return Optional.of(TokenFault.NO_ACCESS_TOKEN);
        }
        return isSubject(claims.getClaim(subjectClaim)) ? Optional.empty() : Optional.of(TokenFault.NO_SUBJECT);
    }

    /** A provider that names the type is believed; of others, what only ID tokens have gives them away. */
    private static boolean isAccessToken(JsonWebToken claims) {
        Object type = claims.getClaim(TYPE);
        return type == null
                ? OF_ID_TOKENS.stream().noneMatch(claims::containsClaim)
                : type instanceof String name && name.equalsIgnoreCase(ACCESS);
    }

    static boolean isSubject(@Nullable Object claim) {
        return claim instanceof String subject && SUBJECT.matcher(subject).matches();
    }
}
