/** One policy document: read strictly, each value with its line (M2). */
@NullMarked
package dev.countermand.policy.document;

import org.jspecify.annotations.NullMarked;
