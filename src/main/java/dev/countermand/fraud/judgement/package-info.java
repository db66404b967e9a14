/**
 * Judges an order: facts, detectors, findings, and what is done about them (F).
 *
 * <p>Others use {@link Candidate}, {@link FactsReader}, {@link Findings}, {@link JudgementService},
 * {@link KnownFinding}, {@link RuleBooks}, {@link FindingJson}, {@link Judgement}, {@link OrdersInCommon},
 * {@link RulesInWords} and {@link SignalApi}.
 */
@NullMarked
package dev.countermand.fraud.judgement;

import org.jspecify.annotations.NullMarked;
