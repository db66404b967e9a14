package dev.countermand.payment.provider;

import dev.countermand.kernel.Hmac;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * What a provider sends by themselves, of the shape that they document, signed as they sign it: by what their pages say, and
 * not by the code that checks it.
 *
 * @param id under which it is kept once
 */
public record Delivery(String provider, String id, String body, Map<String, String> headers) {

    public static final String STRIPE_SECRET = "whsec_test";
    public static final String ADYEN_KEY = "00112233445566778899AABBCCDDEEFF";
    public static final String ADYEN_ACCOUNT = "Shop";

    public Delivery {
        headers = Map.copyOf(headers);
    }

    /**
     * Of a refund at Stripe.
     *
     * @param more fields of the refund besides, with a comma before them
     */
    public static Delivery stripeRefund(
            String id, String type, String refund, String payment, String ours, String status, String more) {
        return stripe(id, type, """
            {"id":"%s","object":"refund","amount":500,"currency":"eur","charge":null,"payment_intent":"%s",\
            "metadata":{"refund":"%s"},"status":"%s"%s}""".formatted(refund, payment, ours, status, more));
    }

    /** Of a dispute at Stripe, about this much in cents. */
    public static Delivery stripeDispute(
            String id, String type, String dispute, String payment, String status, long cents) {
        return stripe(id, type, """
            {"id":"%s","object":"dispute","amount":%s,"currency":"eur","charge":"ch_1","payment_intent":"%s",\
            "reason":"fraudulent","status":"%s"}""".formatted(dispute, cents, payment, status));
    }

    private static Delivery stripe(String id, String type, String object) {
        return new Delivery("stripe", id, """
            {"id":"%s","object":"event","created":1772445000,"type":"%s","livemode":false,"data":{"object":%s}}\
            """.formatted(id, type, object), Map.of());
    }

    /**
     * One item of Adyen's, about this much in cents.
     *
     * @param reference Adyen's name for the refund or the dispute
     * @param ours what stands in {@code merchantReference}
     */
    public static Delivery adyen(
            String event, boolean success, String reference, String payment, String ours, long cents) {
        String signed = String.join(
                ":",
                reference,
                payment,
                ADYEN_ACCOUNT,
                ours,
                Long.toString(cents),
                "EUR",
                event,
                Boolean.toString(success));
        String code = Base64.getEncoder()
                .encodeToString(Hmac.of(
                        signed.getBytes(StandardCharsets.UTF_8), HexFormat.of().parseHex(ADYEN_KEY)));
        String body = """
            {"live":"false","notificationItems":[{"NotificationRequestItem":{"additionalData":{"hmacSignature":"%s"},\
            "amount":{"currency":"EUR","value":%s},"eventCode":"%s","eventDate":"2026-03-02T10:50:00+01:00",\
            "merchantAccountCode":"%s","merchantReference":"%s","originalReference":"%s","paymentMethod":"visa",\
            "pspReference":"%s","reason":"because","success":"%s"}}]}\
            """.formatted(code, cents, event, ADYEN_ACCOUNT, ours, payment, reference, success);
        return new Delivery("adyen", event + ":" + reference + ":" + success, body, Map.of());
    }

    /** As it is sent at that time: Stripe signs the time, too, so that each attempt is signed anew. */
    public Delivery sentAt(Instant now) {
        if (!provider.equals("stripe")) {
            return this;
        }
        String signed = now.getEpochSecond() + "." + body;
        String code = HexFormat.of().formatHex(Hmac.of(signed.getBytes(StandardCharsets.UTF_8), STRIPE_SECRET));
        return new Delivery(
                provider, id, body, Map.of("Stripe-Signature", "t=" + now.getEpochSecond() + ",v1=" + code));
    }
}
