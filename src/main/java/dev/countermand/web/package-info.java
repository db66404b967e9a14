/** The only HTTP plumbing: problem+json, idempotency, paging, roles. */
@NullMarked
package dev.countermand.web;

import org.jspecify.annotations.NullMarked;
