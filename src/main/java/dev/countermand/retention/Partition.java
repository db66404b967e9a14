package dev.countermand.retention;

import dev.countermand.kernel.Ids;
import java.time.Instant;
import java.util.UUID;

/**
 * One period of a table.
 *
 * @param from the first moment whose ids belong to it
 * @param to the first that do not
 */
record Partition(PartitionedTable of, String name, Instant from, Instant to) {

    UUID first() {
        return Ids.first(from);
    }

    UUID after() {
        return Ids.first(to);
    }

    /** As a table of its own, which nobody waits for; its indexes are those of the whole. */
    String create() {
        return "create table " + name + " (like " + of.table() + " including all" + of.constraints() + ")";
    }

    /** Needs less of a lock on the whole than making it there. */
    String attach() {
        return "alter table " + of.table() + " attach partition " + name + " for values from ('" + first() + "') to ('"
                + after() + "')";
    }

    String drop() {
        return "drop table " + name;
    }
}
