/** What a refund is, why it is made, and how it is split over several payments (A20, A22): pure. */
@NullMarked
package dev.countermand.payment.refund;

import org.jspecify.annotations.NullMarked;
