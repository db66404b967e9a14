package dev.countermand.review.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.journal.AuditEntry;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What moderators read. */
class TimelineWordsTest {

    private final TimelineWords words = new TimelineWords(new ObjectMapper());

    @Test
    void saysInPlainWordsWhatWasDone() {
        AuditEntry entry = entry(
                "order.refund-granted",
                "lead",
                null,
                "{\"orderId\":\"o-1\",\"amount\":\"5.00\",\"trackingNumber\":\"1Z\",\"lines\":[1]}");

        assertThat(words.what(entry)).isEqualTo("order refund granted: amount 5.00, tracking number 1Z");
    }

    /** Nobody reads microseconds, nor what was not told. */
    @Test
    void saysTimesToTheMinuteAndDurationsInDays() {
        assertThat(words.what(entry(
                        "shipment.accepted",
                        "system",
                        null,
                        "{\"acceptedAt\":\"2026-01-31T12:00:00.123456Z\",\"allowed\":\"PT168H\",\"city\":null}")))
                .isEqualTo("shipment accepted: accepted at 2026-01-31 12:00 UTC, allowed 7 days");
    }

    @Test
    void saysOnlyWhatWasDoneWhenThereIsNothingToAdd() {
        assertThat(words.what(entry("case.claimed", "moderator", null, "{\"orderId\":\"o-1\"}")))
                .isEqualTo("case claimed");
    }

    @Test
    void saysWhoDidItAndForWhom() {
        assertThat(TimelineWords.who(entry("x", "seller", null, "{}"))).isEqualTo("seller somebody");
        assertThat(TimelineWords.who(entry("x", "system", null, "{}"))).isEqualTo("the service (somebody)");
        assertThat(TimelineWords.who(entry("x", "agent", "buyer-7", "{}")))
                .isEqualTo("agent somebody for buyer buyer-7");
    }

    @Test
    void saysWhereTheCarrierSawTheParcel() {
        assertThat(TimelineWords.carrierSaid("1Z", "IN_TRANSIT", "Leipzig", "DE"))
                .isEqualTo("1Z in transit in Leipzig, DE");
        assertThat(TimelineWords.carrierSaid("1Z", "LABEL_CREATED", null, "CN")).isEqualTo("1Z label created in CN");
        assertThat(TimelineWords.carrierSaid("1Z", "DELIVERED", null, null)).isEqualTo("1Z delivered");
    }

    private static AuditEntry entry(String action, String role, @Nullable String onBehalfOf, String details) {
        return new AuditEntry(
                new UUID(0, 0), "o-1", "orders/o-1", action, Instant.EPOCH, "somebody", role, onBehalfOf, 1L, details);
    }
}
