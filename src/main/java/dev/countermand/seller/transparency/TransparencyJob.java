package dev.countermand.seller.transparency;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.database.Faults;
import dev.countermand.database.Sessions;
import dev.countermand.kernel.Iso8601;
import dev.countermand.payment.provider.client.ProviderClients;
import dev.countermand.policy.catalogue.Policies;
import dev.countermand.seller.SanctionReader;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The shell around {@link StatementExports}: whether statements leave at all, and when. */
@ApplicationScoped
class TransparencyJob {

    private static final Logger LOG = Logger.getLogger(TransparencyJob.class);

    /** Where statements go; each of them is left out where they stay in the house. */
    private record Settings(Optional<URI> url, Optional<String> token, Optional<String> since) {

        /** Refuses half a configuration: statements would stay, and nobody would know. */
        boolean complete() {
            if (url.isEmpty()) {
                return false;
            }
            if (token.isEmpty() || since.isEmpty()) {
                throw new IllegalStateException("countermand.transparency.url needs countermand.transparency.token and"
                        + " countermand.transparency.since");
            }
            return true;
        }
    }

    private final @Nullable StatementExports exports;

    TransparencyJob(
            @ConfigProperty(name = "countermand.transparency.url") Optional<URI> url,
            @ConfigProperty(name = "countermand.transparency.token") Optional<String> token,
            @ConfigProperty(name = "countermand.transparency.since") Optional<String> since,
            @ConfigProperty(name = "countermand.transparency.terms-url") Optional<String> termsUrl,
            @ConfigProperty(name = "countermand.transparency.territory") Optional<List<String>> territory,
            @ConfigProperty(name = "countermand.jobs.call-limit") Duration callLimit,
            ExportQueue queue,
            SanctionReader sanctions,
            Policies policies,
            Sessions sessions,
            ObjectMapper json,
            InstantSource clock) {
        Settings settings = new Settings(url, token.filter(text -> !text.isBlank()), since);
        this.exports = settings.complete()
                ? new StatementExports(
                        new StatementExports.Destination(
                                ProviderClients.at(url.orElseThrow(), callLimit, TransparencyClient.class),
                                settings.token().orElseThrow(),
                                Iso8601.instant(since.orElseThrow()),
                                new TransparencyForm.Terms(termsUrl, territory.orElse(List.of()))),
                        queue,
                        sanctions,
                        policies,
                        sessions,
                        json,
                        clock)
                : null;
    }

    @Scheduled(
            identity = "transparency",
            every = "{countermand.transparency.tick}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        if (exports == null) {
            return Uni.createFrom().voidItem();
        }
        return exports.send()
                .onFailure()
                .invoke(failure -> Faults.error(LOG, failure, "Statements of reasons could not be sent"))
                .onFailure()
                .recoverWithNull();
    }
}
