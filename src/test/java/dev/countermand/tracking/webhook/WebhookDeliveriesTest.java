package dev.countermand.tracking.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.api.Http;
import dev.countermand.api.Market;
import dev.countermand.kernel.Timestamps;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** What was taken is remembered as long as its time stamp would let it in, and no longer. */
@QuarkusTest
class WebhookDeliveriesTest {

    @Inject
    WebhookDeliveries deliveries;

    @Inject
    InstantSource clock;

    @Test
    void oldDeliveriesAreForgotten() {
        String old = Market.fresh("evt");
        take(old);
        Http.advance(Duration.ofDays(3));
        String fresh = Market.fresh("evt");
        take(fresh);
        deliveries.purge().await().indefinitely();
        assertThat(isTaken(old)).as("it could still be played again").isTrue();

        Http.advance(Duration.ofMinutes(6));
        deliveries.purge().await().indefinitely();
        assertThat(isTaken(old)).isFalse();
        assertThat(isTaken(fresh)).isTrue();
    }

    private void take(String id) {
        // Two of one delivery at once both get here.
        deliveries.taken("easypost", id, Timestamps.now(clock)).await().indefinitely();
        deliveries.taken("easypost", id, Timestamps.now(clock)).await().indefinitely();
    }

    private boolean isTaken(String id) {
        return deliveries.isTaken("easypost", id).await().indefinitely();
    }
}
