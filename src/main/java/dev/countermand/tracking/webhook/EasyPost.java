package dev.countermand.tracking.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.kernel.Hmac;
import dev.countermand.tracking.event.CarrierStatus;
import dev.countermand.tracking.webhook.Delivery.Report;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * EasyPost: an {@code Event} whose {@code result} is a Tracker. Every event has the tracker's whole history, so a lost one
 * is made good by the next.
 */
@ApplicationScoped
class EasyPost implements WebhookAdapter {

    private static final String SIGNATURE = "X-Hmac-Signature";
    private static final String SCHEME = "hmac-sha256-hex=";
    private static final Set<String> OF_TRACKERS = Set.of("tracker.created", "tracker.updated");

    /** What a status means. Of a label nobody knows whether a parcel is behind it: "unknown" is no better. */
    private static final Map<String, CarrierStatus> STATUSES = Map.ofEntries(
            Map.entry("unknown", CarrierStatus.LABEL_CREATED),
            Map.entry("pre_transit", CarrierStatus.LABEL_CREATED),
            Map.entry("in_transit", CarrierStatus.IN_TRANSIT),
            Map.entry("out_for_delivery", CarrierStatus.OUT_FOR_DELIVERY),
            Map.entry("available_for_pickup", CarrierStatus.OUT_FOR_DELIVERY),
            Map.entry("delivered", CarrierStatus.DELIVERED),
            Map.entry("return_to_sender", CarrierStatus.RETURNED),
            Map.entry("failure", CarrierStatus.EXCEPTION),
            Map.entry("cancelled", CarrierStatus.EXCEPTION),
            Map.entry("error", CarrierStatus.EXCEPTION));

    /** Details that make a label of whatever they come with. */
    private static final Set<String> LABELS = Set.of("label_created", "awaiting_information");

    /** The detail of "in transit" that is the acceptance itself. */
    private static final String ACCEPTANCE = "received_at_origin_facility";

    @Override
    public String provider() {
        return "easypost";
    }

    /** The secret is normalised, because it may have been typed in on another machine. */
    @Override
    public boolean signed(WebhookCall call, String secret) {
        String given = call.header(SIGNATURE);
        if (given == null || !given.startsWith(SCHEME)) {
            return false;
        }
        byte[] code;
        try {
            code = HexFormat.of().parseHex(given.substring(SCHEME.length()).strip());
        } catch (IllegalArgumentException e) {
            return false;
        }
        return Hmac.same(Hmac.of(call.body(), Normalizer.normalize(secret, Normalizer.Form.NFKD)), code);
    }

    @Override
    public Delivery read(WebhookCall call) {
        DeliveryBody event = DeliveryBody.of(call.body());
        String id = event.idOr("id", call.body());
        List<Report> reports =
                OF_TRACKERS.contains(event.required("description")) ? reports(event.object("result")) : List.of();
        return new Delivery(id, sentAt(event), reports);
    }

    /** A retry is a later version of the event. */
    private static Instant sentAt(DeliveryBody event) {
        Instant created = event.requiredMoment("created_at");
        Instant updated = event.moment("updated_at");
        return updated != null && updated.isAfter(created) ? updated : created;
    }

    private static List<Report> reports(DeliveryBody tracker) {
        String carrier = tracker.required("carrier");
        String number = tracker.required("tracking_code");
        List<Report> reports = new ArrayList<>();
        for (JsonNode node : tracker.list("tracking_details")) {
            DeliveryBody detail = new DeliveryBody(node);
            DeliveryBody place = new DeliveryBody(node.path("tracking_location"));
            String status = detail.text("status");
            reports.add(new ReportDraft(carrier, number, status, detail.text("status_detail"))
                    .at(detail.text("datetime"))
                    .in(place.text("country"), place.text("zip"), place.text("city"))
                    .saying(Objects.requireNonNullElse(detail.text("message"), ""))
                    .as(meaning(status, detail.text("status_detail"))));
        }
        return reports;
    }

    static @Nullable CarrierStatus meaning(@Nullable String status, @Nullable String detail) {
        CarrierStatus broad = status == null ? null : STATUSES.get(status);
        if (broad != null && detail != null && LABELS.contains(detail)) {
            return CarrierStatus.LABEL_CREATED;
        }
        return broad == CarrierStatus.IN_TRANSIT && ACCEPTANCE.equals(detail) ? CarrierStatus.ACCEPTED : broad;
    }
}
