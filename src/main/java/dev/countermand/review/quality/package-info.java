/**
 * How good the desk is: a sample of decisions is made a second time without the first one in sight, cases of which it is known what
 * is right are mixed in, and figures are counted for each detector and each moderator. It reads cases, findings and sanctions in
 * statements of its own.
 */
@NullMarked
package dev.countermand.review.quality;

import org.jspecify.annotations.NullMarked;
