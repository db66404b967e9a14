/**
 * The public holidays of countries, from a library that knows them (M). Only this room knows the library.
 *
 * <p>Others use {@link PublicHolidays}.
 */
@NullMarked
package dev.countermand.policy.calendar;

import org.jspecify.annotations.NullMarked;
