package dev.countermand.payment.provider;

import dev.countermand.kernel.Spoken;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A provider who may hang. A call has a time limit, after which it has failed. When the last {@link #FAILURES} calls have
 * all failed, the provider is left alone for a while, and what would call them fails at once: the slots of jobs are then
 * free for other providers. A single call tries whether they are back. Each replica keeps count for itself, and tells operators
 * of an {@link Outage} once.
 */
final class GuardedProvider implements PaymentProvider {

    private static final Logger LOG = Logger.getLogger(GuardedProvider.class);

    /** Calls in a row; fewer than jobs run beside each other, so that those that hang together are enough. */
    static final int FAILURES = 4;

    private static final TypeLiteral<Uni<String>> NAME = new TypeLiteral<>() {};
    private static final TypeLiteral<Uni<Handover>> HANDOVER = new TypeLiteral<>() {};
    private static final TypeLiteral<Uni<Taking>> TAKING = new TypeLiteral<>() {};
    private static final TypeLiteral<Uni<Finding>> FINDING = new TypeLiteral<>() {};
    private static final TypeLiteral<Uni<Progress>> PROGRESS = new TypeLiteral<>() {};
    private static final TypeLiteral<Uni<Listing>> LISTING = new TypeLiteral<>() {};

    private final PaymentProvider provider;
    private final Duration limit;
    private final Guard guard;
    private final Outage outage;

    /**
     * @param limit for each call
     * @param rest how long a provider who failed is left alone
     */
    GuardedProvider(PaymentProvider provider, Duration limit, Duration rest) {
        this.provider = provider;
        this.limit = limit;
        this.outage = new Outage(provider.name());
        this.guard = Guard.create()
                // The label of its metrics, which is else another one at each start.
                .withDescription(provider.name())
                .withCircuitBreaker()
                .requestVolumeThreshold(FAILURES)
                .failureRatio(1)
                .delay(rest.toMillis(), ChronoUnit.MILLIS)
                .done()
                .build();
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public boolean isConfigured() {
        return provider.isConfigured();
    }

    @Override
    public Duration remembers() {
        return provider.remembers();
    }

    @Override
    public Optional<String> leavesToPeople() {
        return provider.leavesToPeople();
    }

    @Override
    public boolean mayBeNamedOtherwise(String paymentReference) {
        return provider.mayBeNamedOtherwise(paymentReference);
    }

    @Override
    public Uni<String> nameOf(String paymentReference) {
        return guarded(() -> provider.nameOf(paymentReference), NAME);
    }

    @Override
    public Uni<Handover> submit(Instruction instruction) {
        return guarded(() -> provider.submit(instruction), HANDOVER);
    }

    @Override
    public Uni<Handover> submit(Instruction instruction, Supplier<Uni<Void>> first) {
        return guarded(() -> provider.submit(instruction, first), HANDOVER);
    }

    @Override
    public Uni<Taking> takeBack(Submitted refund) {
        return guarded(() -> provider.takeBack(refund), TAKING);
    }

    @Override
    public Uni<Progress> ask(Submitted refund) {
        return guarded(() -> provider.ask(refund), PROGRESS);
    }

    @Override
    public Uni<Finding> find(Instruction instruction) {
        return guarded(() -> provider.find(instruction), FINDING);
    }

    @Override
    public Uni<Listing> list(Period period, @Nullable String after) {
        return guarded(() -> provider.list(period, after), LISTING);
    }

    @Override
    public Set<Listed.Thing> lists() {
        return provider.lists();
    }

    @Override
    public Set<Listed.Thing> reports() {
        return provider.reports();
    }

    @Override
    public List<Listed> read(String report) {
        return provider.read(report);
    }

    @Override
    public boolean tells() {
        return provider.tells();
    }

    /** Nobody is called for it. */
    @Override
    public List<ProviderNews> read(ProviderCall call, Instant now) {
        return provider.read(call, now);
    }

    private <T> Uni<T> guarded(Supplier<Uni<T>> call, TypeLiteral<Uni<T>> type) {
        return guard.get(
                        () -> limited(call)
                                .onItem()
                                .invoke(() -> outage.answered().ifPresent(LOG::info)),
                        type)
                .onFailure()
                .transform(this::failed);
    }

    private Throwable failed(Throwable failure) {
        if (failure instanceof CircuitBreakerOpenException) {
            return ProviderUnavailable.notCalled(name() + " has failed too often and is left alone for now");
        }
        if (failure instanceof ProviderUnavailable unavailable) {
            outage.failed(String.valueOf(failure.getMessage()), System.nanoTime())
                    .ifPresent(LOG::warn);
            return unavailable.told();
        }
        return failure;
    }

    private <T> Uni<T> limited(Supplier<Uni<T>> call) {
        return Uni.createFrom()
                .deferred(call::get)
                .ifNoItem()
                .after(limit)
                .failWith(() -> new ProviderUnavailable(name() + " did not answer within " + Spoken.of(limit)));
    }
}
