package dev.countermand.payment.provider.stripe;

import dev.countermand.kernel.Hmac;
import dev.countermand.kernel.Refusal;
import dev.countermand.payment.provider.ProviderBody;
import dev.countermand.payment.provider.ProviderCall;
import dev.countermand.payment.provider.ProviderNews;
import dev.countermand.payment.provider.ProviderNews.CaptureNews;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews.Stage;
import dev.countermand.payment.provider.ProviderNews.RefundNews;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * What Stripe sends by itself: {@code Stripe-Signature: t=...,v1=...}, the HMAC over {@code t.body} with the secret of the
 * webhook. Stripe signs each attempt anew, so an old one is none of theirs. Pure.
 *
 * @param secrets the present one, and the one before while it is changed
 */
record StripeEvents(List<String> secrets) {

    /** How far the time that is signed may be from ours, either way. */
    static final Duration TOLERANCE = Duration.ofSeconds(300);

    private static final String HEADER = "Stripe-Signature";
    private static final int CODE_BYTES = 32;

    /** More are sent only while secrets are changed, and then two. */
    private static final int SIGNATURES_AT_MOST = 8;

    StripeEvents {
        secrets = List.copyOf(secrets);
    }

    List<ProviderNews> read(ProviderCall call, Instant now) {
        if (secrets.isEmpty()) {
            throw Refusal.notFound("provider of webhooks").asException();
        }
        Instant signedAt = signedAt(call);
        if (signedAt.isBefore(now.minus(TOLERANCE))) {
            throw Refusal.unsigned("DELIVERY_TOO_OLD", "The delivery was sent too long ago")
                    .asException();
        }
        if (signedAt.isAfter(now.plus(TOLERANCE))) {
            throw Refusal.unsigned("DELIVERY_FROM_THE_FUTURE", "The delivery says that it was not sent yet")
                    .asException();
        }
        return news(ProviderBody.required(call.body()));
    }

    /** The time that was signed together with the body. */
    private Instant signedAt(ProviderCall call) {
        String time = "";
        List<byte[]> codes = new ArrayList<>();
        String header = call.header(HEADER);
        for (String part : header == null ? new String[0] : header.split(",", SIGNATURES_AT_MOST + 2)) {
            String value = part.substring(part.indexOf('=') + 1).strip();
            if (part.strip().startsWith("t=") && value.matches("\\d{1,12}")) {
                time = value;
            } else if (part.strip().startsWith("v1=") && value.matches("[0-9a-f]{" + 2 * CODE_BYTES + "}")) {
                codes.add(HexFormat.of().parseHex(value));
            }
        }
        byte[] signed = signed(time, call.body());
        boolean mine = !time.isEmpty()
                && secrets.stream()
                        .map(secret -> Hmac.of(signed, secret))
                        .anyMatch(right -> codes.stream().anyMatch(code -> Hmac.same(right, code)));
        if (!mine) {
            throw Refusal.unsigned("SIGNATURE_WRONG", "The signature is missing, or is not that of this body")
                    .asException();
        }
        return Instant.ofEpochSecond(Long.parseLong(time));
    }

    /** What the code is made of. */
    static byte[] signed(String time, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((time + ".").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static List<ProviderNews> news(ProviderBody event) {
        String id = event.required("/id");
        Instant at = Instant.ofEpochSecond(event.number("/created"));
        ProviderBody object = event.object("/data/object");
        return switch (event.required("/type")) {
            case "refund.created", "refund.updated", "refund.failed", "charge.refund.updated" ->
                List.of(refund(id, at, object));
            case "charge.dispute.created",
                    "charge.dispute.updated",
                    "charge.dispute.funds_withdrawn",
                    "charge.dispute.funds_reinstated",
                    "charge.dispute.closed" -> List.of(dispute(id, at, event.required("/type"), object));
            case "charge.succeeded", "charge.captured", "charge.updated" ->
                object.node().path("captured").asBoolean(false)
                        ? captured(id, at, object, "/amount_captured", "/payment_intent")
                        : List.of();
            case "payment_intent.succeeded" -> captured(id, at, object, "/amount_received", "/latest_charge");
            default -> List.of();
        };
    }

    /**
     * Of a charge, or of its PaymentIntent: both say what was captured so far. Versions of the API that do not are left out.
     *
     * @param other where its other name stands
     */
    private static List<ProviderNews> captured(
            String id, Instant at, ProviderBody object, String amount, String other) {
        if (!object.node().at(amount).isIntegralNumber() || object.number(amount) <= 0) {
            return List.of();
        }
        String reference = object.required("/id");
        String otherName = object.text(other);
        return List.of(new CaptureNews(
                id,
                at,
                otherName == null ? Set.of(reference) : Set.of(reference, otherName),
                reference,
                StripeAmounts.read(object.number(amount), object.currency("/currency"))));
    }

    private static RefundNews refund(String id, Instant at, ProviderBody object) {
        StripeRefund refund = new StripeRefund(object);
        return new RefundNews(
                id, at, refund.paymentReferences(), object.required("/id"), refund.ourKey(), refund.progress(at));
    }

    private static ChargebackNews dispute(String id, Instant at, String type, ProviderBody dispute) {
        return new ChargebackNews(
                id,
                at,
                new StripeRefund(dispute).paymentReferences(),
                dispute.required("/id"),
                StripeAmounts.read(dispute.number("/amount"), dispute.currency("/currency")),
                stage(type, dispute.textOr("/status", "unknown")),
                dispute.textOr("/reason", "unknown"));
    }

    /**
     * An inquiry ("warning") moves no money. What is under review has been taken. Stripe may return what was lost, and takes
     * nothing back that was won: that would be another dispute.
     */
    private static Stage stage(String type, String status) {
        return switch (status) {
            case "won" -> Stage.WON_FOR_GOOD;
            case "warning_closed", "prevented" -> Stage.WON;
            case "lost" -> Stage.LOST;
            case "warning_needs_response", "warning_under_review" -> Stage.OPENED;
            default -> type.equals("charge.dispute.funds_reinstated") ? Stage.WON : Stage.TAKEN;
        };
    }
}
