package dev.countermand.payment.provider.client;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How providers are called: within the limit, at their own address alone, and a "no" is an answer. */
public final class ProviderClients {

    private ProviderClients() {}

    /**
     * @param client what can be asked of the provider
     * @param limit of connecting, and of each answer
     */
    public static <C> C at(URI address, Duration limit, Class<C> client) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(address)
                .connectTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .disableDefaultMapper(true)
                .followRedirects(false)
                .build(client);
    }
}
