/**
 * What is asked and answered over HTTP about sellers' standing, sanctions and appeals (A24, A27).
 *
 * <p>Others use {@link SellerApi}, {@link SellerNoteApi}, {@link SellerNotes} and {@link SellerViews}.
 */
@NullMarked
package dev.countermand.seller.page;

import org.jspecify.annotations.NullMarked;
