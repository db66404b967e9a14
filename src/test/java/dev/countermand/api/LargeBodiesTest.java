package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Context;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing above 16 KiB is hashed on an event loop: every digest of this JVM is watched. */
@QuarkusTest
class LargeBodiesTest {

    private static final int LARGE = 16 * 1024;

    /** Of each digest above the limit: whether it was made on an event loop. */
    private static final Queue<Boolean> LARGE_DIGESTS = new ConcurrentLinkedQueue<>();

    private final Market market = Market.open();

    @BeforeEach
    void watch() {
        LARGE_DIGESTS.clear();
        Security.insertProviderAt(new Watching(), 1);
    }

    @AfterEach
    void leave() {
        Security.removeProvider(Watching.NAME);
    }

    @Test
    void ofADocument() {
        String order = market.paid();
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        String shipment = market.order(order).getString("shipments[0].id");
        byte[] content = Papers.pdfOf(1 << 20);
        Http.as(market.seller, "seller")
                .contentType("multipart/form-data")
                .multiPart("file", "receipt.pdf", content)
                .post("/v1/shipments/" + shipment + "/evidence")
                .then()
                .statusCode(201);
        assertThat(LARGE_DIGESTS).isNotEmpty().containsOnly(false);
    }

    @Test
    void ofABatchOfEventsSentUnderAKey() {
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Map<String, Object> event = new HashMap<>();
            event.put("id", Market.fresh("event"));
            event.put("carrier", "ups");
            event.put("trackingNumber", Market.trackingNumber());
            event.put("status", "ACCEPTED");
            event.put("occurredAt", Http.now().toString());
            event.put("description", "as told");
            events.add(event);
        }
        String key = Market.fresh("key");
        for (int i = 0; i < 2; i++) {
            Http.as("carriers", "service")
                    .header("Idempotency-Key", key)
                    .body(events)
                    .post("/v1/carrier-events")
                    .then()
                    .statusCode(200);
        }
        assertThat(LARGE_DIGESTS).hasSizeGreaterThanOrEqualTo(2).containsOnly(false);
    }

    @Test
    void ofAnOrderWithManyLines() {
        String id = Market.fresh("order");
        Map<String, Object> order = new HashMap<>(Market.orderBody(id, "buyer-1", "seller-1"));
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lines.add(Map.of("sku", "sku-" + i, "title", "x".repeat(100), "quantity", 1, "unitPrice", "1.00"));
        }
        order.put("lines", lines);
        Http.as("shop", "service").body(order).post("/v1/orders").then().statusCode(201);
        Http.as("shop", "service").body(order).post("/v1/orders").then().statusCode(200);
        assertThat(LARGE_DIGESTS).hasSizeGreaterThanOrEqualTo(2).containsOnly(false);
    }

    /** One without an id is known by its hash. */
    @Test
    void ofAWebhook() {
        String[] details = new String[300];
        Arrays.fill(details, "in_transit/arrived_at_facility");
        Instant now = Http.now();
        JsonObject event =
                Webhooks.tracker("none", now, Market.trackingNumber(), now.minusSeconds(3600L * 301), details);
        event.remove("id");
        Webhooks.easypost(event).then().statusCode(200);
        assertThat(LARGE_DIGESTS).isNotEmpty().containsOnly(false);
    }

    /** Makes digests as the JVM does, and writes down where the large ones were made. */
    private static final class Watching extends Provider {

        private static final long serialVersionUID = 1L;
        static final String NAME = "Watching";

        Watching() {
            super(NAME, "1", "Watches where large contents are hashed");
            put("MessageDigest.SHA-256", Watched.class.getName());
        }
    }

    /** One digest. */
    public static final class Watched extends MessageDigestSpi {

        private final MessageDigest digest;
        private long bytes;

        public Watched() throws NoSuchAlgorithmException {
            digest = MessageDigest.getInstance("SHA-256", Security.getProvider("SUN"));
        }

        @Override
        protected void engineUpdate(byte input) {
            digest.update(input);
            bytes++;
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            digest.update(input, offset, length);
            bytes += length;
        }

        @Override
        protected byte[] engineDigest() {
            if (bytes > LARGE) {
                LARGE_DIGESTS.add(Context.isOnEventLoopThread());
            }
            bytes = 0;
            return digest.digest();
        }

        @Override
        protected void engineReset() {
            bytes = 0;
            digest.reset();
        }

        @Override
        protected int engineGetDigestLength() {
            return digest.getDigestLength();
        }
    }
}
