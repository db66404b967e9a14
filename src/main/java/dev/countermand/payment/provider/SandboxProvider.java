package dev.countermand.payment.provider;

import dev.countermand.kernel.Timestamps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A provider that moves no money: it answers later, as a real one does. Payment references steer it: one that contains
 * {@code never-sent} stays where it is, {@code never-arrives} is sent and then lost, {@code declined} is refused. Off
 * unless {@code countermand.sandbox.enabled} is set.
 */
@ApplicationScoped
class SandboxProvider implements PaymentProvider {

    static final String NAME = "sandbox";

    private final InstantSource clock;
    private final boolean enabled;
    private final Duration sentAfter;
    private final Duration arrivedAfter;

    SandboxProvider(
            InstantSource clock,
            @ConfigProperty(name = "countermand.sandbox.enabled") boolean enabled,
            @ConfigProperty(name = "countermand.sandbox.sent-after") Duration sentAfter,
            @ConfigProperty(name = "countermand.sandbox.arrived-after") Duration arrivedAfter) {
        this.clock = clock;
        this.enabled = enabled;
        this.sentAfter = sentAfter;
        this.arrivedAfter = arrivedAfter;
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
    public Uni<Handover> submit(Instruction instruction) {
        return Uni.createFrom().item(new Handover.Taken("sandbox-" + instruction.refundId()));
    }

    @Override
    public Uni<Progress> ask(Submitted refund) {
        String steering = refund.instruction().paymentReference();
        Instant sentAt = refund.submittedAt().plus(sentAfter);
        Instant arrivedAt = refund.submittedAt().plus(arrivedAfter);
        Instant now = Timestamps.now(clock);
        Progress progress;
        if (now.isBefore(sentAt) || steering.contains("never-sent")) {
            progress = new Progress.Pending();
        } else if (steering.contains("declined")) {
            progress = new Progress.Declined("the sandbox was told to decline");
        } else if (now.isBefore(arrivedAt) || steering.contains("never-arrives")) {
            progress = new Progress.Sent(sentAt);
        } else {
            progress = new Progress.Arrived(sentAt, arrivedAt);
        }
        return Uni.createFrom().item(progress);
    }
}
