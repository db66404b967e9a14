/** Judges an order: facts, detectors, findings, and what is done about them (F). Others use {@code JudgementService}. */
@NullMarked
package dev.countermand.fraud.judgement;

import org.jspecify.annotations.NullMarked;
