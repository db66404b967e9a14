package dev.countermand.prod;

import dev.countermand.payment.provider.Delivery;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Delivers as providers do: in any order, again and again until each was answered 200, and each once more after that. It
 * goes on while the service is killed.
 */
final class NewsTeller implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int PAUSE_MILLIS = 20;

    /** What happens around a delivery. */
    interface Watcher {

        /** It leaves now. */
        void underWay();

        /** It was answered 200. */
        void taken();
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Supplier<List<Delivery>> all;
    private final Random dice;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile String baseUrl = "";
    private volatile boolean over;
    private volatile Watcher watcher = new Watcher() {
        @Override
        public void underWay() {}

        @Override
        public void taken() {}
    };

    /** @param all what there is to tell by now */
    NewsTeller(Supplier<List<Delivery>> all, Random dice) {
        this.all = all;
        this.dice = dice;
        this.thread = Thread.ofPlatform().start(this::tell);
    }

    void moveTo(String url) {
        baseUrl = url;
    }

    void watch(Watcher now) {
        watcher = now;
    }

    /** Whether all that there is to tell was taken, twice. */
    boolean isDone() {
        return due().isEmpty();
    }

    /** The ids of what was taken. */
    Set<String> taken() {
        return Set.copyOf(taken.keySet());
    }

    private List<Delivery> due() {
        Map<String, Delivery> due = new LinkedHashMap<>();
        for (Delivery each : all.get()) {
            if (taken.getOrDefault(each.id(), 0) < 2) {
                due.put(each.id(), each);
            }
        }
        return new ArrayList<>(due.values());
    }

    private void tell() {
        while (!over) {
            List<Delivery> due = due();
            Collections.shuffle(due, dice);
            for (Delivery each : due) {
                if (!over && isTaken(each)) {
                    taken.merge(each.id(), 1, Integer::sum);
                    watcher.taken();
                }
            }
            StripeBooks.pause(Duration.ofMillis(PAUSE_MILLIS));
        }
    }

    private boolean isTaken(Delivery delivery) {
        Delivery sent = delivery.sentAt(Instant.now());
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(baseUrl + "/v1/webhooks/payments/" + sent.provider()))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(sent.body()));
        sent.headers().forEach(request::header);
        try {
            var answer = http.sendAsync(request.build(), BodyHandlers.ofString());
            watcher.underWay();
            int status = answer.join().statusCode();
            if (status == 401) {
                throw new AssertionError("not signed as it should be: " + sent.body());
            }
            return status == 200;
        } catch (RuntimeException e) {
            if (hasCause(e, IOException.class)) {
                // The service is away, or went away: as for a provider, that is no answer.
                StripeBooks.pause(Duration.ofMillis(PAUSE_MILLIS));
                return false;
            }
            throw e;
        }
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        thread.join();
    }
}
