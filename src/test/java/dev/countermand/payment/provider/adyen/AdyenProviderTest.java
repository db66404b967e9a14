package dev.countermand.payment.provider.adyen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.payment.provider.FakeProvider;
import dev.countermand.payment.provider.PaymentProvider.Finding;
import dev.countermand.payment.provider.PaymentProvider.Handover;
import dev.countermand.payment.provider.PaymentProvider.Instruction;
import dev.countermand.payment.provider.PaymentProvider.Progress;
import dev.countermand.payment.provider.PaymentProvider.Submitted;
import dev.countermand.payment.provider.ProviderUnavailable;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In the service because the REST client is made for it; against a fake over real HTTP, by recorded shapes. */
@QuarkusTest
class AdyenProviderTest {

    private static final UUID OURS = UUID.fromString("0197a3f0-0000-7000-8000-000000000001");
    private static final Instruction REFUND =
            new Instruction(OURS, "PAY1", new Money(2_990, Currency.getInstance("EUR")));
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final String RECEIVED = """
            {"merchantAccount":"Shop","paymentPspReference":"PAY1","pspReference":"REF1","status":"received",
             "reference":"0197a3f0-0000-7000-8000-000000000001","amount":{"currency":"EUR","value":2990}}""";

    private final FakeProvider fake = new FakeProvider();
    private final AdyenProvider adyen = provider(Duration.ofSeconds(20), Optional.of("Shop"), Optional.of("00ff"));

    private AdyenProvider provider(Duration limit, Optional<String> account, Optional<String> hmacKey) {
        return new AdyenProvider(
                Optional.of("AQE-test"),
                account,
                URI.create(fake.address() + "/v71"),
                hmacKey,
                Optional.empty(),
                limit);
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private static String error(int status, String code) {
        return """
                {"status":%s,"errorCode":"%s","message":"It says why.","errorType":"validation","pspReference":"X"}""".formatted(status, code);
    }

    private static <T> T now(Uni<T> answer) {
        return answer.await().atMost(A_MINUTE);
    }

    @Test
    void aRefundIsMadeUnderOurIdAndOnlyAcknowledged() throws IOException {
        fake.answers(201, RECEIVED);
        assertThat(now(adyen.submit(REFUND))).isEqualTo(new Handover.Taken("REF1"));
        FakeProvider.Call call = fake.calls().getFirst();
        assertThat(call.line()).isEqualTo("POST /v71/payments/PAY1/refunds");
        assertThat(call.header("X-API-Key")).isEqualTo("AQE-test");
        assertThat(call.header("Idempotency-Key")).isEqualTo(OURS.toString());
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(call.body())).isEqualTo(json.readTree("""
                        {"merchantAccount":"Shop","amount":{"value":2990,"currency":"EUR"},
                         "reference":"0197a3f0-0000-7000-8000-000000000001"}"""));
        assertThat(now(adyen.ask(new Submitted(REFUND, "REF1", Instant.EPOCH)))).isEqualTo(new Progress.Pending());
    }

    @Test
    void theSameKeyGetsTheSameAnswer() {
        fake.answers(201, RECEIVED).answers(201, RECEIVED);
        assertThat(now(adyen.submit(REFUND))).isEqualTo(now(adyen.submit(REFUND)));
    }

    @Test
    void aDeclineIsInWordsForStaff() {
        fake.answers(422, error(422, "167"));
        assertThat(now(adyen.submit(REFUND))).isEqualTo(new Handover.Declined("Adyen: 167, It says why."));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 409, 429, 500, 503})
    void whatSaysNothingOfTheRefundIsTriedAgain(int status) {
        fake.answers(status, error(status, "000"));
        unavailable(adyen.submit(REFUND), "Adyen answered " + status);
    }

    @Test
    void whatIsBeingWorkedOnIsTriedAgain() {
        fake.answers(422, error(422, "704"));
        unavailable(adyen.submit(REFUND), "Adyen answered 422");
    }

    @Test
    void whoDoesNotAnswerIsTriedAgain() {
        fake.hangs();
        AdyenProvider hasty = provider(Duration.ofMillis(300), Optional.of("Shop"), Optional.of("00ff"));
        unavailable(hasty.submit(REFUND), "Adyen gave no answer");
        fake.close();
        unavailable(adyen.submit(REFUND), "Adyen gave no answer");
    }

    @Test
    void nobodyCanSayWhatWasMadeBefore() {
        assertThat(now(adyen.find(REFUND))).isEqualTo(new Finding.Unknowable());
    }

    @Test
    void aKeyAloneIsNotEnough() {
        assertThatThrownBy(() -> provider(A_MINUTE, Optional.empty(), Optional.of("00ff")))
                .hasMessageContaining("countermand.adyen.merchant-account");
        assertThatThrownBy(() -> provider(A_MINUTE, Optional.of("Shop"), Optional.of("not-hex")))
                .hasMessageContaining("must be in hex")
                .hasMessageNotContaining("not-hex");
    }

    private static void unavailable(Uni<?> call, String words) {
        assertThatThrownBy(() -> now(call))
                .isInstanceOf(ProviderUnavailable.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("AQE");
    }
}
