/** What an order is and may become. */
@NullMarked
package dev.countermand.order;

import org.jspecify.annotations.NullMarked;
