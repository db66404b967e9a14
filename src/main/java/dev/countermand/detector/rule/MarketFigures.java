package dev.countermand.detector.rule;

import dev.countermand.detector.NoCarrierMovement;
import dev.countermand.detector.NumberReused;
import dev.countermand.detector.ShippedToBlock;
import dev.countermand.policy.Policy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a market's policy says of a detector. */
public final class MarketFigures {

    private MarketFigures() {}

    /** Null for a detector of which policies say nothing. */
    public static @Nullable Setting of(String code, Policy.Detection policy) {
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
            default -> null;
        };
    }

    private static Setting setting(int weight, Map<String, Object> thresholds) {
        return new Setting(0, Mode.ACTIVE, weight, thresholds);
    }
}
