/** Who calls: bearer tokens, the provider that signs them, and what each role may call. */
@NullMarked
package dev.countermand.http.identity;

import org.jspecify.annotations.NullMarked;
