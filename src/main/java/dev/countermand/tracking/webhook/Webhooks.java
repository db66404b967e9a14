package dev.countermand.tracking.webhook;

import dev.countermand.database.Hashing;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import dev.countermand.tracking.event.CarrierEvent;
import dev.countermand.tracking.event.EventOutcome;
import dev.countermand.tracking.event.EventResult;
import dev.countermand.tracking.number.CarrierNames;
import dev.countermand.tracking.number.Carriers;
import dev.countermand.tracking.report.CarrierReports;
import dev.countermand.tracking.webhook.Delivery.Nothing;
import dev.countermand.tracking.webhook.Delivery.Report;
import dev.countermand.tracking.webhook.Delivery.Scan;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes what aggregators deliver: signature first, then age, then content. A delivery is noted as taken after all of it
 * was stored, so one that failed on the way can be delivered again, and one that did not changes nothing when it is.
 */
@Startup
@ApplicationScoped
class Webhooks {

    /**
     * What became of a delivery.
     *
     * @param id the provider's
     * @param replayed it was taken before: nothing was done now
     */
    record Taken(String id, boolean replayed, List<Item> items) {}

    /**
     * What became of one thing in it.
     *
     * @param id ours
     * @param problem why it was ignored
     */
    record Item(String id, WebhookResult result, @Nullable String problem) {}

    record Provider(WebhookAdapter adapter, CarrierNames carriers) {}

    private final Map<String, Provider> providers;
    private final WebhookSettings settings;
    private final WebhookDeliveries deliveries;
    private final CarrierReports events;
    private final InstantSource clock;

    Webhooks(
            @All List<WebhookAdapter> adapters,
            WebhookSettings settings,
            WebhookDeliveries deliveries,
            CarrierReports events,
            InstantSource clock) {
        Carriers catalogue = Carriers.load();
        this.providers = adapters.stream()
                .map(adapter -> new Provider(adapter, CarrierNames.load(adapter.provider(), catalogue)))
                .collect(Collectors.toUnmodifiableMap(
                        provider -> provider.adapter().provider(), Function.identity()));
        this.settings = settings;
        this.deliveries = deliveries;
        this.events = events;
        this.clock = clock;
    }

    Uni<Taken> take(String name, WebhookCall call) {
        Provider provider = provider(name);
        List<String> secrets = settings.secrets(name);
        Instant now = Timestamps.now(clock);
        return Hashing.over(call.body(), () -> read(provider, secrets, call)).chain(delivery -> {
            refuseForItsAge(delivery, now);
            return deliveries
                    .isTaken(name, delivery.id())
                    .chain(taken -> taken
                            ? Uni.createFrom().item(new Taken(delivery.id(), true, List.of()))
                            : store(provider, delivery)
                                    .call(() -> deliveries.taken(name, delivery.id(), now))
                                    .map(items -> new Taken(delivery.id(), false, items)));
        });
    }

    /** Refuses who is not known, or not used: nobody outside learns which providers could be used. */
    Provider provider(String name) {
        Provider provider = providers.get(name);
        if (provider == null || settings.secrets(name).isEmpty()) {
            throw Refusal.notFound("provider of webhooks").asException();
        }
        return provider;
    }

    /** The delivery, if its signature holds. */
    private static Delivery read(Provider provider, List<String> secrets, WebhookCall call) {
        if (secrets.stream().noneMatch(secret -> provider.adapter().signed(call, secret))) {
            throw Refusal.unsigned("SIGNATURE_WRONG", "The signature is missing, or is not that of this body")
                    .asException();
        }
        return provider.adapter().read(call);
    }

    private void refuseForItsAge(Delivery delivery, Instant now) {
        Instant sentAt = delivery.sentAt();
        if (sentAt.isBefore(now.minus(settings.tolerance()))) {
            throw Refusal.unsigned("DELIVERY_TOO_OLD", "The delivery was sent too long ago")
                    .asException();
        }
        if (sentAt.isAfter(now.plus(settings.clockTolerance()))) {
            throw Refusal.unsigned("DELIVERY_FROM_THE_FUTURE", "The delivery says that it was not sent yet")
                    .asException();
        }
    }

    private Uni<List<Item>> store(Provider provider, Delivery delivery) {
        Item[] items = new Item[delivery.reports().size()];
        List<CarrierEvent> told = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < items.length; i++) {
            Report report = delivery.reports().get(i);
            switch (report) {
                case Nothing nothing -> items[i] = ignored(nothing.id(), nothing.because());
                case Scan(CarrierEvent event) -> {
                    Optional<String> carrier = provider.carriers().code(event.carrier());
                    if (carrier.isEmpty()) {
                        items[i] = ignored(event.id(), "the carrier is not one that we know");
                    } else {
                        told.add(event.of(carrier.get()));
                        places.add(i);
                    }
                }
            }
        }
        return events.takeWhatCanBe(told).map(results -> {
            for (int i = 0; i < results.size(); i++) {
                items[places.get(i)] = item(results.get(i));
            }
            return List.of(items);
        });
    }

    private static Item item(EventResult result) {
        return new Item(
                result.id(),
                switch (result.result()) {
                    case STORED -> WebhookResult.STORED;
                    case DUPLICATE -> WebhookResult.DUPLICATE;
                    case REJECTED -> WebhookResult.IGNORED;
                },
                result.result() == EventOutcome.REJECTED ? "it says that it has not happened yet" : null);
    }

    private static Item ignored(String id, String because) {
        return new Item(id, WebhookResult.IGNORED, because);
    }
}
