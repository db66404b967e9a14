package dev.countermand.tracking.webhook;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call as it came.
 *
 * @param headers a header by its name, in any case
 */
record WebhookCall(byte[] body, Function<String, @Nullable String> headers) {

    @Nullable
    String header(String name) {
        return headers.apply(name);
    }
}
