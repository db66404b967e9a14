/**
 * The chain over the audit: each entry is sealed, each seal has the hash of the one before, each day its last. What was
 * changed, deleted or inserted with SQL is found.
 *
 * <p>Others use {@link AuditErasures} and {@link ForgottenAudit}.
 */
@NullMarked
package dev.countermand.journal.chain;

import org.jspecify.annotations.NullMarked;
