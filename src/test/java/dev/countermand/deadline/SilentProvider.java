package dev.countermand.deadline;

import dev.countermand.payment.provider.PaymentProvider;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that takes calls and never answers them, until it is told to. Only payments that name it know it. */
@ApplicationScoped
public class SilentProvider implements PaymentProvider {

    static final String NAME = "silent";

    private final InstantSource clock;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger givenUp = new AtomicInteger();
    private volatile boolean silent = true;

    SilentProvider(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Uni<String> submit(Instruction instruction) {
        return answer("silent-" + instruction.refundId());
    }

    @Override
    public Uni<Progress> ask(Submitted refund) {
        Instant now = clock.instant();
        return answer(new Progress.Arrived(now, now));
    }

    private <T> Uni<T> answer(T answer) {
        if (!silent) {
            return Uni.createFrom().item(answer);
        }
        return Uni.createFrom().emitter(emitter -> {
            Runnable call = () -> emitter.complete(answer);
            waiting.add(call);
            emitter.onTermination(() -> {
                waiting.remove(call);
                givenUp.incrementAndGet();
            });
        });
    }

    /** Calls that wait for an answer. */
    int waiting() {
        return waiting.size();
    }

    /** Calls that their caller no longer waits for. */
    int givenUp() {
        return givenUp.get();
    }

    void answerFromNowOn() {
        silent = false;
        waiting.forEach(Runnable::run);
    }
}
