package dev.countermand.http.identity;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Nobody with a token is sent here before one can be verified; afterwards the provider may come and go. */
@Singleton
@Readiness
class ProviderKeys implements HealthCheck {

    private final OpenIdProvider provider;

    ProviderKeys(OpenIdProvider provider) {
        this.provider = provider;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Keys of the OpenID provider")
                .status(provider.isReady())
                .build();
    }
}
