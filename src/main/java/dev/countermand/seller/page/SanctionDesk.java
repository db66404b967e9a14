package dev.countermand.seller.page;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.fraud.judgement.Findings;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.RefusedException;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.kernel.Words;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.policy.SanctionTerms;
import dev.countermand.policy.catalogue.Policies;
import dev.countermand.seller.EntryKind;
import dev.countermand.seller.Fact;
import dev.countermand.seller.Ladder;
import dev.countermand.seller.Sanction;
import dev.countermand.seller.SanctionReader;
import dev.countermand.seller.Sanctions;
import dev.countermand.seller.SellerReader;
import dev.countermand.seller.SellerRecord;
import dev.countermand.seller.statement.SignalFacts;
import dev.countermand.seller.statement.Statement;
import dev.countermand.seller.statement.StatementWords;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A27: sanctions that a person imposes by hand, and the statements of all of them. */
@ApplicationScoped
class SanctionDesk {

    /** What was broken, where nothing else is named: the rules are kept. */
    private static final String RULES_ARE_KEPT = "A27";

    private static final List<String> RULES = List.of("A9", "A13", "A15", "A16", "A17", "A24", "A26", RULES_ARE_KEPT);

    private static final Set<EntryKind> NO_SANCTIONS = Set.of(EntryKind.CLAIM);

    /**
     * What somebody wants to impose.
     *
     * @param kind the ladder's step, if null
     * @param orderId which it is about; null for the seller as a whole
     * @param points the policy's, if null
     */
    record Wish(
            @Nullable EntryKind kind,
            @Nullable String orderId,
            @Nullable String rule,
            @Nullable Integer points,
            String statement) {}

    /** A sanction, and its statement of reasons. */
    record Reasoned(Sanction sanction, Statement statement) {}

    private final Sanctions sanctions;
    private final SanctionReader reader;
    private final SellerReader sellers;
    private final OrderStore orders;
    private final Findings findings;
    private final Policies policies;
    private final InstantSource clock;

    SanctionDesk(
            Sanctions sanctions,
            SanctionReader reader,
            SellerReader sellers,
            OrderStore orders,
            Findings findings,
            Policies policies,
            InstantSource clock) {
        this.sanctions = sanctions;
        this.reader = reader;
        this.sellers = sellers;
        this.orders = orders;
        this.findings = findings;
        this.policies = policies;
        this.clock = clock;
    }

    /** Refuses a seller whom nobody knows, and an order that is not theirs. */
    @NeedsTransaction
    Uni<Sanction> impose(String sellerId, Wish wish, Caller caller) {
        Actor by = caller.as(Role.MODERATOR, Role.LEAD);
        refuseWrong(wish);
        Instant now = Timestamps.now(clock);
        return against(sellerId, wish.orderId(), caller)
                .chain(against -> facts(against.order())
                        .chain(facts -> sellers.points(sellerId, now)
                                .chain(points ->
                                        sanctions.impose(against, entry(against, wish, points, facts, now), by, now))));
    }

    private static void refuseWrong(Wish wish) {
        if (wish.kind() != null && NO_SANCTIONS.contains(wish.kind())) {
            throw Refusal.invalid("kind", "must not be CLAIM: that is no sanction")
                    .asException();
        }
        if (wish.kind() == EntryKind.FINE && wish.orderId() == null) {
            throw Refusal.invalid("orderId", "must be given: a fine is a share of an order")
                    .asException();
        }
        if (wish.rule() != null && !RULES.contains(wish.rule())) {
            throw Refusal.invalid("rule", "must be one of " + String.join(", ", RULES))
                    .asException();
        }
        Words.mustSayWhy(wish.statement());
    }

    private Uni<Sanctions.Against> against(String sellerId, @Nullable String orderId, Caller caller) {
        if (orderId == null) {
            return sellers.policyOf(sellerId, caller)
                    .onItem()
                    .ifNull()
                    .failWith(() -> Refusal.notFound("seller").asException())
                    .map(policy -> new Sanctions.Against(sellerId, policy, null));
        }
        return orders.lock(orderId)
                .onFailure(RefusedException.class)
                .transform(unknown -> notTheirs())
                .invoke(order -> {
                    if (!order.terms().sellerId().equals(sellerId)) {
                        throw notTheirs();
                    }
                })
                .map(Sanctions.Against::sellerOf);
    }

    private static RefusedException notTheirs() {
        return Refusal.invalid("orderId", "must be an order of this seller").asException();
    }

    private Uni<List<Fact>> facts(@Nullable Order order) {
        return order == null
                ? Uni.createFrom().item(List.of())
                : findings.ofOrder(order.id()).map(SignalFacts::of);
    }

    private static SellerRecord.Entry entry(
            Sanctions.Against against, Wish wish, long points, List<Fact> facts, Instant now) {
        SanctionTerms terms = against.policy().sanctions();
        Order order = against.order();
        EntryKind kind = wish.kind() == null ? Ladder.due(terms, points, order != null) : wish.kind();
        String rule = wish.rule() == null ? RULES_ARE_KEPT : wish.rule();
        return new SellerRecord.Entry(
                kind,
                "by-hand-" + Ids.next(now),
                rule,
                amount(terms, kind, order),
                wish.points() == null ? Ladder.points(terms, kind) : wish.points(),
                wish.statement(),
                facts);
    }

    /** Nobody is fined for the seller as a whole, so the currency of nothing does not matter. */
    private static Money amount(SanctionTerms terms, EntryKind kind, @Nullable Order order) {
        if (order == null) {
            return Money.zero(Currency.getInstance("EUR"));
        }
        return kind == EntryKind.FINE
                ? order.total().max(order.paid()).percent(terms.fine().percent())
                : Money.zero(order.terms().currency());
    }

    /** Refuses what the seller was not told of: it has no reasons yet. */
    Uni<Reasoned> statement(UUID id, Caller caller) {
        return reader.find(id, caller).map(sanction -> {
            if (!sanction.status().told()) {
                throw Refusal.notFound("statement").asException();
            }
            return new Reasoned(
                    sanction,
                    StatementWords.of(sanction, policies.version(sanction.market(), sanction.policyVersion())));
        });
    }
}
