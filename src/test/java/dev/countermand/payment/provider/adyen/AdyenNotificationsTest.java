package dev.countermand.payment.provider.adyen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Hmac;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.RefusedException;
import dev.countermand.payment.provider.PaymentProvider.Progress;
import dev.countermand.payment.provider.ProviderBody;
import dev.countermand.payment.provider.ProviderCall;
import dev.countermand.payment.provider.ProviderNews;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews.Stage;
import dev.countermand.payment.provider.ProviderNews.RefundNews;
import dev.countermand.payment.provider.RefundKey;
import dev.countermand.payment.provider.RefundTruth;
import dev.countermand.payment.provider.Stories;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies are of the shape that Adyen documents for its standard webhook. */
class AdyenNotificationsTest {

    private static final byte[] KEY = HexFormat.of().parseHex("00112233445566778899AABBCCDDEEFF");
    private static final byte[] OTHER = HexFormat.of().parseHex("FFEEDDCCBBAA99887766554433221100");
    private static final UUID OURS = UUID.fromString("0197a3f0-0000-7000-8000-000000000001");
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant TOLD = Instant.parse("2026-03-02T09:50:00Z");

    private final AdyenNotifications notifications = new AdyenNotifications("Shop", List.of(KEY));

    private static String item(String event, boolean success, byte[] key) {
        return item(event, success, "Shop", key);
    }

    private static String item(String event, boolean success, String account, byte[] key) {
        String unsigned = """
                {"additionalData":{"hmacSignature":"%s"},"amount":{"currency":"EUR","value":2990},"eventCode":"%s",
                 "eventDate":"2026-03-02T10:50:00+01:00","merchantAccountCode":"%s","merchantReference":"%s",
                 "originalReference":"PAY1","paymentMethod":"visa","pspReference":"REF1","reason":"because",
                 "success":"%s"}""";
        String blank = unsigned.formatted("", event, account, OURS, success);
        ProviderBody body =
                ProviderBody.parse(blank.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        String code = Base64.getEncoder().encodeToString(Hmac.of(AdyenNotifications.signed(body), key));
        return unsigned.formatted(code, event, account, OURS, success);
    }

    private static ProviderCall call(String... items) {
        List<String> wrapped = new ArrayList<>();
        for (String item : items) {
            wrapped.add("{\"NotificationRequestItem\":" + item + "}");
        }
        String body = "{\"live\":\"false\",\"notificationItems\":[" + String.join(",", wrapped) + "]}";
        return new ProviderCall(body.getBytes(StandardCharsets.UTF_8), name -> null);
    }

    private List<ProviderNews> read(String... items) {
        return notifications.read(call(items), NOW);
    }

    @Test
    void eightFieldsAreSigned() {
        ProviderBody body =
                ProviderBody.parse("""
                        {"pspReference":"7914073381342284","merchantAccountCode":"TestMerchant",
                         "merchantReference":"TestPayment-1407325143704","amount":{"value":1130,"currency":"EUR"},
                         "eventCode":"AUTHORISATION","success":"true"}""".getBytes(StandardCharsets.UTF_8)).orElseThrow();
        assertThat(AdyenNotifications.signed(body))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("7914073381342284::TestMerchant:TestPayment-1407325143704:1130:EUR:AUTHORISATION:true");
    }

    @Test
    void aRefundThatSucceededIsSent() {
        assertThat(read(item("REFUND", true, KEY)))
                .containsExactly(new RefundNews(
                        "REFUND:REF1:true",
                        TOLD,
                        Set.of("PAY1"),
                        "REF1",
                        new RefundKey(OURS, 0),
                        new Progress.Sent(TOLD)));
    }

    @ParameterizedTest
    @CsvSource({"REFUND, false, refused", "REFUND_FAILED, true, failed", "REFUNDED_REVERSED, true, came back"})
    void whatFailedHasFailedForGood(String event, boolean success, String word) {
        assertThat(((RefundNews) read(item(event, success, KEY)).getFirst()).said())
                .isEqualTo(new Progress.Failed("Adyen: " + word + ", because"));
    }

    @ParameterizedTest
    @CsvSource({
        "REQUEST_FOR_INFORMATION, OPENED",
        "NOTIFICATION_OF_CHARGEBACK, OPENED",
        "INFORMATION_SUPPLIED, OPENED",
        "ISSUER_COMMENTS, OPENED",
        "PREARBITRATION_OPEN, OPENED",
        "CHARGEBACK, TAKEN",
        "CHARGEBACK_REVERSED, WON",
        "DISPUTE_DEFENSE_PERIOD_ENDED, UNDEFENDED",
        "PREARBITRATION_LOST, LOST",
        "PREARBITRATION_WON, WON_FOR_GOOD",
        "ISSUER_RESPONSE_TIMEFRAME_EXPIRED, WON_FOR_GOOD",
        "SCHEME_ARBITRATION_WON, WON_FOR_GOOD",
        "SCHEME_ARBITRATION_LOST, LOST_FOR_GOOD",
        "SECOND_CHARGEBACK, LOST_FOR_GOOD"
    })
    void chargebacks(String event, Stage stage) {
        assertThat(read(item(event, true, KEY)))
                .containsExactly(new ChargebackNews(
                        event + ":REF1:true",
                        TOLD,
                        Set.of("PAY1"),
                        "REF1",
                        new Money(2_990, Currency.getInstance("EUR")),
                        stage,
                        "because"));
    }

    /** An alert of the schemes is no dispute, and what did not happen moves nothing. */
    @Test
    void whatIsAboutNeitherOrOfAnotherAccountIsLeftOut() {
        assertThat(read(
                        item("AUTHORISATION", true, KEY),
                        item("NOTIFICATION_OF_FRAUD", true, KEY),
                        item("CHARGEBACK_REVERSED", false, KEY),
                        item("REFUND", true, "Other", KEY)))
                .isEmpty();
    }

    /** Adyen sends it with all events of a dispute only where it was told to: the payment's name then stands alone. */
    @Test
    void withoutAReferenceToThePaymentItsNameIsTheOnlyOne() {
        String blank = """
                {"additionalData":{"hmacSignature":"%s"},"amount":{"currency":"EUR","value":2990},
                 "eventCode":"PREARBITRATION_LOST","merchantAccountCode":"Shop","merchantReference":"order-1",
                 "pspReference":"PAY1","success":"true"}""";
        ProviderBody body = ProviderBody.parse(blank.formatted("").getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        String code = Base64.getEncoder().encodeToString(Hmac.of(AdyenNotifications.signed(body), KEY));
        ChargebackNews news = (ChargebackNews) read(blank.formatted(code)).getFirst();
        assertThat(news.paymentReferences()).containsExactly("PAY1");
        assertThat(news.reference()).isEqualTo("PAY1");
    }

    @Test
    void inWhateverOrderTheItemsComeTheRefundHasComeBack() {
        List<String> items =
                List.of(item("REFUND", true, KEY), item("REFUNDED_REVERSED", true, KEY), item("REFUND", true, KEY));
        for (int first = 0; first < items.size(); first++) {
            for (int second = 0; second < items.size(); second++) {
                for (int third = 0; third < items.size(); third++) {
                    if (Set.of(0, 1, 2).equals(Set.copyOf(List.of(first, second, third)))) {
                        List<Progress> said = read(items.get(first), items.get(second), items.get(third)).stream()
                                .map(news -> ((RefundNews) news).said())
                                .toList();
                        assertThat(RefundTruth.of(said).progress())
                                .isEqualTo(new Progress.Failed("Adyen: came back, because"));
                    }
                }
            }
        }
    }

    /** Signed items in, one end out: each of 5,460 stories of up to six. */
    @Test
    void everyStoryOfItsEventsHasOneEnd() {
        List<Progress> told = read(
                        item("REFUND", true, KEY),
                        item("REFUND", false, KEY),
                        item("REFUND_FAILED", true, KEY),
                        item("REFUNDED_REVERSED", true, KEY))
                .stream()
                .map(news -> ((RefundNews) news).said())
                .toList();
        int stories = Stories.each(
                told,
                story -> assertThat(Stories.cameTo(story)).as(story.toString()).isEqualTo(Stories.end(story)));
        assertThat(stories).isEqualTo(4 + 16 + 64 + 256 + 1_024 + 4_096);
    }

    @Test
    void oneItemWithAWrongSignatureRefusesAll() {
        refuses(item("REFUND", true, OTHER));
        refuses(item("REFUND", true, KEY), item("CHARGEBACK", true, OTHER));
        refuses(item("REFUND", true, KEY).replace("2990", "2991"));
        refuses(item("REFUND", true, KEY).replace("\"hmacSignature\"", "\"none\""));
        refuses(item("REFUND", true, KEY).replaceFirst("\"hmacSignature\":\"[^\"]*\"", "\"hmacSignature\":\"?\""));
    }

    @Test
    void eitherKeyWillDoWhileTheyAreChanged() {
        AdyenNotifications both = new AdyenNotifications("Shop", List.of(OTHER, KEY));
        assertThat(both.read(call(item("REFUND", true, KEY)), NOW)).hasSize(1);
        assertThat(both.read(call(item("REFUND", true, OTHER)), NOW)).hasSize(1);
    }

    private void refuses(String... items) {
        assertThatThrownBy(() -> read(items))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("SIGNATURE_WRONG"));
    }
}
