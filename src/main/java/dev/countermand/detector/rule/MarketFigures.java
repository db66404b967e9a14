package dev.countermand.detector.rule;

import dev.countermand.detector.NoCarrierMovement;
import dev.countermand.detector.NumberReused;
import dev.countermand.detector.ScanBeforeOrder;
import dev.countermand.detector.ShippedToBlock;
import dev.countermand.policy.Detection;
import dev.countermand.policy.Policy;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a market's policy says of a detector. */
public final class MarketFigures {

    private MarketFigures() {}

    /** Null for a detector of which policies say nothing. */
    public static @Nullable Setting of(String code, Policy market) {
        Detection policy = market.detection();
        return switch (code) {
            case NoCarrierMovement.CODE ->
                setting(
                        policy.noCarrierMovement().weight(),
                        Map.of(
                                NoCarrierMovement.BUSINESS_DAYS,
                                policy.noCarrierMovement().businessDays()));
            case ShippedToBlock.CODE ->
                setting(
                        policy.shippedToBlock().weight(),
                        Map.of(
                                ShippedToBlock.DECLARED_WITHIN,
                                policy.shippedToBlock().declaredWithin().toString(),
                                ShippedToBlock.BUSINESS_DAYS,
                                policy.shippedToBlock().businessDays()));
            case NumberReused.CODE ->
                setting(
                        policy.numberReused().weight(),
                        Map.of(
                                NumberReused.RECYCLED_AFTER,
                                policy.numberReused().recycledAfter().toString(),
                                NumberReused.BUSINESS_DAYS,
                                policy.noCarrierMovement().businessDays()));
            case ScanBeforeOrder.CODE ->
                setting(
                        null,
                        Map.of(
                                ScanBeforeOrder.EARLIER_BY,
                                market.shipping().scanBeforeOrder().toString()));
            default -> null;
        };
    }

    /** What policies alone say of a detector, for no market in particular: of several markets' times the shortest. */
    public static Map<String, Object> shortest(String code, Collection<Policy> markets) {
        return code.equals(ScanBeforeOrder.CODE) && !markets.isEmpty()
                ? Map.of(
                        ScanBeforeOrder.EARLIER_BY,
                        Collections.min(markets.stream()
                                        .map(market -> market.shipping().scanBeforeOrder())
                                        .toList())
                                .toString())
                : Map.of();
    }

    private static Setting setting(@Nullable Integer weight, Map<String, Object> thresholds) {
        return new Setting(0, Mode.ACTIVE, weight, thresholds);
    }
}
