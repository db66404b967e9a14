package dev.countermand.erasure;

import dev.countermand.kernel.Timestamps;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long the law, or the defence against claims, wants what is a buyer's: counted from the end of an order. */
@ApplicationScoped
class LegalTimes {

    /** Of an appeal (A27): six months; a chargeback may come as late (A20a). */
    private static final Duration CLAIMS_AT_LEAST = Duration.ofDays(184);

    private final Duration claims;
    private final Duration books;
    private final InstantSource clock;

    LegalTimes(
            @ConfigProperty(name = "countermand.erasure.claims") Duration claims,
            @ConfigProperty(name = "countermand.erasure.books") Duration books,
            InstantSource clock) {
        this.claims = claims;
        this.books = books;
        this.clock = clock;
    }

    /** Refuses times that rules need longer: what is erased does not come back when the setting is put right. */
    void check(@Observes StartupEvent start) {
        if (claims.compareTo(CLAIMS_AT_LEAST) < 0) {
            throw new ConfigurationException(
                    "countermand.erasure.claims is " + claims + ": it must be at least " + CLAIMS_AT_LEAST + ".");
        }
        if (books.compareTo(claims) < 0) {
            throw new ConfigurationException("countermand.erasure.books is " + books
                    + ": it must be at least countermand.erasure.claims, " + claims + ".");
        }
    }

    /** No claims can be made about orders that ended up to then. */
    Instant claimsOver() {
        return Timestamps.now(clock).minus(claims);
    }

    /** Books of orders that ended up to then need not be proved. */
    Instant booksOver() {
        return Timestamps.now(clock).minus(books);
    }

    Duration claims() {
        return claims;
    }

    Duration books() {
        return books;
    }
}
