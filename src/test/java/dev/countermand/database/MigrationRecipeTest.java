package dev.countermand.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every migration after the baseline follows the recipe, and the recipe refuses what stops replicas. */
class MigrationRecipeTest {

    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");

    /** The worked example of CONTRIBUTING.md; WorkedExampleTest runs it. */
    static final Path EXAMPLE = Path.of("src", "test", "migrations");

    private static final String OUTSIDE = "executeInTransaction=false\n";

    @ParameterizedTest
    @MethodSource("afterTheBaseline")
    void migrationsFollowTheRecipe(Path file) throws IOException {
        Path config = file.resolveSibling(file.getFileName() + ".conf");
        assertThat(MigrationRecipe.faults(
                        file.getFileName().toString(),
                        Files.readString(file),
                        Files.exists(config) ? Files.readString(config) : "",
                        textsBefore(file)))
                .isEmpty();
    }

    private static List<String> textsBefore(Path file) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path each : files(Objects.requireNonNull(file.getParent()))
                .sorted(BY_VERSION)
                .toList()) {
            if (BY_VERSION.compare(each, file) < 0) {
                texts.add(Files.readString(each));
            }
        }
        return texts;
    }

    private static final Comparator<Path> BY_VERSION = Comparator.comparing(
            (Path file) -> Stream.of(file.getFileName()
                            .toString()
                            .substring(1)
                            .split("__")[0]
                            .split("_"))
                    .map(Integer::valueOf)
                    .toList(),
            (a, b) -> {
                int first = a.getFirst().compareTo(b.getFirst());
                return first == 0 ? a.getLast().compareTo(b.getLast()) : first;
            });

    static List<Path> afterTheBaseline() throws IOException {
        List<Path> files = Stream.concat(files(MIGRATIONS), files(EXAMPLE)).toList();
        assertThat(files).hasSizeGreaterThan(5);
        return files;
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all
                    .filter(file -> file.toString().endsWith(".sql"))
                    .filter(file -> !file.getFileName().toString().matches("V1_\\d+__.*"))
                    .toList()
                    .stream();
        }
    }

    @Test
    void everyMigrationHasANameThatFlywayKnows() throws IOException {
        try (Stream<Path> all = Files.list(MIGRATIONS)) {
            assertThat(all.map(file -> file.getFileName().toString()))
                    .isNotEmpty()
                    .allMatch(name -> name.matches("V\\d+(_\\d+)?__\\w+\\.sql(\\.conf)?"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        V2__a.sql          | create table parcel_note (id uuid primary key); create index note_of on parcel_note (id)
        V2__a.sql          | create table note (id uuid); create trigger stays before update or delete on note for each statement execute function stays()
        V2__a.sql          | alter table orders add column note text
        V2__a.sql          | alter table orders add column urgent boolean not null default false
        V2__a.sql          | /* The release before writes no other. */ alter table orders add constraint few check (paid in (1, 2)) not valid
        V2__a.sql          | alter table orders validate constraint few
        V2__a.sql          | alter table orders alter column note set default ''
        V2__a.sql          | /* The release before knows what to answer. */ alter table orders add constraint one unique using index one
        V2__contract_a.sql | alter table orders drop column note
        V2__contract_a.sql | alter table orders drop constraint few
        V2__contract_a.sql | drop table parcel_note
        """)
    void takesWhatRolls(String name, String sql) {
        assertThat(MigrationRecipe.faults(name, sql, "", List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        create index concurrently a on orders (paid)
        /* The release before writes none twice. */ create unique index concurrently a on orders (paid)
        drop index concurrently orders_frozen
        do $$ begin loop update orders set paid = 0 where order_id in (select 'a' limit 9); commit; end loop; end $$
        """)
    void takesWhatRunsOutsideATransaction(String sql) {
        assertThat(MigrationRecipe.faults("V2__a.sql", sql, OUTSIDE, List.of())).isEmpty();
        assertThat(MigrationRecipe.faults("V2__a.sql", sql, "", List.of()))
                .containsExactly("needs executeInTransaction=false in V2__a.sql.conf");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        several subcommands   | alter table orders add column a text, add column b text
        2 statements          | alter table orders add column a text; alter table orders add column b text
        not valid             | alter table orders add constraint few check (paid in (1, 2))
        not valid             | alter table orders add constraint f foreign key (order_id) references orders
        using index           | alter table orders add constraint one unique (buyer_id)
        with a constraint     | alter table orders add column a int check (a > 0)
        needs a default       | alter table orders add column a int not null
        must be constant      | alter table orders add column a timestamptz not null default now()
        contract later        | alter table orders rename column paid to captured
        contract later        | alter table orders rename to purchases
        contract later        | alter table orders alter column paid type numeric
        then validate         | alter table orders alter column market set not null
        the release before    | alter table orders add constraint few check (paid in (1, 2)) not valid
        the release before    | create unique index concurrently a on orders (paid)
        the release before    | create trigger stays before update on orders for each statement execute function stays()
        takes something away  | alter table orders drop column note
        takes something away  | alter table orders drop note
        takes something away  | alter table orders drop constraint few
        takes something away  | alter table orders alter column frozen drop default
        takes something away  | drop table case_note
        index concurrently    | create index a on orders (paid)
        index concurrently    | drop index orders_frozen
        left for an index     | create index concurrently if not exists a on orders (paid)
        batches by key        | update orders set paid = 0
        batches by key        | delete from orders
        does not know         | truncate orders
        more than make        | create table a (id uuid); create index b on orders (paid)
        outside a transaction | -- a comment; only
        """)
    void refusesWhatStops(String because, String sql) {
        String config = because.startsWith("outside") ? OUTSIDE : "";
        assertThat(MigrationRecipe.faults("V2__a.sql", sql, config, List.of()))
                .anyMatch(fault -> fault.contains(because));
    }

    /** A check that names states grows by three files. */
    @Test
    void aConstraintGoesWhereAnotherStandsInForIt() {
        String wider = "alter table orders add constraint more check (paid in (1, 2, 3)) not valid;";
        String valid = "alter table orders validate constraint more;";
        String drop = "alter table orders drop constraint few";
        assertThat(dropping(drop, wider, valid)).isEmpty();
        assertThat(dropping(drop, wider)).as("it was not validated").isNotEmpty();
        assertThat(dropping(drop, wider, valid.replace("orders", "payment")))
                .as("of another table")
                .isNotEmpty();
        assertThat(dropping(drop.replace("few", "more"), wider, valid))
                .as("it is the one that stands in")
                .isNotEmpty();
        assertThat(dropping(drop, wider, valid, drop.replace("few", "fewer")))
                .as("it has stood in for one already")
                .isNotEmpty();
    }

    private static List<String> dropping(String drop, String... before) {
        return MigrationRecipe.faults("V5__a.sql", drop, "", List.of(before));
    }

    @Test
    void refusesAFillInOneTransaction() {
        String all = "do $$ begin update orders set paid = 0; end $$";
        assertThat(MigrationRecipe.faults("V2__a.sql", all, OUTSIDE, List.of()))
                .anyMatch(fault -> fault.contains("without batches"));
    }
}
