package dev.countermand.policy;

import static dev.countermand.policy.Bounds.atMost;
import static dev.countermand.policy.Bounds.given;
import static dev.countermand.policy.Bounds.positive;
import static dev.countermand.policy.Bounds.share;

import dev.countermand.kernel.Wait;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Period;

/**
 * A27: the ladder of sanctions, and how a seller can appeal.
 *
 * @param pointsLast how long points stand on a seller's record
 * @param warning the first step
 * @param fine the second step, where there is an order to fine for
 * @param sellingLimit the third step
 * @param suspension the last step; another person than the one who decides it approves it
 * @param approveWithin how long a suspension may wait for that
 * @param appealWithin how long the seller has for an appeal
 * @param decideAppealWithin how long an appeal may take
 */
@RegisterForReflection
public record SanctionTerms(
        Period pointsLast,
        WarningStep warning,
        FineStep fine,
        LimitStep sellingLimit,
        SuspensionStep suspension,
        Wait approveWithin,
        Period appealWithin,
        Wait decideAppealWithin) {

    /** More points than any record needs; a figure above it is a slip. */
    private static final int MOST_POINTS = 1_000;

    public SanctionTerms {
        positive(pointsLast, "pointsLast");
        given(warning, "warning");
        given(fine, "fine");
        given(sellingLimit, "sellingLimit");
        given(suspension, "suspension");
        positive(approveWithin, "approveWithin");
        positive(appealWithin, "appealWithin");
        positive(decideAppealWithin, "decideAppealWithin");
        climbs(fine.fromPoints() > 0, "fine", "0");
        climbs(sellingLimit.fromPoints() > fine.fromPoints(), "sellingLimit", "fine.fromPoints");
        climbs(suspension.fromPoints() > sellingLimit.fromPoints(), "suspension", "sellingLimit.fromPoints");
    }

    private static void climbs(boolean higher, String step, String below) {
        if (!higher) {
            throw new IllegalArgumentException(step + ".fromPoints must be more than " + below);
        }
    }

    /**
     * The first step: it has no other effect than its points.
     *
     * @param points for the seller's record
     */
    @RegisterForReflection
    public record WarningStep(int points) {
        public WarningStep {
            atMost(points, MOST_POINTS, "points");
        }
    }

    /**
     * A fine by hand.
     *
     * @param fromPoints the points on the record from which on it is due
     * @param points for the seller's record
     * @param percent share of the order's total, or of what was paid for it, if that is more; 0 to 100
     */
    @RegisterForReflection
    public record FineStep(int fromPoints, int points, int percent) {
        public FineStep {
            atMost(fromPoints, MOST_POINTS, "fromPoints");
            atMost(points, MOST_POINTS, "points");
            share(percent, "percent");
        }
    }

    /**
     * The seller declares only so many shipments a day.
     *
     * @param fromPoints the points on the record from which on it is due
     * @param points for the seller's record
     * @param declarationsPerDay how many in 24 hours, counted from the first one
     * @param lasts how long
     */
    @RegisterForReflection
    public record LimitStep(int fromPoints, int points, int declarationsPerDay, Wait lasts) {
        public LimitStep {
            atMost(fromPoints, MOST_POINTS, "fromPoints");
            atMost(points, MOST_POINTS, "points");
            positive(declarationsPerDay, "declarationsPerDay");
            positive(lasts, "lasts");
        }
    }

    /**
     * The seller declares no shipments at all.
     *
     * @param fromPoints the points on the record from which on it is due
     * @param points for the seller's record
     * @param lasts how long
     */
    @RegisterForReflection
    public record SuspensionStep(int fromPoints, int points, Wait lasts) {
        public SuspensionStep {
            atMost(fromPoints, MOST_POINTS, "fromPoints");
            atMost(points, MOST_POINTS, "points");
            positive(lasts, "lasts");
        }
    }
}
