package dev.countermand.payment.provider.sandbox;

import dev.countermand.kernel.Timestamps;
import dev.countermand.payment.provider.Listed;
import dev.countermand.payment.provider.PaymentProvider;
import dev.countermand.payment.provider.ProviderCall;
import dev.countermand.payment.provider.ProviderNews;
import dev.countermand.payment.provider.ProviderUnavailable;
import dev.countermand.payment.provider.RefundKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * A provider that moves no money: it answers later, as a real one does, and does what the payment's reference tells it to
 * ({@link Steering}). Off unless {@code countermand.sandbox.enabled} is set.
 */
@ApplicationScoped
class SandboxProvider implements PaymentProvider {

    static final String NAME = "sandbox";

    /** Stands between the two names of a payment, the one under which it counts last. */
    private static final String ALSO_NAMED = "-also-named-";

    /** Those before fail where it is told to fail at first. */
    private static final int FIRST_AVAILABLE_CALL = 3;

    private static final int PAGE = 500;

    private final InstantSource clock;
    private final SandboxBooks books;
    private final SandboxNews news;
    private final boolean enabled;
    private final Duration sentAfter;
    private final Duration arrivedAfter;
    private final Duration slowness;
    private final SandboxSignature signature;

    @Inject
    SandboxProvider(
            InstantSource clock,
            SandboxBooks books,
            SandboxNews news,
            @ConfigProperty(name = "countermand.sandbox.enabled") boolean enabled,
            @ConfigProperty(name = "countermand.sandbox.sent-after") Duration sentAfter,
            @ConfigProperty(name = "countermand.sandbox.arrived-after") Duration arrivedAfter,
            @ConfigProperty(name = "countermand.sandbox.slowness") Duration slowness,
            @ConfigProperty(name = "countermand.sandbox.webhook-secret") Optional<String> secret) {
        this.clock = clock;
        this.books = books;
        this.news = news;
        this.enabled = enabled;
        this.sentAfter = sentAfter;
        this.arrivedAfter = arrivedAfter;
        this.slowness = slowness;
        this.signature = new SandboxSignature(secret.filter(text -> !text.isBlank()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isConfigured() {
        return enabled;
    }

    @Override
    public boolean mayBeNamedOtherwise(String paymentReference) {
        return paymentReference.contains(ALSO_NAMED) && !paymentReference.endsWith(ALSO_NAMED);
    }

    /** What stands behind it; told to fail at first, it fails. */
    @Override
    public Uni<String> nameOf(String paymentReference) {
        if (Steering.of(paymentReference).contains(Steering.UNAVAILABLE_AT_FIRST)) {
            return Uni.createFrom().failure(new ProviderUnavailable("the sandbox was told to fail at first"));
        }
        int behind = paymentReference.indexOf(ALSO_NAMED) + ALSO_NAMED.length();
        return Uni.createFrom().item(paymentReference.substring(behind));
    }

    @Override
    public Uni<Handover> submit(Instruction instruction) {
        Set<Steering> told = Steering.of(instruction.paymentReference());
        if (told.contains(Steering.REFUSED)) {
            return books.called(instruction, SandboxBooks.NEVER, null, Timestamps.now(clock))
                    .replaceWith(new Handover.Declined("the sandbox was told to refuse"));
        }
        return arrive(instruction, told)
                .chain(call -> told.contains(Steering.ARRIVES_TWICE)
                        ? arrive(instruction, told).replaceWith(call)
                        : Uni.createFrom().item(call))
                .chain(call -> answer(instruction, told, call));
    }

    /** It is counted, and done, whatever becomes of the answer. */
    private Uni<Integer> arrive(Instruction instruction, Set<Steering> told) {
        Instant now = Timestamps.now(clock);
        int madeFrom = told.contains(Steering.NEVER_ANSWERS)
                ? SandboxBooks.NEVER
                : told.contains(Steering.UNAVAILABLE_AT_FIRST) ? FIRST_AVAILABLE_CALL : 1;
        return books.called(instruction, madeFrom, told.contains(Steering.COMES_BACK) ? backAt(now) : null, now);
    }

    private Uni<Handover> answer(Instruction instruction, Set<Steering> told, int call) {
        if (told.contains(Steering.NEVER_ANSWERS)) {
            return Uni.createFrom().nothing();
        }
        if (told.contains(Steering.UNAVAILABLE_AT_FIRST) && call < FIRST_AVAILABLE_CALL) {
            return Uni.createFrom().failure(new ProviderUnavailable("the sandbox was told to fail at first"));
        }
        String reference = reference(instruction.key());
        Uni<Handover> taken = news.beside(instruction, reference, told, Timestamps.now(clock))
                .replaceWith((Handover) new Handover.Taken(reference));
        if (call == 1 && told.contains(Steering.LOSES_ANSWER)) {
            return taken.chain(
                    () -> Uni.createFrom().failure(new ProviderUnavailable("the sandbox was told to lose its answer")));
        }
        if (call == 1 && told.contains(Steering.ANSWERS_LATE)) {
            // Whoever waits gives up first, by their own limit.
            return taken.chain(() -> Uni.createFrom().nothing());
        }
        return slowly(taken, told);
    }

    private <T> Uni<T> slowly(Uni<T> answer, Set<Steering> told) {
        return told.contains(Steering.ANSWERS_SLOWLY)
                ? answer.onItem().delayIt().by(slowness)
                : answer;
    }

    @Override
    public Uni<Progress> ask(Submitted refund) {
        Set<Steering> told = Steering.of(refund.instruction().paymentReference());
        return slowly(Uni.createFrom().item(() -> progress(refund.submittedAt(), told)), told);
    }

    private Progress progress(Instant submittedAt, Set<Steering> told) {
        Instant sentAt = submittedAt.plus(sentAfter);
        Instant arrivedAt = submittedAt.plus(arrivedAfter);
        Instant now = Timestamps.now(clock);
        if (now.isBefore(sentAt) || told.contains(Steering.NEVER_SENT)) {
            return new Progress.Pending();
        }
        if (told.contains(Steering.DECLINED)) {
            return new Progress.Declined("the sandbox was told to decline");
        }
        if (now.isBefore(arrivedAt) || told.contains(Steering.NEVER_ARRIVES)) {
            return new Progress.Sent(sentAt);
        }
        if (told.contains(Steering.FAILS_AFTER_SENT)) {
            return new Progress.Failed("the sandbox was told to fail after it had sent it");
        }
        return told.contains(Steering.COMES_BACK) && !now.isBefore(backAt(submittedAt))
                ? new Progress.Failed(SandboxNews.CAME_BACK)
                : new Progress.Arrived(sentAt, arrivedAt);
    }

    private Instant backAt(Instant submittedAt) {
        return submittedAt.plus(arrivedAfter.multipliedBy(2));
    }

    @Override
    public Uni<Finding> find(Instruction instruction) {
        return books.isMade(instruction.key())
                .map(made -> made ? new Finding.Found(reference(instruction.key())) : new Finding.Missing());
    }

    @Override
    public Set<Listed.Thing> lists() {
        return Set.of(Listed.Thing.REFUND);
    }

    @Override
    public Uni<Listing> list(Period period, @Nullable String after) {
        return books.list(period, after == null ? "" : after, PAGE).map(made -> {
            List<Listed> items = made.stream()
                    .map(each -> new Listed(
                            Listed.Thing.REFUND,
                            reference(each.key()),
                            each.key(),
                            Set.of(each.paymentReference()),
                            each.amount(),
                            state(progress(each.at(), Steering.of(each.paymentReference()))),
                            each.at()))
                    .toList();
            return new Listing(
                    items, made.size() < PAGE ? null : made.getLast().key().text());
        });
    }

    private static Listed.State state(Progress progress) {
        return switch (progress) {
            case Progress.Pending ignored -> Listed.State.UNDER_WAY;
            case Progress.Sent ignored -> Listed.State.DONE;
            case Progress.Arrived ignored -> Listed.State.DONE;
            case Progress.Declined ignored -> Listed.State.FAILED;
            case Progress.Failed ignored -> Listed.State.FAILED;
        };
    }

    static String reference(RefundKey key) {
        return "sandbox-" + key.text();
    }

    @Override
    public boolean tells() {
        return signature.secret().isPresent();
    }

    @Override
    public List<ProviderNews> read(ProviderCall call, Instant now) {
        return signature.read(call);
    }
}
