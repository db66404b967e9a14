package dev.countermand.payment.provider.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.payment.provider.PaymentProvider.Progress;
import dev.countermand.payment.provider.ProviderBody;
import dev.countermand.payment.provider.RefundKey;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A refund as Stripe writes it, in answers and in events. */
record StripeRefund(ProviderBody body) {

    /** What is asked for beside the refund: when its money left the balance. */
    static final String BALANCE = "balance_transaction";

    /** Under this name Stripe keeps our key. */
    static final String OUR_KEY = "refund";

    @Nullable
    RefundKey ourKey() {
        return body.key("/metadata/" + OUR_KEY);
    }

    /** A payment has two names at Stripe; ours may carry either. */
    Set<String> paymentReferences() {
        Set<String> names = new TreeSet<>();
        for (String field : Set.of("/payment_intent", "/charge")) {
            String name = body.text(field);
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    /**
     * What it says of the money. "Succeeded" is only that it has left, and may still become "failed"; a state that Stripe
     * may invent is asked about until it is one of these.
     *
     * @param at when Stripe said so
     */
    Progress progress(Instant at) {
        return switch (body.textOr("/status", "unknown")) {
            case "succeeded" -> new Progress.Sent(at, bankReference());
            case "failed" -> failed("failed");
            case "canceled" -> failed("cancelled");
            default -> new Progress.Pending();
        };
    }

    /**
     * When its money left, by Stripe's clock. A refund itself only says when it was made, which may be days before.
     *
     * @param otherwise where Stripe does not say
     */
    Instant leftAt(Instant otherwise) {
        JsonNode created = body.node().at("/" + BALANCE + "/created");
        return created.isIntegralNumber() && created.canConvertToLong()
                ? earlier(Instant.ofEpochSecond(created.longValue()), otherwise)
                : otherwise;
    }

    /** Nothing has left later than now, whatever a clock says. */
    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Progress failed(String how) {
        return new Progress.Failed("Stripe: " + how + ", " + body.textOr("/failure_reason", "without a reason"));
    }

    /** Where the money went decides under which field its reference stands; one that is still to come says so. */
    private @Nullable String bankReference() {
        String where = body.text("/destination_details/type");
        if (where == null || !where.matches("\\w+")) {
            return null;
        }
        ProviderBody details = body.object("/destination_details/" + where);
        return details.textOr("/reference_status", "available").equals("available") ? details.text("/reference") : null;
    }
}
