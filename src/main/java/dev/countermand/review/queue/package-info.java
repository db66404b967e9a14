/**
 * The queue of cases: found by what they are, ordered by how pressing they are, counted, saved as views, and given to moderators
 * one after the other. It reads the tables of cases, notes, findings and parcels in statements of its own, of one order each.
 */
@NullMarked
package dev.countermand.review.queue;

import org.jspecify.annotations.NullMarked;
