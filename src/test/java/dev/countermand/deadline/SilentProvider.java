package dev.countermand.deadline;

import dev.countermand.payment.provider.PaymentProvider;
import dev.countermand.payment.provider.ProviderUnavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A provider that takes calls and never answers them, until it is told to. Only payments that name it know it. */
@ApplicationScoped
public class SilentProvider implements PaymentProvider {

    static final String NAME = "silent";

    private final InstantSource clock;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean silent = true;

    SilentProvider(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Uni<Handover> submit(Instruction instruction) {
        return answer(new Handover.Taken("silent-" + instruction.refundId()));
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
            Runnable breakOff = () -> emitter.fail(new ProviderUnavailable("never answered"));
            waiting.add(breakOff);
            emitter.onTermination(() -> waiting.remove(breakOff));
        });
    }

    /** Calls that wait for an answer. */
    int waiting() {
        return waiting.size();
    }

    /** Those who call from now on wait. */
    void sayNothing() {
        silent = true;
    }

    /** Those who wait get no answer any more; those who call from now on get one. */
    void breakOffAndAnswerFromNowOn() {
        silent = false;
        for (Runnable call = waiting.poll(); call != null; call = waiting.poll()) {
            call.run();
        }
    }
}
