package dev.countermand.http.gate;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * What becomes of a body that nobody has read when the answer is written: the connection is closed. For a moment its
 * bytes are thrown away first, or the caller's machine would throw away the answer.
 */
final class Unread {

    private static final String READ = "countermand.body-read";
    private static final String WATCHED = "countermand.body-watched";
    private static final long MOST_MILLIS = 2_000;
    private static final long MOST_BYTES = 16 << 20;

    private Unread() {}

    /** Somebody has read it, or reads it while they answer. */
    static void isRead(RoutingContext context) {
        context.put(READ, true);
    }

    /** Closes the connection after the answer where the body was left alone. */
    static void watch(RoutingContext context) {
        if (hasBody(context.request()) && context.get(WATCHED) == null) {
            context.put(WATCHED, true);
            context.addHeadersEndHandler(written -> {
                if (isUnread(context) && context.request().version() != HttpVersion.HTTP_2) {
                    context.response().putHeader("Connection", "close");
                }
            });
            Ending.of(context, answered -> {
                if (isUnread(context) && answered) {
                    throwAway(context);
                }
            });
        }
    }

    private static boolean isUnread(RoutingContext context) {
        return context.get(READ) == null;
    }

    /** Whether a body comes with this request; HTTP/2 may not say so. */
    static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null
                ? request.getHeader("Transfer-Encoding") != null
                        || (request.version() == HttpVersion.HTTP_2
                                && !Methods.isReading(request.method().name()))
                : !"0".equals(length);
    }

    private static void throwAway(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            close(context);
            return;
        }
        long[] thrown = {0};
        long timer = context.vertx().setTimer(MOST_MILLIS, id -> close(context));
        request.exceptionHandler(failure -> context.vertx().cancelTimer(timer));
        request.handler((Buffer bytes) -> {
            thrown[0] += bytes.length();
            if (thrown[0] > MOST_BYTES) {
                close(context);
            }
        });
        request.endHandler(ended -> {
            context.vertx().cancelTimer(timer);
            close(context);
        });
        request.resume();
    }

    private static void close(RoutingContext context) {
        if (context.request().version() == HttpVersion.HTTP_2) {
            context.response().reset();
        } else {
            context.request().connection().close();
        }
    }
}
