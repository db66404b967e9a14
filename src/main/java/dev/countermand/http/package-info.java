/** The only HTTP plumbing: problem+json, idempotency, paging, roles. */
@NullMarked
package dev.countermand.http;

import org.jspecify.annotations.NullMarked;
