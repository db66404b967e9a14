package dev.countermand.payment.provider.stripe;

import static dev.countermand.payment.provider.stripe.StripeAnswers.answered;
import static dev.countermand.payment.provider.stripe.StripeAnswers.bodyOfSuccess;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.payment.provider.Listed;
import dev.countermand.payment.provider.PaymentProvider.Listing;
import dev.countermand.payment.provider.PaymentProvider.Period;
import dev.countermand.payment.provider.PaymentProvider.Progress;
import dev.countermand.payment.provider.ProviderBody;
import dev.countermand.payment.provider.ProviderUnavailable;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Stripe has of a time: first its refunds, then its charges, the newest first, a page a request. A cursor is the name of
 * the last one seen, behind what is listed.
 */
record StripeLists(StripeClient client, String bearer) {

    private static final int PAGE = 100;

    private static final String REFUNDS = "refunds";
    private static final String CHARGES = "charges";

    Uni<Listing> page(Period period, @Nullable String cursor) {
        String[] at = (cursor == null ? REFUNDS : cursor).split(" ", 2);
        String after = at.length == 2 ? at[1] : null;
        // Stripe counts in seconds: what is made in the second of a bound is listed on both of its sides.
        long from = period.from().getEpochSecond();
        long to = period.to().getEpochSecond() + 1;
        boolean refunds = at[0].equals(REFUNDS);
        return answered(
                        refunds
                                ? client.refundsOf(bearer, StripeClient.VERSION, from, to, PAGE, after)
                                : client.chargesOf(bearer, StripeClient.VERSION, from, to, PAGE, after))
                .map(answer -> listing(bodyOfSuccess(answer), refunds));
    }

    private static Listing listing(ProviderBody list, boolean refunds) {
        List<Listed> items = new ArrayList<>();
        String last = null;
        for (JsonNode each : list.list("/data")) {
            ProviderBody item = new ProviderBody(each);
            last = item.required("/id");
            if (refunds) {
                items.add(refund(item));
            } else if (isCaptured(item)) {
                items.add(charge(item));
            }
        }
        if (list.node().path("has_more").asBoolean(false)) {
            if (last == null) {
                throw new ProviderUnavailable("Stripe says that there is more, and does not say behind what");
            }
            return new Listing(items, (refunds ? REFUNDS : CHARGES) + " " + last);
        }
        return new Listing(items, refunds ? CHARGES : null);
    }

    private static Listed refund(ProviderBody item) {
        StripeRefund refund = new StripeRefund(item);
        Instant at = Instant.ofEpochSecond(item.number("/created"));
        Listed.State state = switch (refund.progress(at)) {
            case Progress.Sent ignored -> Listed.State.DONE;
            case Progress.Arrived ignored -> Listed.State.DONE;
            case Progress.Pending ignored -> Listed.State.UNDER_WAY;
            case Progress.Declined ignored -> Listed.State.FAILED;
            case Progress.Failed ignored -> Listed.State.FAILED;
        };
        return new Listed(
                Listed.Thing.REFUND,
                item.required("/id"),
                refund.ourKey(),
                refund.paymentReferences(),
                StripeAmounts.read(item.number("/amount"), item.currency("/currency")),
                state,
                at);
    }

    /** An authorisation that was not captured has moved no money, nor has a charge that failed. */
    private static boolean isCaptured(ProviderBody item) {
        return item.node().path("captured").asBoolean(false)
                && item.textOr("/status", "").equals("succeeded");
    }

    private static Listed charge(ProviderBody item) {
        String id = item.required("/id");
        String intent = item.text("/payment_intent");
        return new Listed(
                Listed.Thing.CAPTURE,
                id,
                null,
                intent == null ? Set.of(id) : Set.of(id, intent),
                StripeAmounts.read(item.number("/amount_captured"), item.currency("/currency")),
                Listed.State.DONE,
                Instant.ofEpochSecond(item.number("/created")));
    }
}
