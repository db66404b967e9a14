package dev.countermand.payment.provider.adyen;

import dev.countermand.payment.provider.Listed;
import dev.countermand.payment.provider.PaymentProvider;
import dev.countermand.payment.provider.ProviderBody;
import dev.countermand.payment.provider.ProviderCall;
import dev.countermand.payment.provider.ProviderNews;
import dev.countermand.payment.provider.ProviderUnavailable;
import dev.countermand.payment.provider.client.ProviderAnswers;
import dev.countermand.payment.provider.client.ProviderClients;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Adyen. It only acknowledges a refund; what became of it comes by webhook, and it cannot be asked. A refund is made under
 * our id as {@code Idempotency-Key} and as its {@code reference}.
 */
@ApplicationScoped
class AdyenProvider implements PaymentProvider {

    static final String NAME = "adyen";

    /** What Adyen promises for its keys, less a day for queues and clocks. */
    private static final Duration REMEMBERS = Duration.ofDays(6);

    /** They say something of us or of now, and nothing of the refund: a wrong key, a lock, too many calls. */
    private static final Set<Integer> NOT_OF_THE_REFUND = Set.of(401, 403, 408, 409, 425, 429);

    /** The same key is being worked on, or was. */
    private static final String IN_PROGRESS = "704";

    private static final int WORDS_AT_MOST = 300;

    private final Optional<String> key;
    private final String merchantAccount;
    private final AdyenNotifications notifications;
    private final @Nullable AdyenClient client;

    @Inject
    AdyenProvider(
            @ConfigProperty(name = "countermand.adyen.key") Optional<String> key,
            @ConfigProperty(name = "countermand.adyen.merchant-account") Optional<String> merchantAccount,
            @ConfigProperty(name = "countermand.adyen.url") URI url,
            @ConfigProperty(name = "countermand.adyen.hmac-key") Optional<String> hmacKey,
            @ConfigProperty(name = "countermand.adyen.previous-hmac-key") Optional<String> previous,
            @ConfigProperty(name = "countermand.jobs.call-limit") Duration callLimit) {
        this.key = key.filter(text -> !text.isBlank());
        if (this.key.isPresent() && (merchantAccount.isEmpty() || hmacKey.isEmpty())) {
            throw new IllegalStateException(
                    "Adyen needs countermand.adyen.merchant-account and countermand.adyen.hmac-key beside its key");
        }
        this.merchantAccount = merchantAccount.orElse("");
        this.notifications = new AdyenNotifications(
                this.merchantAccount,
                Stream.of(hmacKey, previous)
                        .flatMap(Optional::stream)
                        .filter(text -> !text.isBlank())
                        .map(AdyenProvider::bytes)
                        .toList());
        this.client = this.key.isEmpty() ? null : ProviderClients.at(url, callLimit, AdyenClient.class);
    }

    private static byte[] bytes(String hex) {
        try {
            return HexFormat.of().parseHex(hex.strip());
        } catch (IllegalArgumentException e) {
            // Without the cause, which quotes the key.
            throw new IllegalStateException("countermand.adyen.hmac-key must be in hex, as Adyen shows it");
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isConfigured() {
        return client != null;
    }

    @Override
    public Duration remembers() {
        return REMEMBERS;
    }

    @Override
    public Uni<Handover> submit(Instruction instruction) {
        OptionalLong amount = AdyenAmounts.UNITS.of(instruction.amount());
        if (amount.isEmpty()) {
            String why = "Adyen cannot express " + instruction.amount().inWords();
            return Uni.createFrom().item(new Handover.Declined(why));
        }
        String id = instruction.key().text();
        String currency = instruction.amount().currency().code();
        AdyenClient.Refund refund =
                new AdyenClient.Refund(merchantAccount, new AdyenClient.Amount(amount.getAsLong(), currency), id);
        return client().refund(key.orElseThrow(), id, instruction.paymentReference(), refund)
                .onFailure()
                // No answer is no "no": whatever went wrong on the way may be tried again.
                .transform(failure -> new ProviderUnavailable(
                        "Adyen gave no answer: " + failure.getClass().getSimpleName()))
                .map(AdyenProvider::handover);
    }

    private static Handover handover(RestResponse<String> answer) {
        Optional<ProviderBody> body = ProviderAnswers.body(answer);
        int status = answer.getStatus();
        if (status >= 200 && status < 300) {
            return body.map(refund -> refund.text("/pspReference"))
                    .map(Handover.Taken::new)
                    .orElseThrow(() -> new ProviderUnavailable("Adyen took it and did not say as what"));
        }
        String code = body.map(error -> error.text("/errorCode")).orElse("");
        if (status >= 500 || NOT_OF_THE_REFUND.contains(status) || body.isEmpty() || code.equals(IN_PROGRESS)) {
            throw new ProviderUnavailable("Adyen answered " + status);
        }
        String said = "Adyen: " + code + ", " + body.get().textOr("/message", "without a reason");
        return new Handover.Declined(said.substring(0, Math.min(said.length(), WORDS_AT_MOST)));
    }

    /** There is no such question. */
    @Override
    public Uni<Progress> ask(Submitted refund) {
        return Uni.createFrom().item(new Progress.Pending());
    }

    @Override
    public Set<Listed.Thing> reports() {
        return Set.of(Listed.Thing.REFUND, Listed.Thing.CAPTURE);
    }

    @Override
    public List<Listed> read(String report) {
        return AdyenReport.read(report, merchantAccount);
    }

    @Override
    public boolean tells() {
        return !notifications.keys().isEmpty();
    }

    @Override
    public List<ProviderNews> read(ProviderCall call, Instant now) {
        return notifications.read(call, now);
    }

    private AdyenClient client() {
        if (client == null) {
            throw new IllegalStateException("Adyen has no key here");
        }
        return client;
    }
}
