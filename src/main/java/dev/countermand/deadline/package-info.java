/**
 * Everything that happens because nothing happened: rows with a due time, each fired exactly once.
 *
 * <p>Others use {@link DeadlineKind}, {@link Deadline}, {@link Deadlines}, {@link DeadlineHandler},
 * {@link DueDeadlines}, {@link BatchDeadlineHandler}, {@link BatchJobHandler}, {@link DeadlineRunner},
 * {@link FrozenDeadlines}, {@link JobRunner} and {@link Lane}.
 */
@NullMarked
package dev.countermand.deadline;

import org.jspecify.annotations.NullMarked;
