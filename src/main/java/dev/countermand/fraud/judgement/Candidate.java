package dev.countermand.fraud.judgement;

import dev.countermand.detector.Facts;

/**
 * A shipment with what decides whether it is judged.
 *
 * @param ended the order had ended: there is nothing left to stop
 * @param frozen the order was frozen
 */
public record Candidate(Facts facts, boolean ended, boolean frozen) {}
