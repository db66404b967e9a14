/**
 * What is set for detectors: delivered, by a market, by an operator.
 *
 * <p>Others use {@link RuleBook}, {@link Mode}, {@link Setting}, {@link MarketFigures} and {@link Reach}.
 */
@NullMarked
package dev.countermand.detector.rule;

import org.jspecify.annotations.NullMarked;
