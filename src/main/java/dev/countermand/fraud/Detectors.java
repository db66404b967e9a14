package dev.countermand.fraud;

import dev.countermand.kernel.BusinessDays;
import dev.countermand.policy.Policy;
import java.util.List;
import java.util.Optional;

/** The detectors there are, in the order in which their findings are read. */
final class Detectors {

    private static final List<Detector> ALL =
            List.of(new NumberReused(), new ShippedToBlock(), new NoCarrierMovement());

    private Detectors() {}

    /** What they all find about a shipment under the policy its order was placed under. */
    static List<Finding> judge(Facts facts, Policy policy) {
        BusinessDays days = policy.businessDays();
        return ALL.stream()
                .map(detector -> detector.judge(facts, policy.detection(), days))
                .flatMap(Optional::stream)
                .toList();
    }
}
