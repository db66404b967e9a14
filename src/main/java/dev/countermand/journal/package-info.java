/**
 * Events and audit entries that are written in the transaction of the act they tell of.
 *
 * <p>Others use {@link Act}, {@link Event}, {@link EventTail}, {@link Journal}, {@link AuditEntry}, {@link AuditReader}, {@link RefusedAct}, {@link AuditSignatures}
 * and {@link Canonical}.
 */
@NullMarked
package dev.countermand.journal;

import org.jspecify.annotations.NullMarked;
