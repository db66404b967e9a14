package dev.countermand.tracking.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.kernel.Hmac;
import dev.countermand.tracking.event.CarrierStatus;
import dev.countermand.tracking.webhook.Delivery.Report;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * AfterShip Tracking: an envelope around a tracking, whose checkpoints carry a tag and a subtag each. Every delivery has
 * all checkpoints, so a lost one is made good by the next.
 */
@ApplicationScoped
class AfterShip implements WebhookAdapter {

    private static final String SIGNATURE = "aftership-hmac-sha256";

    /** The other events are about estimates; their tracking says nothing new. */
    private static final String TRACKING_UPDATE = "tracking_update";

    private static final Map<String, CarrierStatus> TAGS = Map.of(
            "Pending", CarrierStatus.LABEL_CREATED,
            "InfoReceived", CarrierStatus.LABEL_CREATED,
            "InTransit", CarrierStatus.IN_TRANSIT,
            "OutForDelivery", CarrierStatus.OUT_FOR_DELIVERY,
            "AvailableForPickup", CarrierStatus.OUT_FOR_DELIVERY,
            "AttemptFail", CarrierStatus.EXCEPTION,
            "Delivered", CarrierStatus.DELIVERED,
            "Exception", CarrierStatus.EXCEPTION,
            "Expired", CarrierStatus.EXCEPTION);

    /** Subtags that say more than their tag. */
    private static final Map<String, CarrierStatus> SUBTAGS = Map.of(
            "InTransit_002", CarrierStatus.ACCEPTED,
            "Exception_010", CarrierStatus.RETURNED,
            "Exception_011", CarrierStatus.RETURNED);

    /**
     * Customs papers cleared, a problem solved, another address, the customer called, an appointment made: can be told
     * without anybody having the parcel in their hands, so none of them may pass for a scan.
     */
    private static final Set<String> PAPERWORK =
            Set.of("InTransit_005", "InTransit_008", "InTransit_009", "OutForDelivery_003", "OutForDelivery_004");

    @Override
    public String provider() {
        return "aftership";
    }

    @Override
    public boolean signed(WebhookCall call, String secret) {
        String given = call.header(SIGNATURE);
        if (given == null) {
            return false;
        }
        byte[] code;
        try {
            code = Base64.getDecoder().decode(given.strip());
        } catch (IllegalArgumentException e) {
            return false;
        }
        return Hmac.same(Hmac.of(call.body(), secret), code);
    }

    @Override
    public Delivery read(WebhookCall call) {
        DeliveryBody event = DeliveryBody.of(call.body());
        String id = event.idOr("event_id", call.body());
        List<Report> reports =
                event.required("event").equals(TRACKING_UPDATE) ? reports(event.object("msg")) : List.of();
        return new Delivery(id, event.requiredSeconds("ts"), reports);
    }

    private static List<Report> reports(DeliveryBody tracking) {
        String slug = tracking.required("slug");
        String number = tracking.required("tracking_number");
        List<Report> reports = new ArrayList<>();
        for (JsonNode node : tracking.list("checkpoints")) {
            DeliveryBody checkpoint = new DeliveryBody(node);
            String tag = checkpoint.text("tag");
            String subtag = checkpoint.text("subtag");
            ReportDraft draft = new ReportDraft(slug, number, tag, subtag)
                    .at(checkpoint.text("checkpoint_time"))
                    // The names before and since its version 2025-01.
                    .in(
                            checkpoint.either("country_region", "country_iso3"),
                            checkpoint.either("postal_code", "zip"),
                            checkpoint.text("city"))
                    .saying(Objects.requireNonNullElse(checkpoint.text("message"), ""));
            reports.add(
                    subtag != null && PAPERWORK.contains(subtag)
                            ? draft.ignored(subtag + " is no scan")
                            : draft.as(meaning(tag, subtag)));
        }
        return reports;
    }

    static @Nullable CarrierStatus meaning(@Nullable String tag, @Nullable String subtag) {
        CarrierStatus broad = tag == null ? null : TAGS.get(tag);
        if (broad == null || subtag == null) {
            return broad;
        }
        // A subtag is its tag and a number. One of a label makes a label of whatever it comes with.
        CarrierStatus family = TAGS.get(subtag.split("_", 2)[0]);
        return family == CarrierStatus.LABEL_CREATED ? family : SUBTAGS.getOrDefault(subtag, broad);
    }
}
