package dev.countermand.liveness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.liveness.Act.Scene;
import dev.countermand.liveness.Call.Caller;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls about the open dispute of an order (A19); none, when there is none. */
final class OfDispute {

    private OfDispute() {}

    static String path(JsonNode dispute, String what) {
        return "/v1/disputes/" + dispute.path("id").asText() + "/" + what;
    }

    static @Nullable Call post(Scene scene, Caller by, String what) {
        JsonNode dispute = scene.order().dispute();
        return dispute == null ? null : Call.post(by, path(dispute, what));
    }

    /** Where money alone is haggled over, with an offer mostly. */
    static @Nullable Call rejection(Scene scene, Caller by) {
        JsonNode dispute = scene.order().dispute();
        if (dispute == null) {
            return null;
        }
        Map<String, Object> body = new HashMap<>();
        body.put("explanation", "That is not how it was");
        BigDecimal refundable = scene.order().refundable();
        boolean haggling = dispute.path("kind").asText().equals("REFUND_ONLY");
        if (haggling && refundable.signum() > 0 && scene.oneOf(4) != 0) {
            body.put("offer", Units.part(refundable, scene.pick()));
        }
        return Call.post(by, path(dispute, "rejection"), body);
    }
}
