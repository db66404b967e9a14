/**
 * The only HTTP plumbing: problem+json, idempotency, paging, roles.
 *
 * <p>Others use {@link CurrentCaller}, {@link Call}, {@link Answer}, {@link Idempotency}, {@link Query}, {@link Problem},
 * {@link Departure}, {@link Fingerprint}, {@link Intake}, {@link ProblemMapper}, {@link RefusedWith} and {@link WhatElse}.
 */
@NullMarked
package dev.countermand.http;

import org.jspecify.annotations.NullMarked;
