package dev.countermand.payment.webhook;

import dev.countermand.database.Hashing;
import dev.countermand.database.Sessions;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import dev.countermand.payment.news.NewsBook;
import dev.countermand.payment.provider.PaymentProvider;
import dev.countermand.payment.provider.PaymentProviders;
import dev.countermand.payment.provider.ProviderCall;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Takes what payment providers deliver: signature first, then age, then content. It is kept, each thing once, and answered;
 * what follows is a job, so a provider never waits for another call to themselves.
 */
@ApplicationScoped
class PaymentWebhooks {

    /** @param news in the delivery
     * @param stored those that were not told before
     */
    record Taken(int news, int stored) {}

    private final PaymentProviders providers;
    private final NewsBook book;
    private final Sessions sessions;
    private final InstantSource clock;

    PaymentWebhooks(PaymentProviders providers, NewsBook book, Sessions sessions, InstantSource clock) {
        this.providers = providers;
        this.book = book;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Refuses who is not known, not used, or cannot be told from others: nobody outside learns which could be. */
    PaymentProvider provider(String name) {
        return providers
                .named(name)
                .filter(PaymentProvider::tells)
                .orElseThrow(() -> Refusal.notFound("provider of webhooks").asException());
    }

    Uni<Taken> take(String name, ProviderCall call) {
        PaymentProvider provider = provider(name);
        Instant now = Timestamps.now(clock);
        return Hashing.over(call.body(), () -> provider.read(call, now))
                .chain(news -> sessions.inTransaction(() -> book.store(name, news, now))
                        .onFailure(Sessions::isTakenAlready)
                        .retry()
                        .atMost(1)
                        .map(stored -> new Taken(news.size(), stored)));
    }
}
