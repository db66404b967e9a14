/** Before anything is done for a caller: how much they may send, how fast, and how many calls at once. */
@NullMarked
package dev.countermand.http.gate;

import org.jspecify.annotations.NullMarked;
