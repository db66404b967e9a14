package dev.countermand.api;

import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Aggregators of carriers as the tests speak for them: bodies, signatures, calls. */
public final class Webhooks {

    /** As {@code application.properties} sets them for tests. */
    public static final String EASYPOST = "s\u00e9cret-\ufb01sh";

    static final String EASYPOST_BEFORE = "old-fish";
    static final String AFTERSHIP = "ship-after-me";

    private Webhooks() {}

    static byte[] hmac(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** {@code X-Hmac-Signature} as EasyPost's own libraries make it. */
    public static String easypostSignature(byte[] body, String secret) {
        return "hmac-sha256-hex="
                + HexFormat.of().formatHex(hmac(body, Normalizer.normalize(secret, Normalizer.Form.NFKD)));
    }

    static Response easypost(byte[] body, @Nullable String signature) {
        var request = Http.anonymous().body(body);
        return (signature == null ? request : request.header("X-Hmac-Signature", signature))
                .post("/v1/webhooks/easypost");
    }

    static Response easypost(JsonObject event) {
        byte[] body = event.encode().getBytes(StandardCharsets.UTF_8);
        return easypost(body, easypostSignature(body, EASYPOST));
    }

    static Response aftership(byte[] body, @Nullable String signature) {
        var request = Http.anonymous().body(body);
        return (signature == null ? request : request.header("aftership-hmac-sha256", signature))
                .post("/v1/webhooks/aftership");
    }

    static Response aftership(JsonObject event) {
        byte[] body = event.encode().getBytes(StandardCharsets.UTF_8);
        return aftership(body, Base64.getEncoder().encodeToString(hmac(body, AFTERSHIP)));
    }

    /** An Event of a Tracker; each detail is {@code status/status_detail}, an hour after the one before. */
    public static JsonObject tracker(String id, Instant sentAt, String number, Instant from, String... details) {
        JsonArray history = new JsonArray();
        for (int i = 0; i < details.length; i++) {
            String[] words = details[i].split("/", 2);
            history.add(new JsonObject()
                    .put("object", "TrackingDetail")
                    .put("message", "as told")
                    .put("status", words[0])
                    .put("status_detail", words[1])
                    .put("datetime", from.plusSeconds(3600L * i).toString())
                    .put(
                            "tracking_location",
                            new JsonObject()
                                    .putNull("city")
                                    .put("country", "DE")
                                    .put("zip", "10115")));
        }
        return new JsonObject()
                .put("object", "Event")
                .put("id", id)
                .put("description", "tracker.updated")
                .put("created_at", sentAt.toString())
                .put("updated_at", sentAt.toString())
                .put(
                        "result",
                        new JsonObject()
                                .put("object", "Tracker")
                                .put("tracking_code", number)
                                .put("carrier", "UPS")
                                .put("tracking_details", history));
    }

    /** A tracking update; each checkpoint is {@code tag/subtag}, an hour after the one before. */
    static JsonObject tracking(String id, Instant sentAt, String number, Instant from, String... checkpoints) {
        JsonArray history = new JsonArray();
        for (int i = 0; i < checkpoints.length; i++) {
            String[] words = checkpoints[i].split("/", 2);
            history.add(new JsonObject()
                    .put("slug", "ups")
                    .put("message", "as told")
                    .put("tag", words[0])
                    .put("subtag", words[1])
                    // Without a zone, as some carriers tell it.
                    .put(
                            "checkpoint_time",
                            from.plusSeconds(3600L * i).toString().replace("Z", ""))
                    .put("country_region", "DEU")
                    .put("postal_code", "10115"));
        }
        return new JsonObject()
                .put("event", "tracking_update")
                .put("event_id", id)
                .put("is_tracking_first_tag", true)
                .put(
                        "msg",
                        new JsonObject()
                                .put("tracking_number", number)
                                .put("slug", "ups")
                                .put("tag", "InTransit")
                                .put("checkpoints", history))
                .put("ts", sentAt.getEpochSecond());
    }
}
