package dev.countermand.liveness;

import dev.countermand.api.Market;
import java.util.Map;
import java.util.WeakHashMap;

/** Somebody's order that has nothing to do with the others, and whose number a seller may name as theirs (F3). */
final class Stranger {

    private static final Map<Service, String> NUMBERS = new WeakHashMap<>();

    private Stranger() {}

    /** Of a parcel of theirs, declared when this service is first asked for it. */
    static String number(Service service) {
        synchronized (NUMBERS) {
            return NUMBERS.computeIfAbsent(service, Stranger::declared);
        }
    }

    private static String declared(Service service) {
        Life stranger = new Life(service, new Walk("stranger", 1, "cod-post", false, java.util.List.of()));
        stranger.begin();
        String number = Market.trackingNumber();
        stranger.say(Call.post(
                stranger.seller(),
                "/v1/orders/" + stranger.id() + "/shipments",
                Map.of("carrier", "ups", "trackingNumber", number)));
        return number;
    }
}
