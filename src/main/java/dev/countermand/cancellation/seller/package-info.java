/**
 * What sellers do beside answering one request: they answer many at once, give up what they cannot send, or let their time run out
 * (A9).
 */
@NullMarked
package dev.countermand.cancellation.seller;

import org.jspecify.annotations.NullMarked;
