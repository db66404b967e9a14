package dev.countermand.review.bulk;

import dev.countermand.database.Reads;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.RefusedException;
import dev.countermand.kernel.Timestamps;
import dev.countermand.kernel.Words;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.review.CaseMoves;
import dev.countermand.review.Claims;
import dev.countermand.review.decision.Decision;
import dev.countermand.review.decision.Weighing;
import dev.countermand.review.state.Claim;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What would become of each case of a bulk decision now, by the rules of a single one. It changes nothing. */
@ApplicationScoped
class BulkPreview {

    /**
     * What would become of a case.
     *
     * @param moves the buyer's money that its decision would move; null where it would be skipped
     * @param forTwo whether another person would have to approve it
     * @param refusal why it would be skipped
     */
    record Foreseen(
            UUID caseId,
            @Nullable Money moves,
            boolean forTwo,
            @Nullable Refusal refusal) {}

    private final CaseMoves cases;
    private final OrderStore orders;
    private final Weighing weighing;
    private final InstantSource clock;

    BulkPreview(CaseMoves cases, OrderStore orders, Weighing weighing, InstantSource clock) {
        this.cases = cases;
        this.orders = orders;
        this.weighing = weighing;
        this.clock = clock;
    }

    /** In the order in which they are named; refuses what is no case. */
    @Reads
    Uni<List<Foreseen>> of(List<UUID> ids, Decision decision, Caller caller) {
        String moderator = Claims.by(caller).subject();
        Instant now = Timestamps.now(clock);
        if (decision.mustSayWhy()) {
            Words.mustSayWhy(decision.statement());
        }
        return Steps.fold(
                        ids,
                        new ArrayList<Foreseen>(),
                        (all, id) -> cases.seen(id, moderator, now)
                                .chain(seen -> foreseen(all.size(), seen, decision, moderator))
                                .map(one -> {
                                    all.add(one);
                                    return all;
                                }))
                .map(List::copyOf);
    }

    private Uni<Foreseen> foreseen(int index, CaseMoves.@Nullable Seen seen, Decision decision, String moderator) {
        if (seen == null) {
            throw notACase(index);
        }
        if (seen.refusal().isPresent()) {
            return Uni.createFrom().item(skipped(seen, seen.refusal().get()));
        }
        return orders.find(seen.orderId())
                .map(order -> Objects.requireNonNull(order, "a case has an order"))
                .chain(order -> weighed(order, seen, decision, moderator));
    }

    private Uni<Foreseen> weighed(Order order, CaseMoves.Seen seen, Decision decision, String moderator) {
        Refusal ofParty = Claim.refusalOfParty(
                        moderator, order.terms().sellerId(), order.terms().buyerId())
                .orElse(null);
        if (ofParty != null) {
            return Uni.createFrom().item(skipped(seen, ofParty));
        }
        return Uni.createFrom()
                .deferred(() -> weighing.of(order, seen.reason(), seen.disputeId(), decision))
                .map(weighed -> new Foreseen(
                        seen.id(), weighed.moves(), !weighed.approvalBecause().isEmpty(), null))
                .onFailure(RefusedException.class)
                .recoverWithItem(no -> skipped(seen, ((RefusedException) no).refusal()));
    }

    private static Foreseen skipped(CaseMoves.Seen seen, Refusal because) {
        return new Foreseen(seen.id(), null, false, because);
    }

    static RefusedException notACase(int index) {
        return Refusal.invalid("ids[" + index + "]", "must be a case").asException();
    }
}
