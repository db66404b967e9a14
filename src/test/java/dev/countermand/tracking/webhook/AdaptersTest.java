package dev.countermand.tracking.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.countermand.kernel.Hmac;
import dev.countermand.tracking.event.CarrierStatus;
import dev.countermand.tracking.number.CarrierNames;
import dev.countermand.tracking.number.Carriers;
import dev.countermand.tracking.webhook.Delivery.Scan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdaptersTest {

    private static final Path REAL = Path.of("..", "shared", "data", "easypost", "tracker-updated.json");

    private final EasyPost easypost = new EasyPost();
    private final AfterShip aftership = new AfterShip();

    private static WebhookCall call(byte[] body, String header, String value) {
        return new WebhookCall(body, Map.of(header, value)::get);
    }

    /** The signature EasyPost documents for its own example: the key is normalised, the header has the scheme. */
    @Test
    void theSecretOfEasyPostIsNormalised() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        String composed = HexFormat.of().formatHex(Hmac.of(body, "se\u0301cret-fish"));
        assertThat(easypost.signed(
                        call(body, "X-Hmac-Signature", "hmac-sha256-hex=" + composed), "s\u00e9cret-\ufb01sh"))
                .isTrue();
    }

    /** The one that matters most: only what the carrier had in its hands may clear a seller. */
    @Test
    void noLabelPassesForAScan() {
        for (String status : new String[] {"unknown", "pre_transit", "failure", "cancelled", "error"}) {
            assertThat(EasyPost.meaning(status, "departed_facility")).isNotNull();
            assertThat(physical(EasyPost.meaning(status, "departed_facility")))
                    .as(status)
                    .isFalse();
        }
        for (String detail : new String[] {"label_created", "awaiting_information"}) {
            assertThat(physical(EasyPost.meaning("in_transit", detail)))
                    .as(detail)
                    .isFalse();
        }
        for (String tag : new String[] {"Pending", "InfoReceived", "AttemptFail", "Exception", "Expired"}) {
            assertThat(AfterShip.meaning(tag, null)).isNotNull();
            assertThat(physical(AfterShip.meaning(tag, tag + "_001"))).as(tag).isFalse();
        }
        for (String detail : new String[] {"label_created", "awaiting_information"}) {
            assertThat(physical(EasyPost.meaning("return_to_sender", detail)))
                    .as(detail)
                    .isFalse();
        }
        assertThat(physical(AfterShip.meaning("InTransit", "InfoReceived_001"))).isFalse();
        assertThat(physical(AfterShip.meaning("Delivered", "Pending_002"))).isFalse();
        assertThat(EasyPost.meaning("in_transit", "unknown")).isEqualTo(CarrierStatus.IN_TRANSIT);
        assertThat(AfterShip.meaning("InTransit", "InTransit_002")).isEqualTo(CarrierStatus.ACCEPTED);
        assertThat(EasyPost.meaning("new word", null)).isNull();
        assertThat(AfterShip.meaning(null, "InTransit_001")).isNull();
    }

    private static boolean physical(@Nullable CarrierStatus status) {
        return status != null && status.physical();
    }

    @Test
    void everyCarrierOfTheCatalogueHasANameAtBoth() {
        Carriers catalogue = Carriers.load();
        CarrierNames easypostNames = CarrierNames.load("easypost", catalogue);
        CarrierNames aftershipNames = CarrierNames.load("aftership", catalogue);
        assertThat(easypostNames.code("FedEx")).contains("fedex");
        assertThat(easypostNames.code("FEDEX")).contains("fedex");
        assertThat(aftershipNames.code("canada-post")).contains("canadapost");
        assertThat(aftershipNames.code("china-post")).contains("s10");
        assertThat(aftershipNames.code("pigeon")).isEmpty();
    }

    /** The bytes as they were sent: the label is told from the six scans after it. */
    @Test
    void aRealDeliveryIsRead() throws IOException {
        assumeTrue(Files.exists(REAL), "the real delivery " + REAL + " is not here");
        byte[] body = Files.readAllBytes(REAL);
        String code = HexFormat.of().formatHex(Hmac.of(body, "secret"));
        WebhookCall call = call(body, "X-Hmac-Signature", "hmac-sha256-hex=" + code);
        assertThat(easypost.signed(call, "secret")).isTrue();
        assertThat(easypost.signed(call, "Secret")).isFalse();
        String longer = new String(body, StandardCharsets.UTF_8)
                .replace("\"tracking_code\":\"1\"", "\"tracking_code\":\"1234\"");
        Delivery delivery = easypost.read(new WebhookCall(longer.getBytes(StandardCharsets.UTF_8), ignored -> null));
        assertThat(delivery.id()).isEqualTo("evt_1");
        assertThat(delivery.sentAt()).isEqualTo(Instant.parse("2024-08-02T19:26:52Z"));
        assertThat(delivery.reports())
                .hasSize(7)
                .allSatisfy(report -> assertThat(report).isInstanceOf(Scan.class));
        assertThat(delivery.reports().stream()
                        .map(report -> ((Scan) report).event())
                        .filter(event -> event.status().physical())
                        .findFirst()
                        .orElseThrow()
                        .occurredAt())
                .isEqualTo(Instant.parse("2024-07-31T19:27:00Z"));
        assertThat(((Scan) delivery.reports().getFirst()).event().status()).isEqualTo(CarrierStatus.LABEL_CREATED);
        assertThat(delivery.reports().stream().map(Delivery.Report::id)).doesNotHaveDuplicates();
    }

    @Test
    void countriesAreToldInTwoLetters() {
        byte[] body = """
                {"event":"tracking_update","event_id":"e","ts":1,"msg":{"slug":"ups","tracking_number":"1Z5R89390357567127",
                 "checkpoints":[{"tag":"Delivered","checkpoint_time":"2026-01-31T12:00:00+02:00","country_region":"CHN"}]}}
                """.getBytes(StandardCharsets.UTF_8);
        Scan scan = (Scan)
                aftership.read(new WebhookCall(body, ignored -> null)).reports().getFirst();
        assertThat(scan.event().country()).isEqualTo("CN");
        assertThat(scan.event().occurredAt()).isEqualTo(Instant.parse("2026-01-31T10:00:00Z"));
    }
}
