package dev.countermand.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a migration after the baseline may do, so that no release needs replicas to be stopped: CONTRIBUTING.md,
 * "Migrations". It reads the text as far as that takes; what it lets through is still to be thought about.
 */
final class MigrationRecipe {

    private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern BODY = Pattern.compile("\\$(\\w*)\\$(.*?)\\$\\1\\$", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("--[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final String OWN =
            "(create (unique )?index \\S+ on|create trigger \\S+ (before|after) [a-z ]+ on|insert into|comment on \\S+) ";

    private static final Pattern PARENTHESES = Pattern.compile("\\([^()]*\\)");
    private static final Pattern VOLATILE =
            Pattern.compile("default\\b[^,]*\\b(now|clock_timestamp|random|gen_random_uuid|nextval|current_\\w+)\\b");

    /** What old rows or new ones must fit. */
    private static final Pattern REFUSING =
            Pattern.compile("alter table .* add constraint .*|create unique index .*|create (constraint )?trigger .*");

    private static final Pattern VALIDATED = Pattern.compile("alter table (\\S+) validate constraint (\\w+)");
    private static final Pattern DROPPED = Pattern.compile("alter table (\\S+) drop constraint (?:if exists )?(\\w+)");

    private final String name;
    private final List<String> before;
    private final boolean outsideTransaction;
    private final List<String> faults = new ArrayList<>();

    private MigrationRecipe(String name, String scriptConfig, List<String> before) {
        this.name = name;
        this.before = before;
        this.outsideTransaction =
                scriptConfig.lines().anyMatch(line -> line.strip().equals("executeInTransaction=false"));
    }

    /**
     * What is against the recipe; empty when nothing is.
     *
     * @param name of the file
     * @param scriptConfig the text of the file beside it that ends in .conf; empty when there is none
     * @param before the texts of the files after the baseline that come before it, in their order
     */
    static List<String> faults(String name, String sql, String scriptConfig, List<String> before) {
        MigrationRecipe recipe = new MigrationRecipe(name, scriptConfig, before);
        recipe.read(sql);
        return recipe.faults;
    }

    private void read(String sql) {
        String plain = plain(sql);
        List<String> bodies =
                BODY.matcher(plain).results().map(body -> body.group(2)).toList();
        List<String> statements = BODY
                .matcher(plain)
                .replaceAll("body")
                .transform(text -> QUOTED.matcher(text).replaceAll("''"))
                .transform(text -> List.of(text.split(";")))
                .stream()
                .map(statement -> statement.strip().replaceAll("\\s+", " "))
                .filter(statement -> !statement.isEmpty())
                .toList();
        if (statements.isEmpty()) {
            faults.add("has no statement");
        } else if (statements.getFirst().startsWith("create table ")) {
            newTable(statements);
        } else if (statements.size() > 1) {
            faults.add("has " + statements.size() + " statements: one change a file, so that each is one transaction");
        } else {
            statement(statements.getFirst(), bodies);
            if (REFUSING.matcher(statements.getFirst()).matches()
                    && !sql.toLowerCase(Locale.ROOT).contains("release before")) {
                faults.add("may refuse what the release before writes, which then answers 500: say in a comment why the"
                        + " release before writes nothing like that, or knows what to answer");
            }
        }
        boolean outside = statements.stream()
                .anyMatch(statement -> statement.contains(" concurrently ") || statement.startsWith("do "));
        if (outside != outsideTransaction) {
            faults.add(
                    outside
                            ? "needs executeInTransaction=false in " + name + ".conf"
                            : "must not run outside a transaction: what fails halfway would stay");
        }
    }

    private static String plain(String sql) {
        return COMMENT.matcher(sql).replaceAll(" ").toLowerCase(Locale.ROOT);
    }

    /** Nobody uses it yet: its own indexes, triggers and first rows come with it. */
    private void newTable(List<String> statements) {
        String table = statements.getFirst().split("[ (]")[2];
        for (String statement : statements.subList(1, statements.size())) {
            if (!statement.matches(OWN + table + "\\b.*")) {
                faults.add("does more than make the table " + table + ": " + statement);
            }
        }
    }

    private void statement(String statement, List<String> bodies) {
        String kind = statement.split(" ")[0];
        switch (kind) {
            case "alter" -> alter(statement);
            case "create" -> {
                if (statement.matches("create (unique )?index .*") && !statement.contains(" concurrently ")) {
                    faults.add("creates an index that stops writers: create index concurrently");
                }
                if (statement.contains(" concurrently if not exists ")) {
                    faults.add("takes what a failed run left for an index: without \"if not exists\"");
                }
            }
            case "drop" -> drop(statement);
            case "do" -> fill(String.join(" ", bodies));
            case "update", "delete", "insert", "with" ->
                faults.add("changes rows in one transaction: fill in batches by key, each with a commit");
            case "comment" -> {}
            default -> faults.add("does what the recipe does not know: " + statement);
        }
    }

    private void alter(String statement) {
        if (!statement.startsWith("alter table ")) {
            faults.add("alters what is not a table: " + statement);
            return;
        }
        String outer = statement;
        while (PARENTHESES.matcher(outer).find()) {
            outer = PARENTHESES.matcher(outer).replaceAll("");
        }
        if (outer.contains(",")) {
            faults.add("has several subcommands in one alter table: one each, in a file of its own");
        }
        String change = statement.replaceFirst("alter table (if exists )?(only )?\\S+ ", "");
        if (change.startsWith("add constraint ")) {
            addConstraint(change);
        } else if (change.startsWith("add ")) {
            addColumn(change);
        } else if (change.startsWith("rename ") || change.matches("alter (column )?\\S+ (set data )?type .*")) {
            faults.add("takes from the release before what it uses: a new column beside it, and contract later");
        } else if (change.matches("alter (column )?\\S+ set not null")) {
            faults.add("reads the whole table under a lock: a check \"is not null\" not valid, then validate");
        } else if (change.startsWith("drop constraint ")) {
            dropConstraint(statement);
        } else if (change.startsWith("drop ") || change.matches("alter (column )?\\S+ drop default")) {
            contract();
        }
    }

    /**
     * The release before may rely on what it holds: a name given once, or an order between two acts. So it goes where another
     * one of its table, validated before, holds as much of what it held as still must be; that it does is for people to see.
     */
    private void dropConstraint(String statement) {
        Matcher dropped = DROPPED.matcher(statement);
        if (!dropped.find() || !standsIn(dropped.group(1), dropped.group(2))) {
            contract();
        }
    }

    /** Whether a constraint of the table, other than this, was validated and has not stood in for another already. */
    private boolean standsIn(String table, String constraint) {
        List<String> validated = new ArrayList<>();
        for (String file : before) {
            String plain = plain(file).replaceAll("\\s+", " ");
            VALIDATED
                    .matcher(plain)
                    .results()
                    .filter(each -> each.group(1).equals(table))
                    .forEach(each -> validated.add(each.group(2)));
            DROPPED.matcher(plain)
                    .results()
                    .filter(each -> each.group(1).equals(table))
                    .filter(each -> !validated.remove(each.group(2)) && !validated.isEmpty())
                    .forEach(each -> validated.removeLast());
        }
        return validated.stream().anyMatch(each -> !each.equals(constraint));
    }

    private void addConstraint(String change) {
        boolean onIndex = change.contains(" using index ");
        if (!onIndex && change.matches("add constraint \\S+ (unique|primary key|exclude)\\b.*")) {
            faults.add("makes an index under a lock: create it concurrently, then add constraint ... using index");
        } else if (!onIndex && !change.endsWith(" not valid")) {
            faults.add(
                    "reads the whole table under a lock: add the constraint not valid, validate it in the next file");
        }
    }

    private void addColumn(String change) {
        if (change.matches(".*\\b(check|references|unique|primary key)\\b.*")) {
            faults.add("adds a column with a constraint: the column first, the constraint not valid in the next file");
        }
        if (change.contains(" not null") && !change.contains(" default ")) {
            faults.add("adds a column that the release before leaves empty: it needs a default, or may be null");
        }
        if (VOLATILE.matcher(change).find()) {
            faults.add("writes the whole table anew under a lock: a default must be constant");
        }
    }

    private void drop(String statement) {
        if (statement.startsWith("drop index ")) {
            if (!statement.contains(" concurrently ")) {
                faults.add("drops an index under a lock: drop index concurrently");
            }
        } else {
            contract();
        }
    }

    private void contract() {
        if (!name.matches("V[0-9_.]+__contract_\\w+\\.sql")) {
            faults.add("takes something away: one release after the last that uses it, in a file named"
                    + " V<n>__contract_...");
        }
    }

    private void fill(String body) {
        if (!body.matches("(?s).*\\bcommit\\b.*") || !body.matches("(?s).*\\b(limit|between)\\b.*")) {
            faults.add("fills without batches: a loop over the key with a limit and a commit each");
        }
    }
}
