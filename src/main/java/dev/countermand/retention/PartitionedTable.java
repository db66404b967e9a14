package dev.countermand.retention;

import dev.countermand.database.Retention.Kept;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A table that is cut by the time in its ids (UUIDv7). */
enum PartitionedTable {
    /** By months: read by position, and dropped a month at a time. An event is kept until it has its position. */
    EVENTS("outbox_event", Period.ofMonths(1), Kept.EVENTS, ", unique (position)", "position is null"),
    /** By years: kept for years and read by subject, so each partition is one more look-up. */
    AUDIT("audit_entry", Period.ofYears(1), Kept.AUDIT, "", "false"),
    /** As the audit that it proves; the hash of each day stays. */
    AUDIT_SEALS("audit_seal", Period.ofYears(1), Kept.AUDIT, "", "false");

    /** Periods that are made beside the present one, before they begin. */
    static final int AHEAD = 2;

    private static final DateTimeFormatter FIRST_MONTH = DateTimeFormatter.ofPattern("yyyy_MM");

    private final String table;
    private final Period length;
    private final Kept kept;
    private final String constraints;
    private final String inUse;

    PartitionedTable(String table, Period length, Kept kept, String constraints, String inUse) {
        this.table = table;
        this.length = length;
        this.kept = kept;
        this.constraints = constraints;
        this.inUse = inUse;
    }

    String table() {
        return table;
    }

    Kept kept() {
        return kept;
    }

    /** Whether its own forgetting is written into it. */
    boolean isProved() {
        return kept == Kept.AUDIT;
    }

    /** What each partition has that the whole table cannot. */
    String constraints() {
        return constraints;
    }

    /** Condition for a row that must not be forgotten, however old it is. */
    String inUse() {
        return inUse;
    }

    /** Where rows are that no partition takes. */
    String rest() {
        return table + "_default";
    }

    /** The present period and those that follow. */
    List<Partition> present(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate first = length.getYears() > 0 ? today.withDayOfYear(1) : today.withDayOfMonth(1);
        return IntStream.rangeClosed(0, AHEAD)
                .mapToObj(period -> partition(first.plus(length.multipliedBy(period))))
                .toList();
    }

    /** The partition of this name; empty for one that the service did not make. */
    Optional<Partition> named(String name) {
        if (!name.startsWith(table + '_')) {
            return Optional.empty();
        }
        try {
            return Optional.of(partition(LocalDate.parse(
                    name.substring(table.length() + 1) + "_01", DateTimeFormatter.ofPattern("yyyy_MM_dd"))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Partition partition(LocalDate first) {
        return new Partition(this, table + '_' + FIRST_MONTH.format(first), start(first), start(first.plus(length)));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
