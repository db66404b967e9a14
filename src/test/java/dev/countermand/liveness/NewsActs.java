package dev.countermand.liveness;

import static dev.countermand.liveness.Act.Party.PROVIDER;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.kernel.Hmac;
import dev.countermand.liveness.Act.Making;
import dev.countermand.liveness.Act.Scene;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a payment provider tells by themselves, true or not (A20a, A22): what becomes of it happens a moment later. */
final class NewsActs {

    /** As {@code application.properties} sets it for tests. */
    private static final String SECRET = "castle-of-sand";

    private static final int ALL_OF_IT = 100;
    private static final Predicate<Snapshot> REFUNDED =
            order -> order.refundedSoFar().signum() > 0;
    private static final Predicate<Snapshot> CAPTURED = order -> order.paid().signum() > 0;

    static final List<Act> ALL = List.of(
            act("news-of-arrival", 2, REFUNDED, scene -> ofRefund(scene, "ARRIVED")),
            act("news-of-failure", 2, REFUNDED, scene -> ofRefund(scene, "FAILED")),
            act("news-of-capture", 3, order -> order.in("PAYMENT_VERIFYING"), NewsActs::ofCapture),
            act("news-of-chargeback", 1, CAPTURED, scene -> ofChargeback(scene, "OPENED")),
            act("news-of-chargeback-won", 2, Snapshot::chargedBack, scene -> ofChargeback(scene, "WON")),
            act("news-of-chargeback-lost", 1, Snapshot::chargedBack, scene -> ofChargeback(scene, "LOST")));

    private NewsActs() {}

    private static Act act(String name, int weight, Predicate<Snapshot> fits, Making making) {
        return new Act(name, PROVIDER, weight, fits, making);
    }

    private static Call tell(JsonObject news) {
        return Call.signed(
                Service.SHOP,
                "/v1/webhooks/payments/sandbox",
                news,
                "Sandbox-Signature",
                body -> HexFormat.of().formatHex(Hmac.of(body.getBytes(StandardCharsets.UTF_8), SECRET)));
    }

    private static JsonObject news(Scene scene, JsonNode payment) {
        return new JsonObject()
                .put("id", "news-" + scene.life().id() + "-" + scene.life().next())
                .put("at", scene.service().now().toString())
                .put("payment", payment.path("providerReference").asText());
    }

    private static @Nullable Call ofRefund(Scene scene, String said) {
        JsonNode refund = MoneyActs.one(scene, "refunds", "status", "SENT");
        JsonNode payment =
                refund == null ? null : payment(scene, refund.path("paymentId").asText());
        return refund == null || payment == null
                ? null
                : tell(news(scene, payment)
                        .put("refund", "sandbox-" + refund.path("id").asText())
                        .put("key", refund.path("id").asText())
                        .put("said", said)
                        .put("words", "the account is closed"));
    }

    /** A3: some of it is there, or all. */
    private static @Nullable Call ofCapture(Scene scene) {
        JsonNode payment = MoneyActs.one(scene, "payments", "state", "VERIFYING");
        if (payment == null) {
            return null;
        }
        BigDecimal all = new BigDecimal(
                payment.path("verified").asText(payment.path("amount").asText()));
        return tell(news(scene, payment)
                .put("captured", Units.part(all, scene.oneOf(2) == 0 ? ALL_OF_IT - 1 : scene.pick()))
                .put("currency", scene.order().currency()));
    }

    private static @Nullable JsonNode payment(Scene scene, String id) {
        for (JsonNode payment : MoneyActs.financials(scene).path("payments")) {
            if (payment.path("id").asText().equals(id)) {
                return payment;
            }
        }
        return null;
    }

    private static @Nullable Call ofChargeback(Scene scene, String stage) {
        boolean first = stage.equals("OPENED");
        JsonNode chargeback = first ? null : MoneyActs.one(scene, "chargebacks", "state", "OPENED");
        JsonNode payment = chargeback == null
                ? MoneyActs.one(scene, "payments", "state", "CAPTURED")
                : payment(scene, chargeback.path("paymentId").asText());
        if (payment == null || !first && chargeback == null) {
            return null;
        }
        JsonNode about = chargeback == null ? payment : chargeback;
        return tell(news(scene, payment)
                .put(
                        "dispute",
                        chargeback == null
                                ? "dp-" + scene.life().next()
                                : chargeback.path("id").asText())
                .put("amount", about.path("amount").asText())
                .put("currency", scene.order().currency())
                .put("stage", stage)
                .put("words", "the cardholder does not know it"));
    }
}
