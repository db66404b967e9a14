package dev.countermand.seller.page;

import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Role;
import dev.countermand.policy.Policy;
import dev.countermand.seller.EntryKind;
import dev.countermand.seller.Ladder;
import dev.countermand.seller.Sanction;
import dev.countermand.seller.SanctionStatus;
import dev.countermand.seller.SellerReader;
import dev.countermand.seller.statement.Statement;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was read of sellers' records as the records of {@link SellerApi} and {@link SanctionApi}. */
public final class SellerViews {

    private SellerViews() {}

    /** Sellers are not told who of the administration decided: they would be pressed, too. */
    static boolean seesAuthors(Caller caller) {
        return caller.isAny(Role.MODERATOR, Role.LEAD, Role.SERVICE);
    }

    public static SellerApi.SellerView view(SellerReader.Standing standing, boolean withAuthors) {
        return new SellerApi.SellerView(
                standing.sellerId(),
                standing.points(),
                until(standing, EntryKind.SUSPENSION),
                until(standing, EntryKind.SELLING_LIMIT),
                ladder(standing.policy(), standing.points()),
                standing.newest().stream().map(SellerViews::view).toList(),
                standing.sanctions().stream()
                        .map(each -> view(each, withAuthors))
                        .toList());
    }

    private static @Nullable Instant until(SellerReader.Standing standing, EntryKind kind) {
        return standing.sanctions().stream()
                .filter(each -> each.kind() == kind && each.status() == SanctionStatus.IN_FORCE)
                .map(Sanction::endsAt)
                .filter(Objects::nonNull)
                .filter(standing.now()::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static List<SellerApi.StepView> ladder(@Nullable Policy policy, long points) {
        return policy == null
                ? List.of()
                : Ladder.steps(policy.sanctions()).stream()
                        .map(step -> new SellerApi.StepView(step.kind(), step.from(), points >= step.from()))
                        .toList();
    }

    private static SellerApi.EntryView view(SellerReader.Entry entry) {
        return new SellerApi.EntryView(
                entry.id(),
                entry.kind(),
                entry.orderId(),
                entry.rule(),
                entry.amount().text(),
                entry.amount().currency().getCurrencyCode(),
                entry.points(),
                entry.statement(),
                entry.decidedBy(),
                entry.at());
    }

    static SellerApi.SanctionView view(Sanction sanction, boolean withAuthors) {
        Money fine = sanction.kind() == EntryKind.FINE ? sanction.amount() : null;
        return new SellerApi.SanctionView(
                sanction.id(),
                sanction.sellerId(),
                sanction.kind(),
                sanction.status(),
                sanction.orderId(),
                sanction.rule(),
                fine == null ? null : fine.text(),
                fine == null ? null : fine.currency().getCurrencyCode(),
                sanction.points(),
                sanction.pointsUntil(),
                sanction.endsAt(),
                sanction.perDay(),
                sanction.statement(),
                sanction.foundByMachine(),
                sanction.decidedByMachine(),
                withAuthors ? sanction.decidedBy() : null,
                sanction.decidedAt(),
                sanction.approveBy(),
                sanction.overdueSince(),
                withAuthors ? sanction.approvedBy() : null,
                sanction.rejectedBecause(),
                sanction.inForceAt(),
                sanction.appealUntil(),
                view(sanction.appeal(), withAuthors));
    }

    private static SellerApi.@Nullable AppealView view(Sanction.@Nullable Appeal appeal, boolean withAuthors) {
        return appeal == null
                ? null
                : new SellerApi.AppealView(
                        appeal.status(),
                        appeal.text(),
                        appeal.filedAt(),
                        appeal.decideBy(),
                        appeal.overdueSince(),
                        withAuthors ? appeal.decidedBy() : null,
                        appeal.statement(),
                        appeal.decidedAt());
    }

    static SanctionApi.StatementView view(Sanction sanction, Statement statement) {
        return new SanctionApi.StatementView(
                sanction.id(),
                sanction.sellerId(),
                sanction.orderId(),
                sanction.kind(),
                sanction.rule(),
                sanction.market(),
                sanction.policyVersion(),
                statement.language().locale().toLanguageTag(),
                Objects.requireNonNull(sanction.inForceAt()),
                sanction.foundByMachine(),
                sanction.decidedByMachine(),
                Objects.requireNonNull(sanction.appealUntil()),
                statement.title(),
                statement.decision(),
                statement.effects(),
                statement.facts().stream()
                        .map(fact -> new SanctionApi.FactView(
                                fact.code(),
                                fact.words(),
                                fact.values().stream()
                                        .map(value ->
                                                new SanctionApi.ValueView(value.name(), value.label(), value.value()))
                                        .toList()))
                        .toList(),
                statement.reasons().isEmpty() ? null : statement.reasons(),
                statement.rule(),
                statement.automation(),
                statement.appeal(),
                statement.since());
    }
}
