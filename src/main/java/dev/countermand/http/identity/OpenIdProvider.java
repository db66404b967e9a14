package dev.countermand.http.identity;

import dev.countermand.kernel.Refusal;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The provider whose tokens are trusted. Until its keys are here, no token can be told from another: the service is not
 * ready, calls with a token get 503, and the keys are asked for from here alone, ever more seldom, whatever is called.
 * Once they are here, a provider that goes away takes nobody's access with it.
 */
@Singleton
class OpenIdProvider {

    private static final Logger LOG = Logger.getLogger(OpenIdProvider.class);
    private static final String ANY = "any";
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(10);

    private final TenantConfigBean tenants;
    private final InstantSource clock;
    private final BackOff backOff;

    OpenIdProvider(
            TenantConfigBean tenants,
            InstantSource clock,
            @ConfigProperty(name = "countermand.identity.longest-wait") Duration longestWait) {
        this.tenants = tenants;
        this.clock = clock;
        this.backOff = new BackOff(FIRST_WAIT, longestWait);
    }

    /** What is open, on purpose or because nobody has said otherwise, is said where nobody can miss it. */
    void atStart(
            @Observes StartupEvent start,
            @ConfigProperty(name = "quarkus.oidc.token.audience") Optional<List<String>> audience,
            @ConfigProperty(name = "quarkus.oidc.token.issuer") Optional<String> issuer) {
        if (!tenant().oidcConfig().tenantEnabled()) {
            return;
        }
        if (audience.isEmpty() || audience.get().contains(ANY)) {
            LOG.warn("OPEN TO TOKENS OF OTHER SERVICES: every token of the OpenID provider is taken, whatever it was"
                    + " issued for. Set QUARKUS_OIDC_TOKEN_AUDIENCE to this service's own audience.");
        }
        if (issuer.filter(ANY::equals).isPresent()) {
            LOG.warn("OPEN TO TOKENS OF OTHER ISSUERS: the issuer is not compared. Take QUARKUS_OIDC_TOKEN_ISSUER away,"
                    + " or set it to the issuer of your tokens.");
        }
    }

    boolean isReady() {
        return tenant().ready();
    }

    /** What a caller with a token is told as long as nobody can verify it. */
    static Refusal away() {
        return Refusal.unavailable("The OpenID provider has not been reached yet, so no token can be verified");
    }

    @Scheduled(
            identity = "openid-provider",
            every = "{countermand.identity.tick}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        Instant now = clock.instant();
        if (isReady() || !backOff.isDue(now)) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .deferred(() -> tenant().initialize())
                .ifNoItem()
                .after(LONGEST_ATTEMPT)
                .fail()
                .invoke(() -> LOG.info("The OpenID provider is here: tokens are verified from now on"))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "The OpenID provider is away (%s); the next attempt is in %d s",
                        failure, backOff.failed(clock.instant()).toSeconds()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private TenantConfigContext tenant() {
        return tenants.getDefaultTenant();
    }
}
