/** Disputes after shipment (A15, A19), and the evidence they ask for (A16). */
@NullMarked
package dev.countermand.dispute;

import org.jspecify.annotations.NullMarked;
