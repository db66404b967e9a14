package dev.countermand.payment.provider.stripe;

import static dev.countermand.payment.provider.client.ProviderAnswers.body;
import static dev.countermand.payment.provider.client.ProviderAnswers.succeeded;
import static dev.countermand.payment.provider.stripe.StripeAnswers.answered;
import static dev.countermand.payment.provider.stripe.StripeAnswers.bodyOfSuccess;
import static dev.countermand.payment.provider.stripe.StripeAnswers.unavailable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.kernel.Timestamps;
import dev.countermand.payment.provider.Listed;
import dev.countermand.payment.provider.PaymentProvider;
import dev.countermand.payment.provider.ProviderBody;
import dev.countermand.payment.provider.ProviderCall;
import dev.countermand.payment.provider.ProviderNews;
import dev.countermand.payment.provider.ProviderUnavailable;
import dev.countermand.payment.provider.RefundKey;
import dev.countermand.payment.provider.client.ProviderClients;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Stripe. A refund is made under our key as {@code Idempotency-Key} and carries it as {@code metadata[refund]}, by which it
 * is found once the key is forgotten. Payments count as {@code pi_...}; a charge is asked which it is of, and one of none
 * counts as itself.
 */
@ApplicationScoped
class StripeProvider implements PaymentProvider {

    static final String NAME = "stripe";

    /** Stripe keeps keys for 24 hours; an hour of them is for queues and clocks. */
    private static final Duration REMEMBERS = Duration.ofHours(23);

    private static final int PAGE = 100;

    /** Ten times as many refunds of one payment as Stripe lists at once; nobody makes that many. */
    private static final int PAGES_AT_MOST = 10;

    /** They say something of us or of now, and nothing of the refund: a wrong key, a lock, too many calls. */
    private static final Set<Integer> NOT_OF_THE_REFUND = Set.of(401, 403, 408, 409, 425, 429);

    private static final int FORBIDDEN = 403;

    private static final int WORDS_AT_MOST = 300;

    private final Optional<String> key;
    private final StripeEvents events;
    private final InstantSource clock;
    private final @Nullable StripeClient client;

    @Inject
    StripeProvider(
            @ConfigProperty(name = "countermand.stripe.key") Optional<String> key,
            @ConfigProperty(name = "countermand.stripe.url") URI url,
            @ConfigProperty(name = "countermand.stripe.webhook-secret") Optional<String> secret,
            @ConfigProperty(name = "countermand.stripe.previous-webhook-secret") Optional<String> previous,
            @ConfigProperty(name = "countermand.jobs.call-limit") Duration callLimit,
            InstantSource clock) {
        this.key = key.filter(text -> !text.isBlank());
        this.events = new StripeEvents(Stream.of(secret, previous)
                .flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .toList());
        this.clock = clock;
        this.client = this.key.isEmpty() ? null : ProviderClients.at(url, callLimit, StripeClient.class);
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

    /** Charges are {@code ch_...}, those by other ways than cards also {@code py_...}. */
    @Override
    public boolean mayBeNamedOtherwise(String paymentReference) {
        return paymentReference.startsWith("ch_") || paymentReference.startsWith("py_");
    }

    /** A charge that Stripe does not know, or does not take for a name, is of no PaymentIntent here. */
    @Override
    public Uni<String> nameOf(String paymentReference) {
        return answered(client().charge(bearer(), StripeClient.VERSION, paymentReference))
                .map(answer -> answer.getStatus() == 400 || answer.getStatus() == 404
                        ? paymentReference
                        : bodyOfSuccess(answer).textOr("/payment_intent", paymentReference));
    }

    @Override
    public Uni<Handover> submit(Instruction instruction) {
        OptionalLong amount = StripeAmounts.of(instruction.amount());
        if (amount.isEmpty()) {
            String why = "Stripe cannot express " + instruction.amount().inWords();
            return Uni.createFrom().item(new Handover.Declined(why));
        }
        String ours = instruction.key().text();
        String payment = instruction.paymentReference();
        Map<String, String> fields = new TreeMap<>(Map.of(
                isIntent(payment) ? "payment_intent" : "charge",
                payment,
                "amount",
                Long.toString(amount.getAsLong()),
                "metadata[" + StripeRefund.OUR_KEY + "]",
                ours));
        return answered(client().create(bearer(), StripeClient.VERSION, ours, form(fields)))
                .chain(answer -> handover(instruction, answer));
    }

    private Uni<Handover> handover(Instruction instruction, RestResponse<String> answer) {
        Optional<ProviderBody> body = body(answer);
        if (succeeded(answer)) {
            return Uni.createFrom().item(new Handover.Taken(reference(body)));
        }
        if (answer.getStatus() >= 500 && "true".equals(answer.getHeaderString("Idempotent-Replayed"))) {
            // Stored under the key, and answered until the key is forgotten. Whether it was done is not known.
            return foundOr(instruction, Uni.createFrom().failure(unavailable(answer)));
        }
        if (answer.getStatus() >= 500 || NOT_OF_THE_REFUND.contains(answer.getStatus()) || body.isEmpty()) {
            return Uni.createFrom().failure(unavailable(answer));
        }
        String code = body.get().textOr("/error/code", body.get().textOr("/error/type", "error"));
        String said = "Stripe: " + code + ", " + body.get().textOr("/error/message", "without a reason");
        Handover declined = new Handover.Declined(said.substring(0, Math.min(said.length(), WORDS_AT_MOST)));
        if (body.get().textOr("/error/type", "").equals("idempotency_error")) {
            // The key was used with other fields, by a release before this one: what was asked for then may be done.
            return foundOr(instruction, Uni.createFrom().failure(unavailable(answer)));
        }
        return code.equals("charge_already_refunded")
                // Perhaps by this very refund.
                ? foundOr(instruction, Uni.createFrom().item(declined))
                : Uni.createFrom().item(declined);
    }

    private Uni<Handover> foundOr(Instruction instruction, Uni<Handover> otherwise) {
        return find(instruction).chain(finding -> switch (finding) {
            case Finding.Found found -> Uni.createFrom().item(new Handover.Taken(found.reference()));
            case Finding.Missing ignored -> otherwise;
            case Finding.Unknowable ignored -> otherwise;
        });
    }

    @Override
    public Uni<Progress> ask(Submitted refund) {
        return get(refund).map(answer -> {
            StripeRefund asked = new StripeRefund(bodyOfSuccess(answer));
            return asked.progress(asked.leftAt(Timestamps.now(clock)));
        });
    }

    /** Stripe cancels what waits for the buyer, and nothing else; what it has cancelled before is back as well. */
    @Override
    public Uni<Taking> takeBack(Submitted refund) {
        return answered(client().cancel(bearer(), StripeClient.VERSION, refund.reference(), ""))
                .chain(answer -> {
                    if (answer.getStatus() >= 500
                            || NOT_OF_THE_REFUND.contains(answer.getStatus())
                            || body(answer).isEmpty()) {
                        return Uni.createFrom().failure(unavailable(answer));
                    }
                    return succeeded(answer)
                            ? Uni.createFrom().item(taking(bodyOfSuccess(answer)))
                            : get(refund).map(now -> taking(bodyOfSuccess(now)));
                });
    }

    /** A key that may not read balances gets the refund alone. */
    private Uni<RestResponse<String>> get(Submitted refund) {
        String id = refund.reference();
        return answered(client().get(bearer(), StripeClient.VERSION, id, StripeRefund.BALANCE))
                .chain(answer -> answer.getStatus() == FORBIDDEN
                        ? answered(client().get(bearer(), StripeClient.VERSION, id, null))
                        : Uni.createFrom().item(answer));
    }

    private static Taking taking(ProviderBody refund) {
        String status = refund.textOr("/status", "unknown");
        return switch (status) {
            case "canceled", "failed" -> new Taking.Back();
            default -> new Taking.Kept("Stripe: " + status);
        };
    }

    @Override
    public Uni<Finding> find(Instruction instruction) {
        return find(instruction, null, 1);
    }

    private Uni<Finding> find(Instruction instruction, @Nullable String after, int page) {
        String payment = instruction.paymentReference();
        String intent = isIntent(payment) ? payment : null;
        String charge = isIntent(payment) ? null : payment;
        return answered(client().list(bearer(), StripeClient.VERSION, intent, charge, PAGE, after))
                .chain(answer -> {
                    ProviderBody list = bodyOfSuccess(answer);
                    String last = null;
                    for (JsonNode each : list.list("/data")) {
                        ProviderBody refund = new ProviderBody(each);
                        last = refund.text("/id");
                        RefundKey ours = new StripeRefund(refund).ourKey();
                        if (last != null && instruction.key().equals(ours)) {
                            return Uni.createFrom().item(new Finding.Found(last));
                        }
                    }
                    boolean more = list.node().path("has_more").asBoolean(true);
                    if (!more) {
                        return Uni.createFrom().item(new Finding.Missing());
                    }
                    return last == null || page == PAGES_AT_MOST
                            ? Uni.createFrom().item(new Finding.Unknowable())
                            : find(instruction, last, page + 1);
                });
    }

    @Override
    public Set<Listed.Thing> lists() {
        return Set.of(Listed.Thing.REFUND, Listed.Thing.CAPTURE);
    }

    @Override
    public Uni<Listing> list(Period period, @Nullable String after) {
        return new StripeLists(client(), bearer()).page(period, after);
    }

    @Override
    public boolean tells() {
        return !events.secrets().isEmpty();
    }

    @Override
    public List<ProviderNews> read(ProviderCall call, Instant now) {
        return events.read(call, now);
    }

    private StripeClient client() {
        if (client == null) {
            throw new IllegalStateException("Stripe has no key here");
        }
        return client;
    }

    private String bearer() {
        return "Bearer " + key.orElseThrow();
    }

    private static boolean isIntent(String payment) {
        return payment.startsWith("pi_");
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String reference(Optional<ProviderBody> body) {
        return body.map(refund -> refund.text("/id"))
                .orElseThrow(() -> new ProviderUnavailable("Stripe took it and did not say as what"));
    }
}
