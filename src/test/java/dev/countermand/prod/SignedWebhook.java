package dev.countermand.prod;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A delivery as EasyPost makes it, with a signature that holds. */
final class SignedWebhook {

    private SignedWebhook() {}

    /**
     * One physical scan.
     *
     * @param id of the delivery
     * @param secret in letters that are written in one way only
     */
    static HttpRequest.Builder easypost(URI address, String id, String secret, String city, String postcode)
            throws GeneralSecurityException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String body = """
            {"id":"%1$s","object":"Event","description":"tracker.updated","created_at":"%2$s",
             "result":{"object":"Tracker","tracking_code":"1Z5R89390357567127","carrier":"UPS","tracking_details":[
               {"status":"in_transit","status_detail":"received_at_origin_facility","message":"Origin scan",
                "datetime":"%2$s","tracking_location":{"city":"%3$s","country":"DE","zip":"%4$s"}}]}}""".formatted(id, now, city, postcode);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header(
                        "X-Hmac-Signature",
                        "hmac-sha256-hex="
                                + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8))))
                .POST(BodyPublishers.ofString(body));
    }
}
