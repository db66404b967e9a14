package dev.countermand.fraud;

import dev.countermand.kernel.BusinessDays;
import dev.countermand.policy.Policy;
import java.util.Optional;

/** Looks for one signal of rules F: facts in, finding out, nothing else. */
public interface Detector {

    /** A stable name, as in RULES.md. */
    String code();

    /** Counts up whenever the same facts may lead to another finding. */
    int version();

    /** The finding, if these facts show the signal under this policy. */
    Optional<Finding> judge(Facts facts, Policy.Detection policy, BusinessDays days);
}
