/** Whoever moves the money, behind one interface; the sandbox moves none. */
@NullMarked
package dev.countermand.payment.provider;

import org.jspecify.annotations.NullMarked;
