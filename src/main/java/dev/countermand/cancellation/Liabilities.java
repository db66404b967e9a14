package dev.countermand.cancellation;

import dev.countermand.cancellation.liability.LiabilityFinding;
import dev.countermand.cancellation.liability.LiabilityFinding.Ending;
import dev.countermand.cancellation.liability.SellerCounts;
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
    private final SellerCounts counts = new SellerCounts();

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

    private Uni<LiabilityFinding.Facts> facts(Order order, CancellationRow row, Ending ending, Instant now) {
        SellerCounts.Whose whose = SellerCounts.whose(order);
        LiabilityFinding.Record known = counts.known(whose);
        return Panache.getSession()
                .chain(session -> {
                    var query = session.createNativeQuery(
                                    known == null ? CancellationSql.FACTS : CancellationSql.FACTS_OF_ONE,
                                    Object[].class)
                            // What this act has changed so far is not among them, and is written when it is whole.
                            .setFlushMode(FlushMode.MANUAL)
                            .setParameter("order", order.id())
                            .setParameter(
                                    "skus",
                                    order.lines().stream()
                                            .map(OrderLine::sku)
                                            .distinct()
                                            .toArray(String[]::new))
                            .setParameter("seller", whose.seller())
                            .setParameter("since", now.minus(whose.lookBack()))
                            .setParameter("id", row.id)
                            .setParameter("now", now);
                    return (known == null
                                    ? query.setParameter(
                                            "changedMind", whose.changedMind().toArray(String[]::new))
                                    : query)
                            .getSingleResult();
                })
                .map(found -> new LiabilityFinding.Facts(
                        row.reason,
                        trueReason(row),
                        row.sellerAsked,
                        ending,
                        ending == Ending.OVERDUE || (Boolean) found[2],
                        order.terms().processingTime(),
                        count(found[1]),
                        record(whose, known, found)));
    }

    private LiabilityFinding.Record record(
            SellerCounts.Whose whose, LiabilityFinding.@Nullable Record known, Object[] found) {
        LiabilityFinding.Record counted = known != null
                ? known
                : counts.counted(
                        whose, new LiabilityFinding.Record(count(found[3]), count(found[4]), count(found[5]), 0));
        return new LiabilityFinding.Record(
                counted.requests(), counted.changedMind(), counted.refused(), count(found[0]));
    }

    private static @Nullable Reason trueReason(CancellationRow row) {
        return row.trueReason;
    }

    private static int count(Object value) {
        return ((Number) value).intValue();
    }
}
