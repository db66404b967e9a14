/**
 * Where the content of documents is kept: in the database in pieces, or in a store that speaks the protocol of Amazon S3.
 * The second is called over HTTP, outside of any transaction.
 *
 * <p>Others use {@link DocumentKey}, {@link DocumentPieces}, {@link ObjectStore}, {@link Place} and {@link Places}.
 */
@NullMarked
package dev.countermand.evidence.store;

import org.jspecify.annotations.NullMarked;
