package dev.countermand.tracking.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** What an operator sets for webhooks. Secrets are given to nobody but who checks a signature, and never logged. */
@ApplicationScoped
class WebhookSettings {

    private static final String PREFIX = "countermand.webhooks.";

    private final Config config;

    WebhookSettings(Config config) {
        this.config = config;
    }

    /**
     * The secrets a provider may sign with: the present one, and the one before it while they are changed. Empty where
     * the provider is not used.
     */
    List<String> secrets(String provider) {
        return Stream.of("secret", "previous-secret")
                .map(name -> config.getOptionalValue(PREFIX + provider + "." + name, String.class))
                .flatMap(Optional::stream)
                .filter(secret -> !secret.isBlank())
                .toList();
    }

    /** How old a delivery may be: as long as the providers try to deliver one again. */
    Duration tolerance() {
        return config.getValue(PREFIX + "tolerance", Duration.class);
    }

    /** How far a provider's clock may be ahead of ours. */
    Duration clockTolerance() {
        return config.getValue(PREFIX + "clock-tolerance", Duration.class);
    }
}
