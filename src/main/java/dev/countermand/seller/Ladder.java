package dev.countermand.seller;

import dev.countermand.policy.Policy;
import dev.countermand.policy.SanctionTerms;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A27: which step of the ladder is due, and what each of them does. Pure. */
public final class Ladder {

    /**
     * A step of the ladder.
     *
     * @param from the points on the record from which on it is due
     */
    public record Step(EntryKind kind, int from) {}

    /**
     * What a sanction does from the moment at which it is in force.
     *
     * @param pointsUntil until when its points stand on the record
     * @param endsAt when its effect ends; null where it has none
     * @param perDay how many shipments the seller may declare in 24 hours; null where they are not counted
     * @param appealUntil until when the seller can appeal
     */
    public record Effect(
            Instant pointsUntil,
            @Nullable Instant endsAt,
            @Nullable Integer perDay,
            Instant appealUntil) {}

    private Ladder() {}

    /** The mildest first. */
    public static List<Step> steps(SanctionTerms terms) {
        return List.of(
                new Step(EntryKind.WARNING, 0),
                new Step(EntryKind.FINE, terms.fine().fromPoints()),
                new Step(EntryKind.SELLING_LIMIT, terms.sellingLimit().fromPoints()),
                new Step(EntryKind.SUSPENSION, terms.suspension().fromPoints()));
    }

    /**
     * The step that is due.
     *
     * @param points that stand on the record
     * @param ofOrder whether there is an order to fine for; without one a fine's step is a warning
     */
    public static EntryKind due(SanctionTerms terms, long points, boolean ofOrder) {
        EntryKind due = steps(terms).stream()
                .filter(step -> points >= step.from())
                .reduce((milder, harder) -> harder)
                .map(Step::kind)
                .orElse(EntryKind.WARNING);
        return due == EntryKind.FINE && !ofOrder ? EntryKind.WARNING : due;
    }

    /** The points that a step brings, unless somebody says otherwise. */
    public static int points(SanctionTerms terms, EntryKind kind) {
        return switch (kind) {
            case WARNING -> terms.warning().points();
            case FINE -> terms.fine().points();
            case SELLING_LIMIT -> terms.sellingLimit().points();
            case SUSPENSION -> terms.suspension().points();
            case CLAIM -> 0;
        };
    }

    /** Whether another person has to approve it before it is in force. */
    static boolean needsApproval(EntryKind kind) {
        return kind == EntryKind.SUSPENSION;
    }

    static Effect effect(Policy policy, EntryKind kind, Instant now) {
        SanctionTerms terms = policy.sanctions();
        Instant endsAt = switch (kind) {
            case SELLING_LIMIT -> policy.after(now, terms.sellingLimit().lasts());
            case SUSPENSION -> policy.after(now, terms.suspension().lasts());
            case WARNING, FINE, CLAIM -> null;
        };
        return new Effect(
                after(policy, now, terms.pointsLast()),
                endsAt,
                kind == EntryKind.SELLING_LIMIT ? terms.sellingLimit().declarationsPerDay() : null,
                after(policy, now, terms.appealWithin()));
    }

    /** Months and years are those of the market's calendar. */
    private static Instant after(Policy policy, Instant from, Period period) {
        return from.atZone(policy.timeZone()).plus(period).toInstant();
    }
}
