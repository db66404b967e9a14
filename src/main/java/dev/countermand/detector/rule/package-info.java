/** What is set for detectors: delivered, by a market, by an operator. Others use {@code RuleBook}. */
@NullMarked
package dev.countermand.detector.rule;

import org.jspecify.annotations.NullMarked;
