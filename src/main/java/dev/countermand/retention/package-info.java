/**
 * What grows without end, made to end: partitions ahead and dropped, old rows deleted in batches. Its statements read tables
 * across features; nobody uses this package.
 */
@NullMarked
package dev.countermand.retention;

import org.jspecify.annotations.NullMarked;
