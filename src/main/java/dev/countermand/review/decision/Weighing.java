package dev.countermand.review.decision;

import dev.countermand.dispute.DisputeRulings;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.order.Order;
import dev.countermand.review.state.CaseMatter;
import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseVerdict;
import dev.countermand.review.state.FourEyes;
import dev.countermand.shipment.LostParcels;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What a decision would be about, how much of the buyer's money, and whether it needs two people. It changes nothing. */
@ApplicationScoped
public class Weighing {

    /**
     * A decision before it is carried out.
     *
     * @param moves the buyer's money that goes back, or that is let go; at most, where not all of the order was paid for
     * @param approvalBecause why another person has to approve it; empty where nobody has to
     */
    public record Weighed(CaseMatter matter, Money moves, Set<FourEyes.Because> approvalBecause) {}

    private final DecisionStore store;
    private final ParcelVerdicts verdicts;
    private final DisputeRulings disputes;
    private final LostParcels parcels;
    private final long fourEyesAbove;

    /**
     * @param fourEyesAbove rough euros
     */
    Weighing(
            DecisionStore store,
            ParcelVerdicts verdicts,
            DisputeRulings disputes,
            LostParcels parcels,
            @ConfigProperty(name = "countermand.decisions.four-eyes-above") long fourEyesAbove) {
        this.store = store;
        this.verdicts = verdicts;
        this.disputes = disputes;
        this.parcels = parcels;
        this.fourEyesAbove = fourEyesAbove;
    }

    /** Refuses what a case about this cannot be decided to be, or not while its order is as it is. */
    public Uni<Weighed> of(Order order, CaseReason reason, @Nullable UUID disputeId, Decision decision) {
        CaseMatter matter = CaseMatter.of(reason, order.frozen(), order.escrowHeld(), disputeId != null);
        refuse(matter.refusalOf(decision.wish()));
        return waitedInVain(order, matter)
                .invoke(inVain ->
                        refuse(matter.refusalNow(decision.verdict(), order.status(), order.escrowHeld(), inVain)))
                .chain(() -> moves(order, matter, decision))
                .chain(moves -> store.standing(order.id())
                        .map(earlier -> new Weighed(
                                matter,
                                moves,
                                FourEyes.of(
                                        decision.verdict(),
                                        moves,
                                        fourEyesAbove,
                                        decision.wish().sanction(),
                                        matter == CaseMatter.FRAUD ? earlier : null))));
    }

    private static void refuse(Optional<Refusal> refusal) {
        refusal.ifPresent(no -> {
            throw no.asException();
        });
    }

    private Uni<Boolean> waitedInVain(Order order, CaseMatter matter) {
        return matter == CaseMatter.PARCELS
                ? parcels.waitedInVain(order)
                : Uni.createFrom().item(false);
    }

    private Uni<Money> moves(Order order, CaseMatter matter, Decision decision) {
        boolean cancelled = decision.verdict() == CaseVerdict.CANCEL_AND_REFUND;
        Money nothing = Money.zero(order.terms().currency());
        if (decision.verdict() == CaseVerdict.HOLD) {
            return Uni.createFrom().item(nothing);
        }
        return switch (matter) {
            case FRAUD -> ofFraud(order, decision.shipments());
            case DISPUTE -> disputes.worth(order, cancelled, decision.amount());
            case PARCELS ->
                cancelled ? parcels.worthOfAsked(order) : Uni.createFrom().item(nothing);
            case CARRIER -> Uni.createFrom().item(cancelled ? order.refundable() : nothing);
            case DELIVERED_AFTER_ALL -> Uni.createFrom().item(nothing);
        };
    }

    /** Of an order that has ended, what goes back is for units that stay in it. */
    private static Money worth(Order order, Map<Integer, Integer> units) {
        return order.status().ended() ? order.worthOfStaying(units) : order.worthOf(units);
    }

    private Uni<Money> ofFraud(Order order, @Nullable List<UUID> named) {
        return named == null
                ? Uni.createFrom().item(order.refundable())
                : verdicts.about(order, named)
                        .map(about -> about.everything()
                                ? order.refundable()
                                : worth(order, about.units()).min(order.refundable()));
    }
}
