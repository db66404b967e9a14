package dev.countermand.payment.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The providers that are in use here, each with a limit for its calls. */
@ApplicationScoped
public class PaymentProviders {

    private final Map<String, PaymentProvider> byName = new TreeMap<>();

    PaymentProviders(
            Instance<PaymentProvider> providers,
            @ConfigProperty(name = "countermand.jobs.call-limit") Duration callLimit,
            @ConfigProperty(name = "countermand.providers.rest") Duration rest) {
        for (PaymentProvider provider : providers) {
            if (provider.isConfigured()) {
                byName.put(provider.name(), new GuardedProvider(provider, callLimit, rest));
            }
        }
    }

    public Optional<PaymentProvider> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Set<String> names() {
        return byName.keySet();
    }
}
