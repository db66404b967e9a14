package dev.countermand.payment.provider.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.payment.provider.FakeProvider;
import dev.countermand.payment.provider.Listed;
import dev.countermand.payment.provider.PaymentProvider.Finding;
import dev.countermand.payment.provider.PaymentProvider.Handover;
import dev.countermand.payment.provider.PaymentProvider.Instruction;
import dev.countermand.payment.provider.PaymentProvider.Listing;
import dev.countermand.payment.provider.PaymentProvider.Period;
import dev.countermand.payment.provider.PaymentProvider.Progress;
import dev.countermand.payment.provider.PaymentProvider.Submitted;
import dev.countermand.payment.provider.PaymentProvider.Taking;
import dev.countermand.payment.provider.ProviderUnavailable;
import dev.countermand.payment.provider.RefundKey;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In the service because the REST client is made for it; against a fake over real HTTP, by recorded shapes. */
@QuarkusTest
class StripeProviderTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final UUID OURS = UUID.fromString("0197a3f0-0000-7000-8000-000000000001");
    private static final Instruction REFUND =
            new Instruction(OURS, "pi_1", new Money(2_990, Currency.getInstance("EUR")));
    private static final Submitted SUBMITTED = new Submitted(REFUND, "re_1", NOW);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final FakeProvider fake = new FakeProvider();
    private final StripeProvider stripe = provider(Duration.ofSeconds(20));

    private StripeProvider provider(Duration limit) {
        return new StripeProvider(
                Optional.of("sk_test_1"),
                fake.address(),
                Optional.empty(),
                Optional.empty(),
                limit,
                InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private static String refund(String id, UUID ours, String status) {
        return """
                {"id":"%s","object":"refund","amount":2990,"charge":"ch_1","created":1772445000,"currency":"eur",
                 "metadata":{"refund":"%s"},"payment_intent":"pi_1","reason":null,"status":"%s"}""".formatted(id, ours, status);
    }

    private static String list(boolean more, String... refunds) {
        return "{\"object\":\"list\",\"url\":\"/v1/refunds\",\"has_more\":" + more + ",\"data\":["
                + String.join(",", refunds) + "]}";
    }

    private static String error(String type, String code) {
        return """
                {"error":{"type":"%s","code":"%s","message":"It says why.","request_log_url":"https://x.test"}}""".formatted(type, code);
    }

    private static <T> T now(Uni<T> answer) {
        return answer.await().atMost(A_MINUTE);
    }

    @Test
    void aRefundIsMadeUnderOurId() {
        fake.answers(200, refund("re_1", OURS, "succeeded"));
        assertThat(now(stripe.submit(REFUND))).isEqualTo(new Handover.Taken("re_1"));
        assertThat(fake.calls()).singleElement().satisfies(call -> {
            assertThat(call.line()).isEqualTo("POST /v1/refunds");
            assertThat(call.header("Authorization")).isEqualTo("Bearer sk_test_1");
            assertThat(call.header("Idempotency-Key")).isEqualTo(OURS.toString());
            assertThat(call.header("Stripe-Version")).isEqualTo(StripeClient.VERSION);
            assertThat(call.header("Content-Type")).startsWith("application/x-www-form-urlencoded");
            assertThat(call.body().split("&"))
                    .containsExactlyInAnyOrder("amount=2990", "payment_intent=pi_1", "metadata%5Brefund%5D=" + OURS);
        });
    }

    @Test
    void aPaymentMayBeNamedByItsCharge() {
        fake.answers(200, refund("re_1", OURS, "pending"));
        now(stripe.submit(new Instruction(OURS, "ch_1", REFUND.amount())));
        assertThat(fake.calls().getFirst().body()).contains("charge=ch_1").doesNotContain("payment_intent");
    }

    /** A20a: told by its intent or by its charge, it is one payment. */
    @Test
    void aChargeCountsAsItsIntent() {
        assertThat(stripe.mayBeNamedOtherwise("pi_1")).isFalse();
        assertThat(stripe.mayBeNamedOtherwise("ch_1")).isTrue();
        assertThat(stripe.mayBeNamedOtherwise("py_1")).isTrue();
        fake.answers(200, charge("ch_1", true, "succeeded"));
        assertThat(now(stripe.nameOf("ch_1"))).isEqualTo("pi_1");
        assertThat(fake.calls().getFirst().line()).isEqualTo("GET /v1/charges/ch_1");
        assertThat(fake.calls().getFirst().header("Authorization")).isEqualTo("Bearer sk_test_1");
    }

    @Test
    void aChargeOfNoIntentCountsAsItself() {
        fake.answers(200, "{\"id\":\"ch_1\",\"object\":\"charge\",\"payment_intent\":null}")
                .answers(404, error("invalid_request_error", "resource_missing"));
        assertThat(now(stripe.nameOf("ch_1"))).isEqualTo("ch_1");
        assertThat(now(stripe.nameOf("ch_2"))).isEqualTo("ch_2");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429, 500, 503})
    void whoseAChargeIsIsNotGuessed(int status) {
        fake.answers(status, error("api_error", "x"));
        unavailable(stripe.nameOf("ch_1"), "Stripe answered " + status);
    }

    @Test
    void aDeclineIsInWordsForStaff() {
        fake.answers(402, error("card_error", "balance_insufficient"));
        assertThat(now(stripe.submit(REFUND)))
                .isEqualTo(new Handover.Declined("Stripe: balance_insufficient, It says why."));
    }

    @Test
    void whatStripeCannotExpressIsNeverSent() {
        Money odd = new Money(1_234, Currency.getInstance("BHD"));
        assertThat(now(stripe.submit(new Instruction(OURS, "pi_1", odd)))).isInstanceOf(Handover.Declined.class);
        assertThat(fake.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 409, 429, 500, 502, 503})
    void whatSaysNothingOfTheRefundIsTriedAgain(int status) {
        fake.answers(status, error("api_error", "rate_limit"));
        unavailable(stripe.submit(REFUND), "Stripe answered " + status);
    }

    @Test
    void anErrorThatIsNoJsonIsTriedAgain() {
        fake.answers(400, "<html>Bad Gateway</html>");
        unavailable(stripe.submit(REFUND), "Stripe answered 400");
    }

    @Test
    void aStoredErrorIsLookedBehind() {
        Map<String, String> replayed = Map.of("Idempotent-Replayed", "true");
        fake.answers(500, error("api_error", "x"), replayed).answers(200, list(false, refund("re_7", OURS, "pending")));
        assertThat(now(stripe.submit(REFUND))).isEqualTo(new Handover.Taken("re_7"));

        fake.answers(500, error("api_error", "x"), replayed).answers(200, list(false));
        unavailable(stripe.submit(REFUND), "Stripe answered 500");
    }

    @Test
    void whatWasRefundedAlreadyMayBeByThisRefund() {
        fake.answers(400, error("invalid_request_error", "charge_already_refunded"))
                .answers(200, list(false, refund("re_1", OURS, "succeeded")));
        assertThat(now(stripe.submit(REFUND))).isEqualTo(new Handover.Taken("re_1"));

        fake.answers(400, error("invalid_request_error", "charge_already_refunded"))
                .answers(200, list(false, refund("re_2", new UUID(0, 2), "succeeded")));
        assertThat(now(stripe.submit(REFUND))).isInstanceOf(Handover.Declined.class);
    }

    /** The key was used with other fields, by a release before this one: that is no word about the refund. */
    @Test
    void aKeyThatWasUsedOtherwiseIsLookedUp() {
        fake.answers(400, error("idempotency_error", "")).answers(200, list(false, refund("re_1", OURS, "succeeded")));
        assertThat(now(stripe.submit(REFUND))).isEqualTo(new Handover.Taken("re_1"));

        fake.answers(400, error("idempotency_error", "")).answers(200, list(false));
        unavailable(stripe.submit(REFUND), "Stripe answered 400");
    }

    @Test
    void theSameKeyGetsTheSameAnswer() {
        Map<String, String> replayed = Map.of("Idempotent-Replayed", "true");
        fake.answers(200, refund("re_1", OURS, "pending")).answers(200, refund("re_1", OURS, "pending"), replayed);
        assertThat(now(stripe.submit(REFUND))).isEqualTo(now(stripe.submit(REFUND)));
        assertThat(fake.calls())
                .extracting(call -> call.header("Idempotency-Key"))
                .containsOnly(OURS.toString());
    }

    @Test
    void whoDoesNotAnswerIsTriedAgain() {
        fake.hangs();
        unavailable(provider(Duration.ofMillis(300)).submit(REFUND), "Stripe gave no answer");
        fake.close();
        unavailable(stripe.submit(REFUND), "Stripe gave no answer");
    }

    @Test
    void itIsAskedByItsReference() {
        fake.answers(200, refund("re_1", OURS, "succeeded")).answers(200, refund("re_1", OURS, "failed"));
        assertThat(now(stripe.ask(SUBMITTED))).isEqualTo(new Progress.Sent(NOW));
        assertThat(now(stripe.ask(SUBMITTED))).isInstanceOf(Progress.Failed.class);
        assertThat(fake.calls().getFirst().line())
                .startsWith("GET /v1/refunds/re_1?expand")
                .endsWith("=balance_transaction");
    }

    private static String left(long at) {
        String refund = refund("re_1", OURS, "succeeded");
        return refund.substring(0, refund.length() - 1) + ",\"balance_transaction\":{\"id\":\"txn_1\",\"created\":" + at
                + "}}";
    }

    /** A22: the day of sending is Stripe's, where Stripe says it, and never later than now. */
    @Test
    void itWasSentWhenStripeSaysThatItLeft() {
        Instant yesterday = NOW.minus(Duration.ofDays(1));
        fake.answers(200, left(yesterday.getEpochSecond()))
                .answers(200, left(NOW.plusSeconds(60).getEpochSecond()));
        assertThat(now(stripe.ask(SUBMITTED))).isEqualTo(new Progress.Sent(yesterday));
        assertThat(now(stripe.ask(SUBMITTED))).isEqualTo(new Progress.Sent(NOW));
    }

    /** A restricted key may not be allowed to read balances. */
    @Test
    void aKeyThatMayNotReadBalancesGetsTheRefundAlone() {
        fake.answers(403, error("invalid_request_error", "more_permissions_required"))
                .answers(200, refund("re_1", OURS, "succeeded"));
        assertThat(now(stripe.ask(SUBMITTED))).isEqualTo(new Progress.Sent(NOW));
        assertThat(fake.calls().getLast().line()).isEqualTo("GET /v1/refunds/re_1");
    }

    /** A20b: what waits for the buyer is cancelled where a person closes it. */
    @Test
    void whatWaitsForTheBuyerIsTakenBack() {
        fake.answers(200, refund("re_1", OURS, "canceled"));
        assertThat(now(stripe.takeBack(SUBMITTED))).isEqualTo(new Taking.Back());
        assertThat(fake.calls()).singleElement().satisfies(call -> {
            assertThat(call.line()).isEqualTo("POST /v1/refunds/re_1/cancel");
            assertThat(call.header("Authorization")).isEqualTo("Bearer sk_test_1");
            assertThat(call.header("Stripe-Version")).isEqualTo(StripeClient.VERSION);
        });
    }

    /** Stripe cancels nothing else, and nothing twice: what it is says whether it may still go. */
    @Test
    void whatStripeDoesNotCancelIsLookedUp() {
        fake.answers(400, error("invalid_request_error", "")).answers(200, refund("re_1", OURS, "pending"));
        assertThat(now(stripe.takeBack(SUBMITTED))).isEqualTo(new Taking.Kept("Stripe: pending"));
        fake.answers(400, error("invalid_request_error", "")).answers(200, refund("re_1", OURS, "canceled"));
        assertThat(now(stripe.takeBack(SUBMITTED))).isEqualTo(new Taking.Back());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 429, 500})
    void whatSaysNothingOfTheRefundTakesNothingBack(int status) {
        fake.answers(status, error("api_error", "rate_limit"));
        unavailable(stripe.takeBack(SUBMITTED), "Stripe answered " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 429, 500})
    void noAnswerToAQuestionIsNoNo(int status) {
        fake.answers(status, error("invalid_request_error", "resource_missing"));
        unavailable(stripe.ask(SUBMITTED), "Stripe answered " + status);
    }

    @Test
    void itIsFoundAmongTheRefundsOfItsPayment() {
        fake.answers(200, list(true, refund("re_9", new UUID(0, 9), "succeeded")))
                .answers(200, list(false, refund("re_1", OURS, "pending")));
        assertThat(now(stripe.find(REFUND))).isEqualTo(new Finding.Found("re_1"));
        assertThat(fake.calls())
                .extracting(FakeProvider.Call::line)
                .containsExactly(
                        "GET /v1/refunds?payment_intent=pi_1&limit=100",
                        "GET /v1/refunds?payment_intent=pi_1&limit=100&starting_after=re_9");
    }

    @Test
    void itIsMissingOnlyWhereAllWereSeen() {
        fake.answers(200, list(false)).answers(200, list(true));
        assertThat(now(stripe.find(REFUND))).isEqualTo(new Finding.Missing());
        assertThat(now(stripe.find(REFUND))).isEqualTo(new Finding.Unknowable());
    }

    private static void unavailable(Uni<?> call, String words) {
        assertThatThrownBy(() -> now(call))
                .isInstanceOf(ProviderUnavailable.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("sk_test");
    }

    /** For reconciliation: refunds, then charges, page by page, and only what moved money. */
    @Test
    void whatIsOfATimeIsListedPageByPage() {
        Period day = new Period(NOW, NOW.plus(Duration.ofDays(1)));
        fake.answers(200, list(true, refund("re_2", OURS, "succeeded")))
                .answers(200, list(false, refund("re_1", OURS, "failed")))
                .answers(200, list(false, charge("ch_1", true, "succeeded"), charge("ch_2", false, "succeeded")));
        Listing first = now(stripe.list(day, null));
        Listing second = now(stripe.list(day, first.next()));
        Listing third = now(stripe.list(day, second.next()));
        assertThat(third.next()).isNull();
        assertThat(first.items()).singleElement().satisfies(item -> {
            assertThat(item.reference()).isEqualTo("re_2");
            assertThat(item.key()).isEqualTo(new RefundKey(OURS, 0));
            assertThat(item.state()).isEqualTo(Listed.State.DONE);
        });
        assertThat(second.items())
                .singleElement()
                .satisfies(item -> assertThat(item.state()).isEqualTo(Listed.State.FAILED));
        assertThat(third.items()).singleElement().satisfies(item -> {
            assertThat(item.thing()).isEqualTo(Listed.Thing.CAPTURE);
            assertThat(item.paymentReferences()).containsExactlyInAnyOrder("ch_1", "pi_1");
        });
        assertThat(fake.calls().stream().map(FakeProvider.Call::line).toList())
                .allMatch(line -> line.contains("created%5Bgte%5D=" + NOW.getEpochSecond())
                        || line.contains("created[gte]=" + NOW.getEpochSecond()));
        assertThat(fake.calls().get(1).line()).contains("starting_after=re_2");
        assertThat(fake.calls().get(2).line()).startsWith("GET /v1/charges");
    }

    @Test
    void aListThatCannotBeReadIsTriedAgain() {
        fake.answers(429, error("api_error", "rate_limit"));
        unavailable(stripe.list(new Period(NOW, NOW.plus(Duration.ofDays(1))), null), "Stripe answered 429");
    }

    private static String charge(String id, boolean captured, String status) {
        return """
                {"id":"%s","object":"charge","amount":2990,"amount_captured":2990,"captured":%s,"created":1772445000,
                 "currency":"eur","payment_intent":"pi_1","status":"%s"}""".formatted(id, captured, status);
    }
}
