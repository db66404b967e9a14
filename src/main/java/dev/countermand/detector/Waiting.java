package dev.countermand.detector;

import dev.countermand.kernel.BusinessDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/** How long a carrier may take to scan a parcel: working days on which it worked. */
final class Waiting {

    private Waiting() {}

    static Instant until(Facts facts, BusinessDays days, int businessDays) {
        if (facts.carrierSilentDays().isEmpty()) {
            return days.plus(facts.declaredAt(), businessDays);
        }
        return days.without(Set.copyOf(facts.carrierSilentDays())).plus(facts.declaredAt(), businessDays);
    }

    /** Only where there is something to tell. */
    static void tell(Facts facts, Map<String, Object> seen) {
        if (!facts.carrierSilentDays().isEmpty()) {
            seen.put(
                    "daysTheCarrierWasSilent",
                    facts.carrierSilentDays().stream().map(LocalDate::toString).toList());
        }
    }
}
