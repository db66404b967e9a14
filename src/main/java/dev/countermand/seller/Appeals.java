package dev.countermand.seller;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Spoken;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.policy.catalogue.Policies;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A27: the seller appeals against a sanction, once and in time; somebody who neither decided nor approved it judges. One that
 * is upheld undoes the sanction with its points and its fine, in the same transaction. The case whose decision it is of is
 * appealed with it, and closed with the last of its appeals.
 */
@NeedsTransaction
@ApplicationScoped
public class Appeals {

    private final SanctionStore store;
    private final Sanctions sanctions;
    private final SanctionNews news;
    private final Policies policies;
    private final OrderFlow flow;
    private final InstantSource clock;

    Appeals(
            SanctionStore store,
            Sanctions sanctions,
            SanctionNews news,
            Policies policies,
            OrderFlow flow,
            InstantSource clock) {
        this.store = store;
        this.sanctions = sanctions;
        this.news = news;
        this.policies = policies;
        this.flow = flow;
        this.clock = clock;
    }

    /** Refuses what is not the caller's as if it were not there, what was appealed against before, and what comes too late. */
    public Uni<Sanction> file(UUID id, String text, Caller caller) {
        Actor by = caller.as(Role.SELLER);
        return store.place(id)
                .invoke(place -> {
                    if (!place.sellerId().equals(by.subject())
                            || !place.status().told()) {
                        throw Refusal.notFound("sanction").asException();
                    }
                })
                .chain(() -> sanctions.hold(id))
                .chain(held -> {
                    SanctionRow row = held.row();
                    Instant now = Timestamps.now(clock);
                    refuse(row, caller, now);
                    row.appealStatus = AppealStatus.OPEN;
                    row.appealText = text;
                    row.appealedAt = now;
                    row.appealDecideBy = decideBy(row, now);
                    return news.appealMoved(row, by, now)
                            .chain(() -> Steps.given(
                                    ofCase(held),
                                    order -> flow.happened(
                                            order,
                                            new OrderEvent.AppealFiled(Objects.requireNonNull(row.caseId), by),
                                            now)))
                            .chain(() -> store.flush())
                            .replaceWith(row::toSanction);
                });
    }

    private Instant decideBy(SanctionRow row, Instant now) {
        var policy = policies.version(row.market, row.policyVersion);
        return policy.after(now, policy.sanctions().decideAppealWithin());
    }

    private static void refuse(SanctionRow row, Caller caller, Instant now) {
        Sanctions.refuseStale(row, caller);
        if (row.appealStatus != null) {
            throw Refusal.notNow(
                            "APPEALED_ALREADY",
                            "There was an appeal against this sanction, which is "
                                    + Spoken.name(Objects.requireNonNull(row.appealStatus)),
                            row.appealStatus.name(),
                            null)
                    .asException();
        }
        if (!row.status.stands()) {
            throw Sanctions.notNow("NOTHING_TO_APPEAL", "There is nothing to appeal against", row);
        }
        Instant until = Objects.requireNonNull(row.appealUntil);
        if (now.isAfter(until)) {
            throw Refusal.notNow(
                            "APPEAL_TOO_LATE",
                            "An appeal was possible until " + Spoken.at(until) + " (A27)",
                            row.status.name(),
                            null)
                    .asException();
        }
    }

    /**
     * Judges an appeal. Refuses whoever decided or approved the sanction, and the seller themselves.
     *
     * @param upheld whether the seller is right
     * @param statement why, as the seller gets it
     */
    public Uni<Sanction> decide(UUID id, boolean upheld, String statement, Caller caller) {
        Actor by = caller.as(Role.LEAD, Role.MODERATOR);
        return sanctions.hold(id).chain(held -> {
            SanctionRow row = held.row();
            Sanctions.refuseStale(row, caller);
            refuseParties(row, by);
            refuseBuyer(held, by);
            if (row.appealStatus != AppealStatus.OPEN) {
                throw Refusal.notNow(
                                "NO_OPEN_APPEAL",
                                row.appealStatus == null
                                        ? "Nobody has appealed against this sanction"
                                        : "The appeal was decided already: it is " + Spoken.name(row.appealStatus),
                                row.appealStatus == null ? row.status.name() : row.appealStatus.name(),
                                null)
                        .asException();
            }
            Instant now = Timestamps.now(clock);
            row.appealBecomes(upheld ? AppealStatus.UPHELD : AppealStatus.DISMISSED);
            row.appealDecidedBy = by.subject();
            row.appealStatement = statement;
            row.appealDecidedAt = now;
            return news.appealMoved(row, by, now)
                    .chain(() -> Steps.when(upheld, () -> sanctions.undo(held, by, now)))
                    .chain(() -> Steps.given(ofCase(held), order -> decided(order, row, by, now)))
                    .chain(() -> store.flush())
                    .replaceWith(row::toSanction);
        });
    }

    /** The order, where the sanction is part of the decision of one of its cases. */
    private static @Nullable Order ofCase(Sanctions.Held held) {
        return held.row().caseId == null ? null : held.order();
    }

    /** The case is closed with the last of its appeals. */
    private Uni<Void> decided(Order order, SanctionRow row, Actor by, Instant now) {
        return store.othersAreAppealed(row)
                .chain(others -> Steps.when(
                        !others,
                        () -> flow.happened(
                                order,
                                new OrderEvent.AppealsDecided(
                                        Objects.requireNonNull(row.caseId),
                                        "The appeal is " + Spoken.name(Objects.requireNonNull(row.appealStatus)),
                                        by),
                                now)));
    }

    private static void refuseBuyer(Sanctions.Held held, Actor by) {
        if (held.order() != null && by.subject().equals(held.order().terms().buyerId())) {
            throw Refusal.forbidden("You are a party to it, and nobody judges what they are a party to")
                    .asException();
        }
    }

    private static void refuseParties(SanctionRow row, Actor by) {
        if (by.subject().equals(row.sellerId)) {
            throw Refusal.forbidden("Nobody judges their own appeal").asException();
        }
        if (by.subject().equals(row.decidedBy) || by.subject().equals(row.approvedBy)) {
            throw Refusal.forbidden("You have decided the sanction: somebody else judges the appeal (A27)")
                    .asException();
        }
    }
}
