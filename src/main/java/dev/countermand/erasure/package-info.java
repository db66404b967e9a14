/**
 * Buyers who are to be forgotten: what of theirs may go is pseudonymised in all rooms, what must stay is named with its
 * reason. Its statements read and write tables across features; nobody uses this package.
 */
@NullMarked
package dev.countermand.erasure;

import org.jspecify.annotations.NullMarked;
