package dev.countermand.payment.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The providers that are in use here. */
@ApplicationScoped
public class PaymentProviders {

    private final Map<String, PaymentProvider> byName = new TreeMap<>();

    PaymentProviders(
            Instance<PaymentProvider> providers,
            @ConfigProperty(name = "countermand.sandbox.enabled") boolean sandboxEnabled) {
        for (PaymentProvider provider : providers) {
            if (sandboxEnabled || !provider.name().equals(SandboxProvider.NAME)) {
                byName.put(provider.name(), provider);
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
