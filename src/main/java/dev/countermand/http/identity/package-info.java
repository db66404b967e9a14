/**
 * Who calls: bearer tokens, the provider that signs them, and what each role may call.
 *
 * <p>Others use {@link RememberedTokens}.
 */
@NullMarked
package dev.countermand.http.identity;

import org.jspecify.annotations.NullMarked;
