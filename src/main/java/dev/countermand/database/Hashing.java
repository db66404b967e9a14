package dev.countermand.database;

import dev.countermand.kernel.Sha256;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * Hashes what others send. An event loop serves many at once, so what is large is hashed by a worker, and the chain goes on
 * where it was: on its own context, with its session.
 */
public final class Hashing {

    /** Some microseconds of hashing; handing over to a worker costs about as much. */
    public static final int MOST_BYTES_ON_EVENT_LOOP = 16 * 1024;

    private Hashing() {}

    /** The SHA-256 of this content, in hex. */
    public static Uni<String> sha256(byte[] content) {
        return over(content, () -> Sha256.hex(content));
    }

    /** Does what goes over all of this content once or a few times, such as checking its signature. */
    public static <T> Uni<T> over(byte[] content, Supplier<T> work) {
        return over(content.length, work);
    }

    /** The same of content that is no bytes any more, of about this length. */
    public static <T> Uni<T> over(int length, Supplier<T> work) {
        return length <= MOST_BYTES_ON_EVENT_LOOP ? Uni.createFrom().item(work) : aside(work);
    }

    /** Does what takes long however short its content is, such as setting a document. */
    public static <T> Uni<T> aside(Supplier<T> work) {
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            if (context == null || !Context.isOnEventLoopThread()) {
                return Uni.createFrom().item(work);
            }
            return Uni.createFrom()
                    .completionStage(
                            () -> context.executeBlocking(work::get, false).toCompletionStage());
        });
    }
}
