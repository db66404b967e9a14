package dev.countermand.payment.provider.adyen;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.kernel.Hmac;
import dev.countermand.kernel.Iso8601;
import dev.countermand.kernel.Refusal;
import dev.countermand.payment.provider.PaymentProvider.Progress;
import dev.countermand.payment.provider.ProviderBody;
import dev.countermand.payment.provider.ProviderCall;
import dev.countermand.payment.provider.ProviderNews;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews.Stage;
import dev.countermand.payment.provider.ProviderNews.RefundNews;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Adyen sends by itself: items, each signed over eight of its fields. No time is among them, so an old item cannot be
 * told from a new one; played again it says what was said already. What is not signed (the reason, the date, further data)
 * decides nothing. Pure.
 *
 * @param merchantAccount items of others are left out
 * @param keys the present one, and the one before while it is changed
 */
record AdyenNotifications(String merchantAccount, List<byte[]> keys) {

    /** The fields that are signed, in this order, with a colon in between; one that is not there counts as empty. */
    private static final List<String> SIGNED = List.of(
            "/pspReference",
            "/originalReference",
            "/merchantAccountCode",
            "/merchantReference",
            "/amount/value",
            "/amount/currency",
            "/eventCode",
            "/success");

    /**
     * How far a dispute is after each of these. A reversal is provisional: the issuer may go on to pre-arbitration. What is
     * won there, in arbitration or by the issuer's silence is over, and so is what the issuer has taken a second time. A
     * period of defence that has ended moves no money itself. What only says that somebody has written something is told
     * as "the bank asks": it is word of the dispute.
     */
    private static final Map<String, Stage> STAGES = Map.ofEntries(
            Map.entry("INFORMATION_SUPPLIED", Stage.OPENED),
            Map.entry("ISSUER_COMMENTS", Stage.OPENED),
            Map.entry("PREARBITRATION_OPEN", Stage.OPENED),
            Map.entry("CHARGEBACK", Stage.TAKEN),
            Map.entry("CHARGEBACK_REVERSED", Stage.WON),
            Map.entry("DISPUTE_DEFENSE_PERIOD_ENDED", Stage.UNDEFENDED),
            Map.entry("PREARBITRATION_LOST", Stage.LOST),
            Map.entry("ISSUER_RESPONSE_TIMEFRAME_EXPIRED", Stage.WON_FOR_GOOD),
            Map.entry("PREARBITRATION_WON", Stage.WON_FOR_GOOD),
            Map.entry("SCHEME_ARBITRATION_WON", Stage.WON_FOR_GOOD),
            Map.entry("SCHEME_ARBITRATION_LOST", Stage.LOST_FOR_GOOD),
            Map.entry("SECOND_CHARGEBACK", Stage.LOST_FOR_GOOD));

    AdyenNotifications {
        keys = List.copyOf(keys);
    }

    /** All items are refused when one is not signed: nobody but Adyen sends them together. */
    List<ProviderNews> read(ProviderCall call, Instant now) {
        if (keys.isEmpty()) {
            throw Refusal.notFound("provider of webhooks").asException();
        }
        List<ProviderBody> items = new ArrayList<>();
        for (JsonNode each : ProviderBody.required(call.body()).list("/notificationItems")) {
            ProviderBody item = new ProviderBody(each).object("/NotificationRequestItem");
            if (!isSigned(item)) {
                throw Refusal.unsigned("SIGNATURE_WRONG", "The signature is missing, or is not that of this body")
                        .asException();
            }
            items.add(item);
        }
        return items.stream()
                .filter(item -> merchantAccount.equals(item.text("/merchantAccountCode")))
                .map(item -> news(item, now))
                .flatMap(Optional::stream)
                .toList();
    }

    private boolean isSigned(ProviderBody item) {
        byte[] given;
        try {
            given = Base64.getDecoder().decode(item.textOr("/additionalData/hmacSignature", ""));
        } catch (IllegalArgumentException e) {
            return false;
        }
        byte[] signed = signed(item);
        return keys.stream().anyMatch(key -> Hmac.same(Hmac.of(signed, key), given));
    }

    /** What the code is made of. */
    static byte[] signed(ProviderBody item) {
        return SIGNED.stream()
                .map(path -> item.node().at(path).asText(""))
                .collect(Collectors.joining(":"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<ProviderNews> news(ProviderBody item, Instant now) {
        boolean success = item.node().path("success").asText("").equals("true");
        String reason = item.textOr("/reason", "without a reason");
        return switch (item.required("/eventCode")) {
            case "REFUND" ->
                refund(item, now, success ? new Progress.Sent(at(item, now)) : failed("refused, " + reason));
            case "REFUND_FAILED" -> success ? refund(item, now, failed("failed, " + reason)) : Optional.empty();
            case "REFUNDED_REVERSED" -> success ? refund(item, now, failed("came back, " + reason)) : Optional.empty();
            case "NOTIFICATION_OF_CHARGEBACK", "REQUEST_FOR_INFORMATION" -> chargeback(item, now, Stage.OPENED);
            case String event ->
                Optional.ofNullable(success ? STAGES.get(event) : null).flatMap(stage -> chargeback(item, now, stage));
        };
    }

    private static Progress failed(String how) {
        return new Progress.Failed("Adyen: " + how);
    }

    private static Optional<ProviderNews> refund(ProviderBody item, Instant now, Progress said) {
        return Optional.of(new RefundNews(
                id(item),
                at(item, now),
                payment(item),
                item.required("/pspReference"),
                item.key("/merchantReference"),
                said));
    }

    private static Optional<ProviderNews> chargeback(ProviderBody item, Instant now, Stage stage) {
        return Optional.of(new ChargebackNews(
                id(item),
                at(item, now),
                payment(item),
                item.required("/pspReference"),
                AdyenAmounts.UNITS.read(item.number("/amount/value"), item.currency("/amount/currency")),
                stage,
                item.textOr("/reason", "unknown")));
    }

    /** Adyen gives its deliveries no id; this is what tells one from another. */
    private static String id(ProviderBody item) {
        return Stream.of("eventCode", "pspReference", "success")
                .map(field -> item.node().path(field).asText(""))
                .collect(Collectors.joining(":"));
    }

    /** Where Adyen was not told to send it with every event of a dispute, the payment's name stands where the dispute's would. */
    private static Set<String> payment(ProviderBody item) {
        return Set.of(item.textOr("/originalReference", item.required("/pspReference")));
    }

    /** Not signed, so never later than now; and now, where it cannot be read. */
    private static Instant at(ProviderBody item, Instant now) {
        try {
            Instant told = Iso8601.instant(item.textOr("/eventDate", ""));
            return told.isBefore(now) ? told : now;
        } catch (DateTimeException e) {
            return now;
        }
    }
}
