/**
 * What a file that somebody sent really is, by its bytes alone: recognised, whole, and nothing that runs. Plain code, without
 * a framework.
 *
 * <p>Others use {@link DocumentCheck} and {@link DocumentType}.
 */
@NullMarked
package dev.countermand.evidence.file;

import org.jspecify.annotations.NullMarked;
