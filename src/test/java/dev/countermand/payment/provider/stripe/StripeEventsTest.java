package dev.countermand.payment.provider.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Hmac;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.RefusedException;
import dev.countermand.payment.provider.PaymentProvider.Progress;
import dev.countermand.payment.provider.ProviderCall;
import dev.countermand.payment.provider.ProviderNews;
import dev.countermand.payment.provider.ProviderNews.CaptureNews;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews.Stage;
import dev.countermand.payment.provider.ProviderNews.RefundNews;
import dev.countermand.payment.provider.RefundKey;
import dev.countermand.payment.provider.Stories;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies are of the shapes that Stripe documents, cut to what is read and something that is not. */
class StripeEventsTest {

    private static final String SECRET = "whsec_test";
    private static final UUID OURS = UUID.fromString("0197a3f0-0000-7000-8000-000000000001");
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant CREATED = Instant.ofEpochSecond(1_772_445_000L);

    private final StripeEvents events = new StripeEvents(List.of(SECRET, "whsec_before"));

    private static String refund(String type, String status, String more) {
        return """
                {"id":"evt_1","object":"event","created":1772445000,"type":"%s","livemode":false,"data":{"object":
                 {"id":"re_1","object":"refund","amount":2990,"currency":"eur","charge":"ch_1","payment_intent":"pi_1",
                  "metadata":{"refund":"%s"},"status":"%s"%s}}}""".formatted(type, OURS, status, more);
    }

    private static String dispute(String type, String status) {
        return """
                {"id":"evt_2","object":"event","created":1772445000,"type":"%s","data":{"object":
                 {"id":"dp_1","object":"dispute","amount":2990,"currency":"eur","charge":"ch_1","payment_intent":"pi_1",
                  "reason":"fraudulent","status":"%s"}}}""".formatted(type, status);
    }

    private static ProviderCall call(String body, String header) {
        return new ProviderCall(
                body.getBytes(StandardCharsets.UTF_8), name -> name.equals("Stripe-Signature") ? header : null);
    }

    private static String v1(Instant at, String body, String secret) {
        String time = Long.toString(at.getEpochSecond());
        byte[] signed = StripeEvents.signed(time, body.getBytes(StandardCharsets.UTF_8));
        return "v1=" + HexFormat.of().formatHex(Hmac.of(signed, secret));
    }

    private static String header(Instant at, String body, String secret) {
        return "t=" + at.getEpochSecond() + "," + v1(at, body, secret);
    }

    private List<ProviderNews> read(String body) {
        return events.read(call(body, header(NOW, body, SECRET)), NOW);
    }

    @ParameterizedTest
    @CsvSource({"refund.created", "refund.updated", "refund.failed", "charge.refund.updated"})
    void succeededIsSent(String type) {
        String body = refund(type, "succeeded", """
                ,"destination_details":{"type":"card","card":{"reference":"arn-7","reference_status":"available"}}""");
        assertThat(read(body))
                .containsExactly(new RefundNews(
                        "evt_1",
                        CREATED,
                        Set.of("ch_1", "pi_1"),
                        "re_1",
                        new RefundKey(OURS, 0),
                        new Progress.Sent(CREATED, "arn-7")));
    }

    @Test
    void aReferenceThatIsStillToComeIsNone() {
        String body = refund("refund.updated", "succeeded", """
                ,"destination_details":{"type":"card","card":{"reference":"x","reference_status":"pending"}}""");
        assertThat(said(body)).isEqualTo(new Progress.Sent(CREATED));
    }

    @ParameterizedTest
    @CsvSource({"pending", "requires_action", "something_new"})
    void whatIsNotDecidedIsPending(String status) {
        assertThat(said(refund("refund.updated", status, ""))).isEqualTo(new Progress.Pending());
    }

    @Test
    void failedAndCancelledHaveFailed() {
        assertThat(said(refund("refund.failed", "failed", ",\"failure_reason\":\"lost_or_stolen_card\"")))
                .isEqualTo(new Progress.Failed("Stripe: failed, lost_or_stolen_card"));
        assertThat(said(refund("refund.updated", "canceled", ""))).isInstanceOf(Progress.Failed.class);
    }

    /** Signed bodies in, one end out: each of 55,986 stories of up to six. */
    @Test
    void everyStoryOfItsEventsHasOneEnd() {
        List<Progress> told = List.of(
                said(refund("refund.created", "pending", "")),
                said(refund("refund.created", "succeeded", "")),
                said(refund("refund.updated", "succeeded", """
                        ,"destination_details":{"type":"card","card":{"reference":"arn-7","reference_status":"available"}}""")),
                said(refund("charge.refund.updated", "requires_action", "")),
                said(refund("refund.failed", "failed", ",\"failure_reason\":\"expired_or_canceled_card\"")),
                said(refund("refund.updated", "canceled", "")));
        int stories = Stories.each(
                told,
                story -> assertThat(Stories.cameTo(story)).as(story.toString()).isEqualTo(Stories.end(story)));
        assertThat(stories).isEqualTo(6 + 36 + 216 + 1_296 + 7_776 + 46_656);
    }

    private Progress said(String body) {
        return ((RefundNews) read(body).getFirst()).said();
    }

    @ParameterizedTest
    @CsvSource({
        "charge.dispute.created, warning_needs_response, OPENED",
        "charge.dispute.created, needs_response, TAKEN",
        "charge.dispute.funds_withdrawn, needs_response, TAKEN",
        "charge.dispute.updated, under_review, TAKEN",
        "charge.dispute.funds_reinstated, under_review, WON",
        "charge.dispute.closed, won, WON_FOR_GOOD",
        "charge.dispute.funds_reinstated, won, WON_FOR_GOOD",
        "charge.dispute.closed, warning_closed, WON",
        "charge.dispute.closed, lost, LOST"
    })
    void disputesAreChargebacks(String type, String status, Stage stage) {
        assertThat(read(dispute(type, status)))
                .containsExactly(new ChargebackNews(
                        "evt_2",
                        CREATED,
                        Set.of("ch_1", "pi_1"),
                        "dp_1",
                        new Money(2_990, Currency.getInstance("EUR")),
                        stage,
                        "fraudulent"));
    }

    /** A20a: what was captured in all, by either of the payment's names. */
    @ParameterizedTest
    @CsvSource({
        "charge.succeeded, true, amount_captured, ch_1, payment_intent, pi_1",
        "charge.captured, true, amount_captured, ch_1, payment_intent, pi_1",
        "charge.updated, true, amount_captured, ch_1, payment_intent, pi_1",
        "payment_intent.succeeded, true, amount_received, pi_1, latest_charge, ch_1"
    })
    void whatIsCapturedIsTold(String type, boolean captured, String field, String id, String other, String otherId) {
        assertThat(read(capture(type, captured, field, 1_200, id, other, otherId)))
                .containsExactly(new CaptureNews(
                        "evt_3", CREATED, Set.of("ch_1", "pi_1"), id, new Money(1_200, Currency.getInstance("EUR"))));
    }

    /** An authorisation moves no money, and older versions of the API do not say how much of it was captured. */
    @Test
    void whatIsOnlyAuthorisedIsNotTold() {
        assertThat(read(capture("charge.succeeded", false, "amount_captured", 0, "ch_1", "payment_intent", "pi_1")))
                .isEmpty();
        assertThat(read(capture("charge.captured", true, "amount_captured", 0, "ch_1", "payment_intent", "pi_1")))
                .isEmpty();
        assertThat(read(capture("charge.captured", true, "amount_refunded", 5, "ch_1", "payment_intent", "pi_1")))
                .isEmpty();
    }

    private static String capture(
            String type, boolean captured, String field, int amount, String id, String other, String otherId) {
        return """
                {"id":"evt_3","object":"event","type":"%s","created":%s,"data":{"object":{"id":"%s","amount":2990,
                 "captured":%s,"%s":%s,"currency":"eur","%s":"%s","status":"succeeded"}}}""".formatted(type, CREATED.getEpochSecond(), id, captured, field, amount, other, otherId);
    }

    @Test
    void whatIsAboutNeitherIsLeftOut() {
        assertThat(read(refund("charge.refunded", "succeeded", ""))).isEmpty();
    }

    @Test
    void eitherSecretWillDoWhileTheyAreChanged() {
        String body = refund("refund.created", "pending", "");
        assertThat(events.read(call(body, header(NOW, body, "whsec_before")), NOW))
                .hasSize(1);
        String both =
                "t=" + NOW.getEpochSecond() + "," + v1(NOW, body, "other") + "," + v1(NOW, body, SECRET) + ",v0=ab";
        assertThat(events.read(call(body, both), NOW)).hasSize(1);
    }

    @Test
    void aWrongSignatureIsRefused() {
        String body = refund("refund.created", "pending", "");
        String right = header(NOW, body, SECRET);
        for (String wrong : new String[] {
            null,
            "",
            "t=,v1=",
            "v1=" + "0".repeat(64),
            "t=" + NOW.getEpochSecond(),
            header(NOW, body, "other"),
            header(NOW, body + " ", SECRET),
            right.replace("v1=", "v0="),
            right.replace("t=", "t=1"),
            right.replaceFirst("v1=..", "v1=zz")
        }) {
            refuses(body, wrong, NOW, "SIGNATURE_WRONG");
        }
    }

    @Test
    void anOldSignatureIsRefusedAfterFiveMinutes() {
        String body = refund("refund.created", "pending", "");
        String header = header(NOW, body, SECRET);
        Duration limit = StripeEvents.TOLERANCE;
        assertThat(events.read(call(body, header), NOW.plus(limit))).hasSize(1);
        assertThat(events.read(call(body, header), NOW.minus(limit))).hasSize(1);
        refuses(body, header, NOW.plus(limit).plusSeconds(1), "DELIVERY_TOO_OLD");
        refuses(body, header, NOW.minus(limit).minusSeconds(1), "DELIVERY_FROM_THE_FUTURE");
    }

    @Test
    void withoutASecretNobodyCanSign() {
        String body = refund("refund.created", "pending", "");
        assertThatThrownBy(() -> new StripeEvents(List.of()).read(call(body, header(NOW, body, SECRET)), NOW))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("provider of webhooks");
    }

    private void refuses(String body, String header, Instant now, String code) {
        assertThatThrownBy(() -> events.read(call(body, header), now))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }
}
