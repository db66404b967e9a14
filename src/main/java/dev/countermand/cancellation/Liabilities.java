package dev.countermand.cancellation;

import dev.countermand.cancellation.liability.LiabilityFinding;
import dev.countermand.cancellation.liability.LiabilityFinding.Ending;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.order.units.OrderLine;
import dev.countermand.policy.Liability;
import dev.countermand.policy.Policy;
import dev.countermand.policy.Reason;
import dev.countermand.seller.SellerRecord;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.FlushMode;
import org.jspecify.annotations.Nullable;

/** Finds out who is to blame when a request is decided (A11, A12), and fines the seller if it was them (A24). */
@ApplicationScoped
class Liabilities {

    private final SellerRecord sellers;

    Liabilities(SellerRecord sellers) {
        this.sellers = sellers;
    }

    /**
     * Writes the finding into the request, which is being approved or has been overtaken.
     *
     * @param ending how it is decided
     */
    Uni<Void> find(Order order, CancellationRow row, Ending ending, Instant now) {
        Policy policy = order.policy();
        return facts(order, row, ending, now)
                .invoke(facts -> {
                    LiabilityFinding finding = LiabilityFinding.of(facts, policy);
                    row.liability = finding.liability();
                    row.liabilityBecause = finding.because();
                    row.sellerSees = LiabilityFinding.of(facts.asTheSellerKnowsThem(), policy)
                            .liability();
                })
                .replaceWithVoid();
    }

    /**
     * A12: a moderator decides who is to blame where the facts did not say that it was the seller, who is then fined. The
     * caller has the order locked, and saves it.
     */
    Uni<Void> rule(Order order, CancellationRow row, Liability liability, String statement, Actor by, Instant now) {
        LiabilityFinding ruled = LiabilityFinding.ruled(liability, statement, row.facts(false));
        row.liability = ruled.liability();
        row.liabilityBecause = ruled.because();
        row.sellerSees = ruled.liability();
        return fine(order, row, new Money(row.amount, order.terms().currency()), by, now);
    }

    /** A24: a fine must rest on what the seller may see, so it follows what they are shown. */
    Uni<Void> fine(Order order, CancellationRow row, Money worth, Actor by, Instant now) {
        if (row.sellerSees != Liability.SELLER) {
            return Steps.nothing();
        }
        List<String> facts =
                row.facts(true).stream().map(LiabilityFinding.Because::words).toList();
        return sellers.fine(
                order,
                "cancellation-" + row.id,
                "A24",
                order.policy().fines().sellerCancellation(),
                worth,
                "A cancellation for which the seller is to blame: " + String.join("; ", facts),
                by,
                now);
    }

    private static Uni<LiabilityFinding.Facts> facts(
            Order order, CancellationRow row, Ending ending, Instant now) {
        Policy policy = order.policy();
        List<String> changedMind = policy.cancellation().reasons().stream()
                .filter(terms -> terms.liability() == Liability.BUYER)
                .map(terms -> terms.code().name())
                .toList();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(CancellationSql.RECORD, Object[].class)
                        // What this act has changed so far is not among them, and is written when it is whole.
                        .setFlushMode(FlushMode.MANUAL)
                        .setParameter("changedMind", changedMind.isEmpty() ? List.of("") : changedMind)
                        .setParameter("order", order.id())
                        .setParameter(
                                "skus",
                                order.lines().stream()
                                        .map(OrderLine::sku)
                                        .distinct()
                                        .toList())
                        .setParameter("seller", order.terms().sellerId())
                        .setParameter("since", now.minus(policy.liability().lookBack()))
                        .setParameter("id", row.id)
                        .setParameter("now", now)
                        .getSingleResult())
                .map(counts -> new LiabilityFinding.Facts(
                        row.reason,
                        trueReason(row),
                        row.sellerAsked,
                        ending,
                        ending == Ending.OVERDUE || (Boolean) counts[5],
                        order.terms().processingTime(),
                        count(counts[4]),
                        new LiabilityFinding.Record(
                                count(counts[0]), count(counts[1]), count(counts[2]), count(counts[3]))));
    }

    private static @Nullable Reason trueReason(CancellationRow row) {
        return row.trueReason;
    }

    private static int count(Object value) {
        return ((Number) value).intValue();
    }
}
