/**
 * Statements of reasons that leave the house, in the form of the DSA Transparency Database (Regulation (EU) 2022/2065, Article
 * 24 (5)). Nothing leaves unless it is configured. It reads sanctions in a statement of its own.
 */
@NullMarked
package dev.countermand.seller.transparency;

import org.jspecify.annotations.NullMarked;
