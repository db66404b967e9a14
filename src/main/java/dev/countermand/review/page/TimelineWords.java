package dev.countermand.review.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.journal.AuditEntry;
import dev.countermand.kernel.Iso8601;
import dev.countermand.kernel.Spoken;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says what happened in plain words, from what the audit and the carriers keep. */
final class TimelineWords {

    /** Who reads a case knows which order it is; ids say nothing to people. */
    private static final Set<String> LEFT_OUT = Set.of(
            "orderId",
            "caseId",
            "shipmentId",
            "cancellationId",
            "refundId",
            "entryId",
            "sanctionId",
            "buyerId",
            "sellerId",
            "disputeId",
            "evidenceId",
            "demandId",
            "chargeId",
            "findingId",
            "market",
            "orderStatus",
            "causedBy");

    private final ObjectMapper json;

    TimelineWords(ObjectMapper json) {
        this.json = json;
    }

    /** For example {@code seller seller-3}, or {@code the service (deadline)}. */
    static String who(AuditEntry entry) {
        String actor = "system".equals(entry.role())
                ? "the service (" + entry.actor() + ")"
                : entry.role() + " " + entry.actor();
        return entry.onBehalfOf() == null ? actor : actor + " for buyer " + entry.onBehalfOf();
    }

    /** For example {@code order paid: amount 29.90, currency EUR}. */
    String what(AuditEntry entry) {
        return withDetails(plain(entry.action()), details(entry.details()));
    }

    /** For example {@code in transit in Leipzig, DE}. */
    static String carrierSaid(String number, String status, @Nullable String city, @Nullable String country) {
        StringJoiner place = new StringJoiner(", ", " in ", "");
        place.setEmptyValue("");
        if (city != null) {
            place.add(city);
        }
        if (country != null) {
            place.add(country);
        }
        return number + " " + status.toLowerCase(Locale.ROOT).replace('_', ' ') + place;
    }

    private static String withDetails(String what, JsonNode details) {
        StringJoiner parts = new StringJoiner(", ", what + ": ", "");
        parts.setEmptyValue(what);
        for (Map.Entry<String, JsonNode> field : details.properties()) {
            if (field.getValue().isValueNode() && !field.getValue().isNull() && !LEFT_OUT.contains(field.getKey())) {
                parts.add(plain(field.getKey()) + " " + inWords(field.getValue().asText()));
            }
        }
        return parts.toString();
    }

    /** Times are kept to the microsecond and durations as ISO 8601, and nobody reads them so. */
    private static String inWords(String value) {
        return said(() -> Spoken.at(Iso8601.instant(value)))
                .or(() -> said(() -> Spoken.of(Iso8601.duration(value))))
                .orElse(value);
    }

    private static Optional<String> said(Supplier<String> form) {
        try {
            return Optional.of(form.get());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private JsonNode details(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The audit keeps JSON", e);
        }
    }

    /** {@code order.refund-granted} and {@code trackingNumber} as words. */
    private static String plain(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1 $2")
                .replace('.', ' ')
                .replace('-', ' ')
                .toLowerCase(Locale.ROOT);
    }
}
