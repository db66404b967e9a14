/**
 * Reads YAML: policies, detectors' figures and the catalogue of carriers. What was read knows its file and line, so that
 * whatever is wrong with it is refused in one sentence: file, line, reason. Nothing is converted, nothing is guessed, and
 * what nobody would read is refused. Knows no framework, and none of the documents. {@link Csv} reads and writes tables.
 *
 * <p>Others use all that is public.
 */
@NullMarked
package dev.countermand.document;

import org.jspecify.annotations.NullMarked;
