package dev.countermand.detector;

import dev.countermand.kernel.BusinessDays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * F11: requests that this seller refused or blocked end without movement far more often than the market's. Said only of
 * an order whose request they have blocked and whose parcel does not move: what they did to others proves nothing about a
 * parcel that is on its way.
 */
final class SellerPattern implements Detector {

    static final String CODE = "SELLER_PATTERN";
    private static final String UNMOVED_AT_LEAST = "unmovedAtLeast";
    private static final String RATE_AT_LEAST = "rateAtLeast";
    private static final String TIMES_MARKET = "timesMarket";

    @Override
    public Identity identity() {
        return new Identity(CODE, "F11", 2);
    }

    @Override
    public boolean refutedByScan() {
        return true;
    }

    @Override
    public boolean tellsTotals() {
        return true;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(
                Threshold.count(
                        UNMOVED_AT_LEAST,
                        1,
                        1_000,
                        "Blocked requests of this seller that ended without movement, at least"),
                Threshold.decimal(RATE_AT_LEAST, 0, 1, "At least this share of the blocked requests"),
                Threshold.decimal(TIMES_MARKET, 1, 100, "At least this many times the market's share"));
    }

    @Override
    public Optional<Evidence> judge(Facts facts, Thresholds thresholds, BusinessDays days) {
        Facts.SellerFacts seller = facts.seller();
        if (facts.contestedRequestAt() == null
                || facts.acceptedAt() != null
                || seller.blocked() == 0
                || seller.unmoved() < thresholds.count(UNMOVED_AT_LEAST)) {
            return Optional.empty();
        }
        double rate = (double) seller.unmoved() / seller.blocked();
        double market = facts.marketFacts().unmovedRate();
        double suspicious =
                Math.max(thresholds.decimal(RATE_AT_LEAST), Math.min(1, market * thresholds.decimal(TIMES_MARKET)));
        if (rate < suspicious) {
            return Optional.empty();
        }
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("blockedRequests", seller.blocked());
        seen.put("endedWithoutMovement", seller.unmoved());
        seen.put("percent", Shares.percent(rate));
        seen.put("unmovedAtLeast", thresholds.count(UNMOVED_AT_LEAST));
        seen.put("marketPercent", Shares.percent(market));
        seen.put("suspiciousPercent", Shares.percent(suspicious));
        return Optional.of(new Evidence(
                "In the last 90 days this seller refused or blocked " + seller.blocked()
                        + " cancellation requests, and after " + seller.unmoved() + " of them nothing ever moved ("
                        + Shares.percent(rate) + " %; in the whole market " + Shares.percent(market) + " %). From "
                        + thresholds.count(UNMOVED_AT_LEAST) + " of them and " + Shares.percent(suspicious)
                        + " % on that is suspicious.",
                seen));
    }
}
