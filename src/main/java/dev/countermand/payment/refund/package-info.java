/**
 * What a refund is, why it is made, and how it is split over several payments (A20, A22): pure.
 *
 * <p>Others use all that is public.
 */
@NullMarked
package dev.countermand.payment.refund;

import org.jspecify.annotations.NullMarked;
