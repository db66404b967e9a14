package dev.countermand.fraud;

/**
 * A shipment with what decides whether and under which rules it is judged.
 *
 * @param market with {@code policyVersion}, the policy under which the order was placed (M1)
 * @param ended the order had ended: there is nothing left to stop
 * @param frozen the order was frozen
 */
record Candidate(Facts facts, String market, int policyVersion, boolean ended, boolean frozen) {}
