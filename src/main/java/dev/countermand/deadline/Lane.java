package dev.countermand.deadline;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Where a deadline is carried out. Lanes are claimed and run apart: what is slow in one holds up nothing in the other. */
public enum Lane {
    /** What the rules say. It touches nothing but the database. */
    RULES,
    /** Calls to others, who answer when they please. A job calls outside of any transaction. */
    JOBS;

    /** The kinds of this lane. */
    public List<DeadlineKind> kinds() {
        return Arrays.stream(DeadlineKind.values())
                .filter(kind -> kind.lane() == this)
                .toList();
    }

    /** The names of its kinds as a list of SQL, without parentheses. */
    public String sql() {
        return kinds().stream().map(kind -> "'" + kind + "'").collect(Collectors.joining(", "));
    }
}
