/** For trying and testing only: embedded database, movable clock, tokens, a seeded market. */
@NullMarked
package dev.countermand.demo;

import org.jspecify.annotations.NullMarked;
