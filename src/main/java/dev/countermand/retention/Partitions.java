package dev.countermand.retention;

import dev.countermand.database.Faults;
import dev.countermand.database.Purge;
import dev.countermand.database.Retention;
import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.database.query.OneColumn;
import dev.countermand.journal.chain.ForgottenAudit;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Timestamps;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Makes the partitions of coming periods, and drops those that are older than their retention. One replica at a time works
 * on a table, under a lock that readers and writers do not meet; attaching and dropping need more for a moment, and give up
 * when they do not get it in time. What could not be done is done at the next tick: until then the default partition takes
 * what comes, and keeps it. A period of which it holds rows is left to it for good, and its old rows are deleted in batches.
 */
@ApplicationScoped
class Partitions {

    private static final Logger LOG = Logger.getLogger(Partitions.class);

    /** How long writers may be held up by waiting for a lock, and by what is done under it. */
    private static final List<String> SHORT =
            List.of("set local lock_timeout = '1s'", "set local statement_timeout = '10s'");

    private static final String ATTACHED = """
            select cast(c.relname as text) from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = cast(cast(:table as text) as regclass) order by c.relname
            """;

    private final Sessions sessions;
    private final Purge purge;
    private final Retention retention;
    private final ForgottenAudit forgotten;
    private final InstantSource clock;

    Partitions(Sessions sessions, Purge purge, Retention retention, ForgottenAudit forgotten, InstantSource clock) {
        this.sessions = sessions;
        this.purge = purge;
        this.retention = retention;
        this.forgotten = forgotten;
        this.clock = clock;
    }

    /** What is there for the present and the periods that follow stays; what is missing is made. Never fails. */
    Uni<Void> makeAhead(Instant now) {
        return Steps.inTurn(
                        List.of(PartitionedTable.values()),
                        table -> attached(table)
                                .chain(names -> Steps.inTurn(
                                        table.present(now),
                                        partition ->
                                                Steps.when(!names.contains(partition.name()), () -> make(partition)))))
                .onFailure()
                .invoke(failure -> Faults.error(LOG, failure, "Partitions could not be looked at; trying again later"))
                .onFailure()
                .recoverWithNull();
    }

    /** Drops what is old as a whole, and deletes what is old where no partition was. Never fails. */
    Uni<Void> forgetOld() {
        return Steps.inTurn(List.of(PartitionedTable.values()), table -> {
            Instant oldest = retention.oldest(table.kept());
            return attached(table)
                    .chain(names -> Steps.inTurn(ended(table, names, oldest), this::drop))
                    .onFailure()
                    .invoke(failure ->
                            Faults.error(LOG, failure, "Partitions could not be looked at; trying again later"))
                    .onFailure()
                    .recoverWithNull()
                    .chain(() -> tell(table, oldest))
                    .chain(() -> purge.forget("rows of " + table.rest(), oldRows(table), Ids.first(oldest)));
        });
    }

    /** Before it is done; what could not be told is not deleted, which the database sees to. */
    private Uni<Void> tell(PartitionedTable table, Instant oldest) {
        return Steps.when(table.isProved(), () -> forgotten.forgetRest(oldest, Timestamps.now(clock)))
                .onFailure()
                .invoke(failure -> Faults.error(LOG, failure, "Old audit could not be forgotten; trying again later"))
                .onFailure()
                .recoverWithNull();
    }

    private static List<Partition> ended(PartitionedTable table, List<String> names, Instant oldest) {
        return names.stream()
                .map(table::named)
                .flatMap(Optional::stream)
                .filter(partition -> !partition.to().isAfter(oldest))
                .toList();
    }

    private Uni<Void> make(Partition partition) {
        return alone(
                partition,
                attached -> Steps.when(
                        !attached,
                        () -> holds(
                                        partition.of().rest(),
                                        "id >= '" + partition.first() + "' and id < '" + partition.after() + "'")
                                .chain(occupied -> Steps.when(
                                        !occupied, () -> run(List.of(partition.create(), partition.attach()))))));
    }

    private Uni<Void> drop(Partition partition) {
        return alone(
                partition,
                attached -> Steps.when(
                        attached,
                        () -> holds(partition.name(), partition.of().inUse())
                                .chain(used -> Steps.when(!used, () -> tellAndDrop(partition)))));
    }

    private Uni<Void> tellAndDrop(Partition partition) {
        return Steps.when(partition.of().isProved(), () -> forgotten.forget(partition.to(), Timestamps.now(clock)))
                .chain(() -> run(List.of(partition.drop())));
    }

    /**
     * In a transaction under the table's lock, knowing whether the partition is there.
     *
     * @param step does what is to be done
     */
    private Uni<Void> alone(Partition partition, Function<Boolean, Uni<Void>> step) {
        String table = partition.of().table();
        return sessions.inTransaction(() -> run(SHORT)
                        .chain(() -> run(List.of("lock table " + table + " in share update exclusive mode")))
                        .chain(() -> names(partition.of()))
                        .chain(names -> step.apply(names.contains(partition.name()))))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Partition %s is left as it is; trying again later: %s",
                        partition.name(), failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<List<String>> attached(PartitionedTable table) {
        return sessions.inSession(() -> names(table));
    }

    private static Uni<List<String>> names(PartitionedTable table) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, ATTACHED, String.class)
                        .setParameter("table", table.table())
                        .getResultList());
    }

    private static Uni<Boolean> holds(String table, String condition) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(
                                session,
                                "select exists (select from " + table + " where " + condition + ")",
                                Boolean.class)
                        .getSingleResult());
    }

    private static Uni<Void> run(List<String> statements) {
        return Panache.getSession()
                .chain(session -> Steps.inTurn(
                        statements,
                        statement -> session.createNativeQuery(statement).executeUpdate()));
    }

    private static String oldRows(PartitionedTable table) {
        return """
                delete from %1$s where id in (
                    select id from %1$s where id < :oldest and not (%2$s) order by id limit :batch
                    for update skip locked)
                """.formatted(table.rest(), table.inUse());
    }
}
