package dev.countermand.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Sha256;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What is large is hashed beside the event loops, and the chain comes back to where it was. */
class HashingTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final byte[] SMALL = new byte[Hashing.MOST_BYTES_ON_EVENT_LOOP];
    private static final byte[] LARGE = new byte[Hashing.MOST_BYTES_ON_EVENT_LOOP + 1];

    private record Seen(boolean workedOnEventLoop, boolean backOnContext) {}

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void whatIsLargeIsWorkedOnBesideTheEventLoop() throws Exception {
        assertThat(seen(LARGE)).isEqualTo(new Seen(false, true));
    }

    @Test
    void whatIsSmallStaysWhereItIs() throws Exception {
        assertThat(seen(SMALL)).isEqualTo(new Seen(true, true));
    }

    @Test
    void bothGiveTheSameHash() throws Exception {
        assertThat(onEventLoop(() -> Hashing.sha256(LARGE))).isEqualTo(Sha256.hex(LARGE));
        assertThat(Sha256.hex("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void aFailureComesBackAsItIs() throws Exception {
        IllegalStateException fault = new IllegalStateException("on purpose");
        assertThat(onEventLoop(() -> Hashing.over(LARGE, () -> {
                            throw fault;
                        })
                        .onFailure()
                        .recoverWithItem(failure -> failure)))
                .isSameAs(fault);
    }

    private static Seen seen(byte[] content) throws Exception {
        return onEventLoop(() -> {
            Context before = Vertx.currentContext();
            return Hashing.over(content, Context::isOnEventLoopThread)
                    .map(there -> new Seen(there, Context.isOnEventLoopThread() && Vertx.currentContext() == before));
        });
    }

    private static <T> T onEventLoop(Supplier<Uni<T>> work) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        VERTX.getOrCreateContext()
                .runOnContext(ignored -> work.get().subscribe().with(result::complete, result::completeExceptionally));
        return result.get(10, TimeUnit.SECONDS);
    }
}
