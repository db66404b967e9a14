package dev.countermand.seller;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Spoken;
import dev.countermand.order.Order;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** A27: what keeps a seller from declaring a shipment: a suspension does, and a selling limit that is used up. */
@ApplicationScoped
public class SellingGate {

    /** What a selling limit is counted over, from the first declaration on. */
    private static final Duration DAY = Duration.ofHours(24);

    /** Counts one more where the limit leaves one; of two at once the second sees what the first has left. */
    private static final String COUNT = """
            update sanction set
                used = case when used_since > :dayAgo then used + 1 else 1 end,
                used_since = case when used_since > :dayAgo then used_since else :now end
            where seller_id = :seller and id = :id
                and (used_since is null or used_since <= :dayAgo or used < per_day)
            """;

    private final SanctionStore store;

    SellingGate(SanctionStore store) {
        this.store = store;
    }

    /** Refuses a declaration of a seller who is suspended or has used up their limit; else counts it. */
    @NeedsTransaction
    public Uni<Void> passOrRefuse(Order order, Instant now) {
        return store.inEffect(order.terms().sellerId(), now).chain(there -> {
            there.stream()
                    .filter(row -> row.kind == EntryKind.SUSPENSION)
                    .findFirst()
                    .ifPresent(row -> {
                        throw refusal("SELLER_SUSPENDED", "You are suspended", order, row)
                                .asException();
                    });
            return Steps.inTurn(there, row -> Steps.when(row.perDay != null, () -> count(order, row, now)));
        });
    }

    /** Whether the seller could declare nothing then: what they are kept from doing is not held against them. */
    public Uni<Boolean> wasSuspended(String sellerId, Instant then) {
        return store.wasSuspended(sellerId, then);
    }

    private static Uni<Void> count(Order order, SanctionRow row, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(COUNT)
                        .setParameter("seller", row.sellerId)
                        .setParameter("id", row.id)
                        .setParameter("now", now)
                        .setParameter("dayAgo", now.minus(DAY))
                        .executeUpdate())
                .invoke(counted -> {
                    if (counted == 0) {
                        throw refusal(
                                        "SELLER_LIMITED",
                                        "You are limited to "
                                                + Spoken.count(Objects.requireNonNull(row.perDay), "shipment")
                                                + " in 24 hours, and have declared as many; the limit holds",
                                        order,
                                        row)
                                .asException();
                    }
                })
                .replaceWithVoid();
    }

    private static Refusal refusal(String code, String what, Order order, SanctionRow row) {
        return Refusal.notNow(
                code,
                what + " until " + Spoken.at(Objects.requireNonNull(row.endsAt)) + ", because of rule " + row.rule
                        + ": " + row.statement + ". You can appeal until "
                        + Spoken.at(Objects.requireNonNull(row.appealUntil)) + " (sanction " + row.id + ", A27)",
                order.status().name(),
                null);
    }
}
