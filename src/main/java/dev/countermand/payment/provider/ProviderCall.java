package dev.countermand.payment.provider;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a provider sent by themselves, byte by byte as it came.
 *
 * @param headers a header by its name, in any case
 */
public record ProviderCall(byte[] body, Function<String, @Nullable String> headers) {

    public @Nullable String header(String name) {
        return headers.apply(name);
    }
}
