/**
 * What is asked and answered over HTTP about sellers' standing, sanctions and appeals (A24, A27).
 *
 * <p>Others use nothing of it.
 */
@NullMarked
package dev.countermand.seller.page;

import org.jspecify.annotations.NullMarked;
