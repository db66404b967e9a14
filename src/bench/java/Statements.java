import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds the pgbench script against what the service sent for one call, as PostgreSQL logged it with
 * {@code log_line_prefix = '@%p|'}: statement by statement, word by word, and null by null. What the script leaves open
 * gets the values of that call.
 */
final class Statements {

    private static final Pattern LOGGED =
            Pattern.compile("@(\\d+)\\|(?:LOG:  (?:statement|execute [^:]+): |(DETAIL):  parameters: )(.*)", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("\\$\\d+ = (NULL|'([^']*+(?:''[^']*+)*+)')");
    private static final Pattern WORD = Pattern.compile("\\$\\d+|bench_\\w+\\(:\\w+\\)|:\\w+|\\w+|[^\\s\\w]");
    private static final Pattern SET = Pattern.compile("\\\\set (\\w+) .*");

    /** A statement with what was bound to it; null stands for NULL. */
    record Sent(String text, List<String> values) {}

    private Statements() {}

    /**
     * The values for the script's open names, as {@code name=value}.
     *
     * @throws IllegalStateException when the script is not what the service sends, saying where they part
     */
    static List<String> values(Path script, Path log) throws IOException {
        List<String> expected = new ArrayList<>();
        TreeSet<String> made = new TreeSet<>();
        StringBuilder statements = new StringBuilder();
        for (String line : Files.readAllLines(script)) {
            Matcher set = SET.matcher(line);
            if (set.matches()) {
                made.add(set.group(1));
            } else if (!line.startsWith("--")) {
                statements.append(line).append('\n');
            }
        }
        for (String statement : statements.toString().split(";")) {
            if (!statement.isBlank()) {
                expected.add(statement.strip());
            }
        }
        List<Sent> sent = ofOneCall(log, "insert into cancellation ");
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < Math.max(expected.size(), sent.size()); i++) {
            String wanted = i < expected.size() ? expected.get(i) : "nothing";
            Sent service = i < sent.size() ? sent.get(i) : new Sent("nothing", List.of());
            if (!same(wanted, service, made, values)) {
                throw new IllegalStateException("The service does not send what " + script.getFileName()
                        + " says, so nothing can be compared. Statement " + (i + 1) + " of the script:\n" + wanted
                        + "\nand of the service:\n" + service.text() + " " + service.values());
            }
        }
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .toList();
    }

    static boolean same(String script, Sent service, TreeSet<String> made, Map<String, String> values) {
        List<String> ours = words(script);
        List<String> theirs = words(service.text());
        if (ours.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < ours.size(); i++) {
            String word = ours.get(i);
            String other = theirs.get(i);
            if (!other.startsWith("$")) {
                if (!word.equalsIgnoreCase(other)) {
                    return false;
                }
                continue;
            }
            String value = service.values().get(Integer.parseInt(other.substring(1)) - 1);
            if (word.startsWith(":") && value != null) {
                String name = word.substring(1);
                String before = made.contains(name) ? null : values.put(name, value);
                if (before != null && !before.equals(value)) {
                    throw new IllegalStateException(word + " stands for both " + before + " and " + value);
                }
            } else if (word.startsWith("bench_") ? value == null : !word.equals("null") || value != null) {
                return false;
            }
        }
        return true;
    }

    private static List<String> words(String statement) {
        return WORD.matcher(statement).results().map(found -> found.group()).toList();
    }

    /** The first transaction with a statement that begins like this. */
    static List<Sent> ofOneCall(Path log, String beginning) throws IOException {
        return transactions(log).stream()
                .filter(transaction -> transaction.stream().anyMatch(sent -> sent.text().startsWith(beginning)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The log has no transaction with: " + beginning));
    }

    /** Every transaction that was committed, from begin to commit. */
    static List<List<Sent>> transactions(Path log) throws IOException {
        Map<String, List<Sent>> open = new LinkedHashMap<>();
        List<List<Sent>> committed = new ArrayList<>();
        read(log, (session, sent) -> {
            if (sent.text().equals("BEGIN")) {
                open.put(session, new ArrayList<>());
            }
            List<Sent> transaction = open.get(session);
            if (transaction != null) {
                transaction.add(sent);
                if (sent.text().equals("COMMIT")) {
                    committed.add(open.remove(session));
                }
            }
        });
        return committed;
    }

    /** What was committed, in that order: every transaction, and every statement that commits by itself. */
    static List<List<Sent>> units(Path log) throws IOException {
        Map<String, List<Sent>> open = new LinkedHashMap<>();
        List<List<Sent>> committed = new ArrayList<>();
        read(log, (session, sent) -> {
            if (sent.text().equals("BEGIN")) {
                open.put(session, new ArrayList<>());
            }
            List<Sent> transaction = open.get(session);
            if (transaction == null) {
                committed.add(List.of(sent));
                return;
            }
            transaction.add(sent);
            if (sent.text().equals("COMMIT")) {
                committed.add(open.remove(session));
            } else if (sent.text().equals("ROLLBACK")) {
                open.remove(session);
            }
        });
        return committed;
    }

    /** Every statement. */
    static List<Sent> all(Path log) throws IOException {
        List<Sent> all = new ArrayList<>();
        read(log, (session, sent) -> all.add(sent));
        return all;
    }

    private static void read(Path log, BiConsumer<String, Sent> to) throws IOException {
        Map<String, Sent> last = new LinkedHashMap<>();
        for (String entry : entries(log)) {
            Matcher logged = LOGGED.matcher(entry);
            if (!logged.matches()) {
                continue;
            }
            String session = logged.group(1);
            String text = logged.group(3).strip();
            if (logged.group(2) != null) {
                last.get(session).values().addAll(valuesIn(text));
            } else {
                Sent sent = new Sent(text, new ArrayList<>());
                last.put(session, sent);
                to.accept(session, sent);
            }
        }
    }

    private static List<String> valuesIn(String parameters) {
        List<String> values = new ArrayList<>();
        VALUE.matcher(parameters)
                .results()
                .forEach(found -> values.add(found.group(2) == null ? null : found.group(2).replace("''", "'")));
        return values;
    }

    /** Lines that begin with a tab go on with the line before. */
    private static List<String> entries(Path log) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            if (line.startsWith("\t") && !entries.isEmpty()) {
                entries.add(entries.removeLast() + "\n" + line);
            } else {
                entries.add(line);
            }
        }
        return entries;
    }
}
