package dev.countermand.http.gate;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Labels of metrics come from this service's own list: methods of HTTP, and addresses that it has. What a caller makes
 * up is OTHER, or each call could add a line to what is scraped.
 */
@Singleton
class KnownLabels {

    /** What the framework calls what has no address here, and its own address. */
    private final Set<String> addresses = ConcurrentHashMap.newKeySet();

    KnownLabels() {
        addresses.addAll(Set.of("NOT_FOUND", "REDIRECTION", "UNKNOWN", "root", "/openapi"));
    }

    /** An address of ours, as a template. */
    void learn(String address) {
        if (!addresses.contains(address)) {
            addresses.add(address);
        }
    }

    @Produces
    @Singleton
    MeterFilter filter() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith("http.server.")
                        ? id.replaceTags(id.getTags().stream()
                                .map(KnownLabels.this::known)
                                .toList())
                        : id;
            }
        };
    }

    private Tag known(Tag tag) {
        return switch (tag.getKey()) {
            case "method" -> Tag.of("method", Methods.named(tag.getValue()));
            case "uri" -> addresses.contains(tag.getValue()) ? tag : Tag.of("uri", Methods.OTHER);
            default -> tag;
        };
    }
}
