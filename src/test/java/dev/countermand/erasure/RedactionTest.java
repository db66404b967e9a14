package dev.countermand.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.docs.EventCatalogue;
import dev.countermand.journal.AuditEntry;
import dev.countermand.kernel.Ids;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A buyer is taken out of what was told, and nothing else is. */
class RedactionTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Texts of events that name no buyer and in which nobody writes what they like. */
    private static final Set<String> HARMLESS = Set.of(
            "orderId",
            "sellerId",
            "market",
            "chargebackId",
            "rule",
            "causedBy",
            "earlierCarrier",
            "earlierTrackingNumber",
            "laterCarrier",
            "laterTrackingNumber",
            "previousAssignee",
            "takenBack",
            "paymentId",
            "method",
            "provider",
            "cause",
            "reference",
            "carrier",
            "trackingNumber",
            "mediaType",
            "sha256",
            "date",
            "payoutId",
            "claimPaymentId",
            "assignee",
            "approvalBecause",
            "approvedBy",
            "code",
            "mode",
            "failure",
            "detector",
            "version",
            "thresholds",
            "shipments",
            "role",
            "pseudonym");

    private final Redaction redaction = new Redaction("7", "erased-1", JSON);

    @Test
    void theBuyerIsThePseudonymAndTheirWordsAreLeftOut() {
        String told = "{\"orderId\":\"7\",\"buyerId\":\"7\",\"amount\":\"7\",\"units\":7,\"demandedBy\":\"mod-1\","
                + "\"explanation\":\"Ask Erika at 7 Main Street\",\"signatures\":[\"Erika\"],\"rule\":\"A9\"}";
        assertThat(redaction.of(told))
                .isEqualTo(
                        "{\"orderId\":\"7\",\"buyerId\":\"erased-1\",\"amount\":\"7\",\"units\":7,"
                                + "\"demandedBy\":\"mod-1\",\"explanation\":\"[erased]\",\"signatures\":\"[erased]\",\"rule\":\"A9\"}");
    }

    @Test
    void whatTheServiceChoseStaysByteByByte() {
        String told = "{\"reason\" : \"NOT_NEEDED\", \"finding\":\"DEFECT\",\"explanation\":null}";
        assertThat(redaction.of(told)).isSameAs(told);
    }

    @Test
    void whatIsErasedTwiceIsErasedTheSame() {
        String once = redaction.of("{\"buyerId\":\"7\",\"note\":\"Call Erika\"}");
        assertThat(redaction.of(once)).isEqualTo(once);
    }

    @Test
    void theActorAndTheCallerAreThePseudonym() {
        Instant at = Instant.parse("2026-11-27T12:00:00Z");
        AuditEntry entry = new AuditEntry(
                Ids.next(at),
                "callers/7",
                "POST /v1/orders/7/receipt",
                "act.refused",
                at,
                "7",
                "buyer",
                "7",
                null,
                "{}");
        assertThat(redaction.of(entry))
                .isEqualTo(new AuditEntry(
                        entry.id(),
                        "callers/erased-1",
                        "POST /v1/orders/7/receipt",
                        "act.refused",
                        at,
                        "erased-1",
                        "buyer",
                        "erased-1",
                        null,
                        "{}"));
        AuditEntry others = new AuditEntry(
                Ids.next(at), "callers/71", "POST /v1/orders", "act.refused", at, "71", "buyer", null, null, "{}");
        assertThat(redaction.of(others)).isEqualTo(others);
    }

    /** Whoever adds a text to an event says whether it names somebody, or holds what people write. */
    @Test
    void everyTextOfEveryEventIsDecidedUpon() {
        Set<String> undecided = new TreeSet<>();
        EventCatalogue.read().kinds().values().stream()
                .flatMap(kind -> kind.fields().stream())
                .filter(field -> field.type().equals("text") || field.type().equals("any"))
                .map(EventCatalogue.Field::name)
                .filter(name -> !HARMLESS.contains(name)
                        && !Redaction.PEOPLE.contains(name)
                        && !Redaction.OWN_WORDS.contains(name))
                .forEach(undecided::add);
        assertThat(undecided)
                .as("put each into Redaction.PEOPLE or OWN_WORDS, or here into HARMLESS")
                .isEmpty();
    }
}
