package dev.countermand.prod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.demo.SigningKeys;
import dev.countermand.prod.Client.Call;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A replica that is told to end: not ready within a second, at work until everybody has noticed, closed to calls after
 * that, and gone when the last one is done. An import that it is in the middle of goes on elsewhere.
 */
class DepartureIT {

    private static final Duration DELAY = Duration.ofSeconds(4);
    private static final Duration NOT_READY_WITHIN = Duration.ofSeconds(1);
    private static final int SOCKET_MILLIS = 15_000;

    @Test
    void itLeavesWithoutLosingACall() throws Exception {
        SigningKeys keys = SigningKeys.generate();
        try (ProductionDatabase database = ProductionDatabase.start()) {
            Map<String, String> environment =
                    database.environment(keys, Map.of("QUARKUS_SHUTDOWN_DELAY", DELAY.toString()));
            assertThat(ProductionJar.run(environment, "migrate").exitCode()).isZero();
            Client client = new Client(keys);
            try (ProductionJar service = ProductionJar.serve(environment);
                    Import open = new Import(service.baseUrl(), client.bearer(Story.SHOP))) {
                client.moveTo(service.baseUrl());
                assertThat(open.take("first")).contains("CREATED");

                long told = System.nanoTime();
                service.askToEnd();

                while (service.isReady()) {
                    assertThat(since(told)).as("ready after being told to end").isLessThan(NOT_READY_WITHIN);
                }
                assertThat(client.get(Story.SHOP, "/v1/orders/first")
                                .path("status")
                                .asText())
                        .isNotEmpty();
                assertThat(open.take("second")).contains("REJECTED", "503", "to another one");
                assertThat(since(told)).isLessThan(DELAY);

                Thread.sleep(DELAY.plusMillis(500).minus(since(told)));
                assertThat(client.post(new Call(Story.SHOP, "/v1/orders", "late", "{}"))
                                .status())
                        .as("it finishes what it has, and takes nothing new")
                        .isEqualTo(503);

                open.end();
                assertThat(service.ended()).as(service.output()).isIn(0, 143);
                assertThat(service.output()).doesNotContain("Timed out waiting for graceful shutdown");
            }
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** An import whose lines come when they come. */
    private static final class Import implements AutoCloseable {

        private final Socket socket;
        private final OutputStream out;
        private final BufferedReader in;

        Import(String baseUrl, String bearer) throws IOException {
            URI address = URI.create(baseUrl);
            socket = new Socket(address.getHost(), address.getPort());
            socket.setSoTimeout(SOCKET_MILLIS);
            out = socket.getOutputStream();
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            write("POST /v1/orders/import HTTP/1.1\r\nHost: " + address.getAuthority()
                    + "\r\nContent-Type: application/x-ndjson\r\nAccept: application/x-ndjson\r\nAuthorization: Bearer "
                    + bearer + "\r\nTransfer-Encoding: chunked\r\n\r\n");
        }

        /** Sends an order, and returns the line that says what became of it. */
        String take(String order) throws IOException {
            Instant placed = Instant.now().minus(Duration.ofDays(1));
            String line = """
                    {"order":{"id":"%s","buyerId":"anna","sellerId":"s","market":"aliexpress","currency":"USD",\
                    "placedAt":"%s","lines":[{"sku":"MUG","quantity":1,"unitPrice":"12.50"}],"shippingFee":"0.00",\
                    "shipTo":{"country":"DE","postalCode":"10115"}}}
                    """.formatted(order, placed);
            chunk(line);
            String answer;
            do {
                answer = in.readLine();
                if (answer == null) {
                    throw new IOException("The import was cut off");
                }
            } while (!answer.contains("\"id\":\"" + order + "\""));
            return answer;
        }

        void end() throws IOException {
            write("0\r\n\r\n");
        }

        private void chunk(String text) throws IOException {
            write(Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n");
        }

        private void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
