package dev.countermand.evidence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.RefusedException;
import dev.countermand.kernel.Sha256;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Documents in a store over real HTTP, which takes nothing that is not signed as S3 asks. */
@Timeout(60)
class ObjectStoreTest {

    private static final DocumentKey KEY =
            new DocumentKey("order-1", UUID.fromString("0198c5b2-0000-7000-8000-000000000001"));
    private static final String PATH = "/papers/evidence/" + KEY.id();
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final FakeS3 there = FakeS3.open();
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        there.close();
        vertx.close();
    }

    @Test
    void keepsReadsAndRemoves() {
        byte[] content = new byte[3 << 20];
        new Random(7).nextBytes(content);
        ObjectStore store = store(FakeS3.SECRET_KEY);
        put(store, content);
        put(store, content);
        assertThat(there.objects()).containsOnlyKeys(PATH);
        assertThat(store.get(KEY, Sha256.hex(content)).await().indefinitely()).isEqualTo(content);
        store.remove(KEY).await().indefinitely();
        store.remove(KEY).await().indefinitely();
        assertThat(there.objects()).isEmpty();
    }

    @Test
    void refusesWhatHasBecomeAnother() {
        ObjectStore store = store(FakeS3.SECRET_KEY);
        put(store, new byte[] {1, 2, 3});
        there.objects().put(PATH, new byte[] {1, 2, 4});
        unavailable(() ->
                store.get(KEY, Sha256.hex(new byte[] {1, 2, 3})).await().indefinitely());
        there.objects().clear();
        unavailable(() ->
                store.get(KEY, Sha256.hex(new byte[] {1, 2, 3})).await().indefinitely());
    }

    /** Whoever has another secret gets nothing, and keeps nothing. */
    @Test
    void isRefusedUnderAnotherSecret() {
        unavailable(() -> put(store("another"), new byte[] {1}));
        assertThat(there.objects()).isEmpty();
    }

    @Test
    void doesNotWaitForEver() {
        there.fallSilent();
        unavailable(() -> put(store(FakeS3.SECRET_KEY), new byte[] {1}));
        there.close();
        unavailable(() -> put(store(FakeS3.SECRET_KEY), new byte[] {1}));
    }

    @Test
    void isNotThereWithoutSettings() {
        unavailable(
                () -> put(new ObjectStore(vertx, (ObjectStore.Settings) null, InstantSource.system()), new byte[] {1}));
    }

    private static void put(ObjectStore store, byte[] content) {
        store.put(KEY, content, "image/png", Sha256.hex(content)).await().indefinitely();
    }

    private ObjectStore store(String secret) {
        return new ObjectStore(
                vertx,
                new ObjectStore.Settings(
                        there.endpoint(),
                        "papers",
                        new S3Signature.Signer(FakeS3.ACCESS_KEY, secret, "us-east-1"),
                        SHORT),
                InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")));
    }

    private static void unavailable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().kind()).isEqualTo(Refusal.Kind.UNAVAILABLE));
    }
}
