package dev.countermand.shipment.correction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All numbers of one parcel (P4). Pure.
 *
 * @param numbers in the order in which they were named; none where it was never put right
 */
public record NumberHistory(List<ShipmentNumber> numbers) {

    /** Of a parcel that has the number it was declared under. */
    public static final NumberHistory NONE = new NumberHistory(List.of());

    public NumberHistory {
        numbers = List.copyOf(numbers);
    }

    /** Those that the parcel had before. */
    public List<ShipmentNumber> earlier() {
        return numbers.stream()
                .filter(number -> number.state() == NumberState.REPLACED)
                .toList();
    }

    /** The one that waits for a moderator, or a scan. */
    public @Nullable ShipmentNumber proposed() {
        return numbers.stream()
                .filter(number -> number.state() == NumberState.PROPOSED)
                .findFirst()
                .orElse(null);
    }

    /**
     * How often it can still be put right. What was proposed counts like what was put right: otherwise a seller could go on
     * naming numbers until one of them moves.
     *
     * @param atMost from the policy
     */
    public int left(int atMost) {
        int used = numbers.isEmpty() ? 0 : numbers.size() - 1;
        return Math.max(0, atMost - used);
    }
}
