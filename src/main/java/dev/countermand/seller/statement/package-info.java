/**
 * The statement of reasons that a sanctioned seller gets (A27): made of the signals and rules, in the market's language.
 *
 * <p>Others use {@link SignalFacts}, {@link Statement}, {@link StatementPdf} and {@link StatementWords}.
 */
@NullMarked
package dev.countermand.seller.statement;

import org.jspecify.annotations.NullMarked;
