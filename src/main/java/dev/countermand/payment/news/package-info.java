/**
 * What providers have told by themselves: each thing kept once, with the job that works it off.
 *
 * <p>Others use {@link NewsBook} and {@link Told}.
 */
@NullMarked
package dev.countermand.payment.news;

import org.jspecify.annotations.NullMarked;
