package dev.countermand.http.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.countermand.http.Problem;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a bearer token's signature once, not with every call: people send the same token for minutes, and checking
 * it costs more than reading their request. What was verified is remembered for a short while and never beyond the
 * token's own end; what was refused is not remembered, and leaves a line in the log. The OIDC extension does all the
 * verifying, {@link AccessTokens} what is asked for besides.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class RememberedTokens implements HttpAuthenticationMechanism {

    /** How long a token is good whose key has been forgotten since. */
    static final Duration AT_MOST = Duration.ofMinutes(1);

    /** All that are remembered together, in characters. */
    private static final long MOST_CHARACTERS = 16L * 1024 * 1024;

    private final OidcAuthenticationMechanism oidc;
    private final OpenIdProvider provider;
    private final RefusedTokens refused;
    private final InstantSource clock;
    private final Cache<String, Verified> verified;

    RememberedTokens(
            OidcAuthenticationMechanism oidc, OpenIdProvider provider, RefusedTokens refused, InstantSource clock) {
        this.oidc = oidc;
        this.provider = provider;
        this.refused = refused;
        this.clock = clock;
        this.verified = Caffeine.newBuilder()
                .maximumWeight(MOST_CHARACTERS)
                .weigher((String token, Verified one) -> token.length())
                .expireAfter(Expiry.creating((String token, Verified one) -> one.goodFor()))
                .build();
    }

    private record Verified(SecurityIdentity identity, Duration goodFor) {}

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        String header = request.request().getHeader("Authorization");
        if (header == null) {
            return Uni.createFrom().nullItem();
        }
        Verified known = verified.getIfPresent(header);
        if (known != null) {
            return Uni.createFrom().item(known.identity());
        }
        if (!provider.isReady()) {
            return Uni.createFrom().failure(OpenIdProvider.away().asException());
        }
        return Uni.createFrom()
                .deferred(() -> oidc.authenticate(request, providers))
                .invoke(identity -> remember(header, identity))
                .onFailure()
                .invoke(failure -> refused.note(request, TokenFault.of(failure)))
                // Whatever else a token makes the verifier throw says the same of the token.
                .onFailure(failure -> !(failure instanceof AuthenticationFailedException))
                .transform(AuthenticationFailedException::new);
    }

    /** Whether this header's token was good a moment ago. */
    public boolean knows(@Nullable String authorization) {
        return authorization != null && verified.getIfPresent(authorization) != null;
    }

    private void remember(String token, @Nullable SecurityIdentity identity) {
        if (identity != null && identity.getPrincipal() instanceof JsonWebToken claims) {
            // The clock of dev and test is moved ahead only: then less is remembered than could be.
            Duration left = Duration.between(clock.instant(), Instant.ofEpochSecond(claims.getExpirationTime()));
            if (left.isPositive()) {
                verified.put(
                        token, new Verified(withoutRequest(identity), left.compareTo(AT_MOST) < 0 ? left : AT_MOST));
            }
        }
    }

    /** Who it is and in which roles; the extension's own identity holds on to the request that brought it. */
    private static SecurityIdentity withoutRequest(SecurityIdentity identity) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addRoles(identity.getRoles())
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(new ChallengeData(401, HttpHeaders.WWW_AUTHENTICATE, Problem.CHALLENGE));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
        return oidc.getCredentialTransport(request);
    }
}
