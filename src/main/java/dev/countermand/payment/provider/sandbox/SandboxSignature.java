package dev.countermand.payment.provider.sandbox;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Hmac;
import dev.countermand.kernel.Iso8601;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.payment.provider.PaymentProvider.Progress;
import dev.countermand.payment.provider.ProviderBody;
import dev.countermand.payment.provider.ProviderCall;
import dev.countermand.payment.provider.ProviderNews;
import dev.countermand.payment.provider.ProviderNews.CaptureNews;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews.Stage;
import dev.countermand.payment.provider.ProviderNews.RefundNews;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What is sent in the sandbox's name, for trying out a webhook: {@code {"id", "at", "payment", "refund", "key", "said",
 * "words"}} or {@code {"id", "at", "payment", "dispute", "amount", "currency", "stage", "words"}}, with the HMAC-SHA256 of
 * the body in hex as {@code Sandbox-Signature}. Pure.
 */
record SandboxSignature(Optional<String> secret) {

    private static final String HEADER = "Sandbox-Signature";

    List<ProviderNews> read(ProviderCall call) {
        if (!isSigned(call)) {
            throw Refusal.unsigned("SIGNATURE_WRONG", "The signature is missing, or is not that of this body")
                    .asException();
        }
        ProviderBody body = ProviderBody.required(call.body());
        String id = body.required("/id");
        Instant at = moment(body);
        Set<String> payments = Set.of(body.required("/payment"));
        String words = body.textOr("/words", "without a reason");
        if (body.text("/dispute") != null) {
            Currency currency = body.currency("/currency");
            return List.of(new ChargebackNews(
                    id,
                    at,
                    payments,
                    body.required("/dispute"),
                    Money.read("/amount", body.required("/amount"), currency),
                    oneOf(Stage.class, "/stage", body),
                    words));
        }
        if (body.text("/captured") != null) {
            Money inAll = Money.read("/captured", body.required("/captured"), body.currency("/currency"));
            return List.of(new CaptureNews(id, at, payments, body.required("/payment"), inAll));
        }
        Progress said = progress(body, at, words);
        return List.of(new RefundNews(id, at, payments, body.required("/refund"), body.key("/key"), said));
    }

    private enum Said {
        PENDING,
        SENT,
        ARRIVED,
        DECLINED,
        FAILED
    }

    private static Progress progress(ProviderBody body, Instant at, String words) {
        return switch (oneOf(Said.class, "/said", body)) {
            case PENDING -> new Progress.Pending();
            case SENT -> new Progress.Sent(at, body.text("/bankReference"));
            case ARRIVED -> new Progress.Arrived(at, at);
            case DECLINED -> new Progress.Declined(words);
            case FAILED -> new Progress.Failed(words);
        };
    }

    private boolean isSigned(ProviderCall call) {
        String given = call.header(HEADER);
        if (given == null || secret.isEmpty()) {
            return false;
        }
        try {
            return Hmac.same(Hmac.of(call.body(), secret.get()), HexFormat.of().parseHex(given.strip()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Instant moment(ProviderBody body) {
        try {
            return Iso8601.instant(body.required("/at"));
        } catch (DateTimeException e) {
            throw Refusal.invalid("/at", Iso8601.INSTANT_MESSAGE).asException();
        }
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String path, ProviderBody body) {
        String text = body.required(path).toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(path, "must be one of " + Arrays.toString(type.getEnumConstants()))
                        .asException());
    }
}
