package dev.countermand.payment.provider.offline;

import dev.countermand.payment.provider.PaymentProvider;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Money that no provider moves: cash, a bank transfer, whatever the marketplace takes by itself. A refund is sent to nobody:
 * it stands before a person at once, who pays it and says how (A20b). Off unless {@code countermand.offline.enabled} is set.
 */
@ApplicationScoped
class OfflineProvider implements PaymentProvider {

    static final String NAME = "offline";

    /** What staff read beside it. */
    static final String WHY = "nobody can be told to send it: pay it as it was paid, and say how";

    private final boolean enabled;

    @Inject
    OfflineProvider(@ConfigProperty(name = "countermand.offline.enabled") boolean enabled) {
        this.enabled = enabled;
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
    public Optional<String> leavesToPeople() {
        return Optional.of(WHY);
    }

    @Override
    public Uni<Handover> submit(Instruction instruction) {
        return Uni.createFrom().item(new Handover.Declined(WHY));
    }

    /** Never of a refund of its own: none was handed over. */
    @Override
    public Uni<Progress> ask(Submitted refund) {
        return Uni.createFrom().item(new Progress.Pending());
    }
}
