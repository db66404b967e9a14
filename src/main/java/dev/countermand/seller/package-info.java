/** Standing of a seller: fines, points, sanctions. */
@NullMarked
package dev.countermand.seller;

import org.jspecify.annotations.NullMarked;
