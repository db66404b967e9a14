package dev.countermand.http.gate;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Reads one body on its event loop, blocking nobody: counts its bytes while they come, and ends it when it takes too long. */
final class BodyReading {

    /** What came of it. */
    sealed interface Read {}

    /** All of it. */
    record Whole(Buffer body) implements Read {}

    /** No more of it is read. */
    record Refused(TurnedAway why) implements Read {}

    /**
     * How much and how long.
     *
     * @param mostBytes of this body
     * @param budget where its bytes are taken from until the call has ended
     * @param holder who holds them
     */
    record Limits(long mostBytes, Duration time, ByteBudget budget, String holder) {}

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final Limits limits;
    private final UniEmitter<? super Read> outcome;
    private final Buffer body = Buffer.buffer();
    private long held;
    private boolean over;
    private long timer;

    BodyReading(RoutingContext context, Limits limits, UniEmitter<? super Read> outcome) {
        this.context = context;
        this.request = context.request();
        this.limits = limits;
        this.outcome = outcome;
    }

    void begin() {
        if (declaredLength() > limits.mostBytes()) {
            end(new Refused(TurnedAway.tooLarge(limits.mostBytes())));
            return;
        }
        if (request.isEnded()) {
            end(new Whole(body));
            return;
        }
        Ending.of(context, answered -> limits.budget().giveBack(limits.holder(), held));
        timer = context.vertx()
                .setTimer(
                        limits.time().toMillis(),
                        id -> end(new Refused(TurnedAway.tooSlow(limits.time().toSeconds()))));
        request.exceptionHandler(failure -> broken());
        request.handler(this::take);
        request.endHandler(ended -> end(new Whole(body)));
        invite(context);
        request.resume();
    }

    /** Tells whoever asks first that they may send the body now. */
    static void invite(RoutingContext context) {
        if ("100-continue".equalsIgnoreCase(context.request().getHeader("Expect"))) {
            context.response().writeContinue();
        }
    }

    private void take(Buffer bytes) {
        if (over) {
            return;
        }
        if (body.length() + (long) bytes.length() > limits.mostBytes()) {
            end(new Refused(TurnedAway.tooLarge(limits.mostBytes())));
            return;
        }
        switch (limits.budget().take(limits.holder(), bytes.length())) {
            case YES -> {
                held += bytes.length();
                body.appendBuffer(bytes);
            }
            case SHARE_USED_UP -> end(new Refused(TurnedAway.shareUsedUp()));
            case ALL_USED_UP -> end(new Refused(TurnedAway.busy()));
        }
    }

    /** The connection ends with this, so it is answered here and now, or not at all. */
    private void broken() {
        if (!over) {
            over = true;
            context.vertx().cancelTimer(timer);
            answerBroken(context);
        }
    }

    /** A body that is not framed as HTTP asks; nobody is there to be answered when the connection itself is gone. */
    static void answerBroken(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (!response.closed() && !response.headWritten()) {
            TurnedAway.broken().writeTo(response);
            if (context.request().connection() instanceof ConnectionBase connection) {
                // Vert.x closes the connection next, and what is not flushed is lost with it.
                connection.channelHandlerContext().flush();
            }
        }
    }

    private void end(Read read) {
        if (!over) {
            over = true;
            context.vertx().cancelTimer(timer);
            if (read instanceof Refused) {
                request.pause();
            } else {
                Unread.isRead(context);
            }
            outcome.complete(read);
        }
    }

    private long declaredLength() {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
