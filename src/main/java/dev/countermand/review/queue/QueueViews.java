package dev.countermand.review.queue;

import dev.countermand.kernel.Spoken;
import dev.countermand.review.state.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The queue as the contract shows it. */
final class QueueViews {

    private QueueViews() {}

    static QueueApi.CaseRowView row(QueuedCase one, Instant now) {
        Priority priority = one.priority();
        return new QueueApi.CaseRowView(
                one.id(),
                one.orderId(),
                one.sellerId(),
                one.buyerId(),
                one.market(),
                one.status(),
                one.reason(),
                one.score(),
                one.amount().text(),
                one.amount().currency().code(),
                new QueueApi.PriorityView(priority.figure(now), priority.risk(), priority.words(now)),
                one.signals(),
                one.openedAt(),
                Spoken.roughly(Duration.between(one.openedAt(), now)),
                one.dueAt(),
                one.overdue(now),
                one.overdueSince(),
                one.noEvidenceSince(),
                one.assignee(),
                one.claimedUntil(),
                one.verdict());
    }

    static QueueApi.GivenView given(NextCase.Given given) {
        return new QueueApi.GivenView(
                given.claim().token(),
                given.claim().until(),
                row(given.one().what(), given.one().now()));
    }

    static QueueApi.CountsView counts(CaseCounts counts) {
        return new QueueApi.CountsView(
                counts.total(),
                counts.overdue(),
                counts.unassigned(),
                counted(counts.statuses()),
                counted(counts.reasons()),
                counted(counts.markets()),
                counts.money().stream()
                        .map(stake -> new QueueApi.CountedMoney(
                                stake.amount().currency().code(),
                                stake.cases(),
                                stake.amount().text()))
                        .toList());
    }

    private static List<QueueApi.Counted> counted(Map<?, Long> kinds) {
        return kinds.entrySet().stream()
                .filter(kind -> !kind.getKey().toString().isEmpty())
                .map(kind -> new QueueApi.Counted(kind.getKey().toString(), kind.getValue()))
                .toList();
    }
}
