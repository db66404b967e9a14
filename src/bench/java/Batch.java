import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes the pgbench script of a batch of deadlines. The script in the sources has each statement once; it is held against
 * what the service sent for a batch, where those after {@code -- each} must have been sent once for each order. Then
 * they are written out as often, in a pipeline as the service's driver sends them.
 */
final class Batch {

    private static final String EACH = "-- each";
    private static final Pattern SET = Pattern.compile("\\\\set (\\w+) .*");
    private static final Pattern OF_ORDER = Pattern.compile(":order\\b");
    private static final Pattern LEFT_OPEN = Pattern.compile("\\$(\\d+)");

    private Batch() {}

    private static boolean isClaim(String statement) {
        return statement.contains("set claimed_until");
    }

    /** Of deadlines, not of the lane of jobs. */
    private static boolean isRulesClaim(String statement) {
        return isClaim(statement) && statement.contains("'CLOSE_UNPAID'");
    }

    /** Writes the script and returns the values for its open names, as {@code name=value}. */
    static List<String> expand(Path template, Path log, int batch, Path script) throws IOException {
        List<Statements.Sent> sent = ofOneBatch(log);
        Map<String, String> values = new LinkedHashMap<>();
        TreeSet<String> made = new TreeSet<>(List.of("order", "orders", "ids", "objects", "details"));
        List<String> out = new ArrayList<>();
        boolean each = false;
        int at = 0;
        for (String line : Files.readAllLines(template)) {
            String statement = line.replace(":batch", Integer.toString(batch));
            Matcher set = SET.matcher(statement);
            if (line.equals(EACH)) {
                each = true;
            } else if (set.matches() || line.startsWith("--") || line.endsWith("\\gset")) {
                out.add(statement);
            } else {
                int times = each ? batch : 1;
                for (int i = 0; i < times; i++) {
                    hold(statement, sent, at++, made, values);
                }
                write(statement, each ? batch : 0, out);
                each = false;
            }
        }
        if (at != sent.size()) {
            throw new IllegalStateException("The service sends more than the script says: "
                    + sent.subList(at, sent.size()).getFirst().text());
        }
        for (int i = 0; i < batch; i++) {
            out.addFirst("\\set order" + i + " :first + (:n + 1) * " + batch + " + " + i);
        }
        Files.write(script, out);
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .toList();
    }

    private static void hold(
            String statement, List<Statements.Sent> sent, int at, TreeSet<String> made, Map<String, String> values) {
        Statements.Sent service = at < sent.size() ? sent.get(at) : new Statements.Sent("nothing", List.of());
        if (!Statements.same(statement.replaceAll(";$", ""), service, made, values)) {
            throw new IllegalStateException("The service does not send what the script says, so nothing can be compared."
                    + " Statement " + (at + 1) + " of the script:\n" + statement + "\nand of the service:\n"
                    + service.text() + " " + service.values());
        }
    }

    private static void write(String statement, int times, List<String> out) {
        if (times == 0) {
            out.add(statement);
            return;
        }
        out.add("\\startpipeline");
        for (int i = 0; i < times; i++) {
            out.add(OF_ORDER.matcher(statement).replaceAll(":order" + i));
        }
        out.add("\\endpipeline");
    }

    /** A claim, and the transaction that follows it. */
    private static List<Statements.Sent> ofOneBatch(Path log) throws IOException {
        List<Statements.Sent> transaction = Statements.ofOneCall(log, "with audit as ");
        List<Statements.Sent> batch = new ArrayList<>();
        batch.add(Statements.all(log).stream()
                .filter(sent -> isRulesClaim(sent.text()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The log has no claim of deadlines")));
        batch.addAll(transaction);
        return batch;
    }

    /** Prints what the ticks in the log sent, and writes the explanation of one as the service sends it. */
    static void idle(Path log, Path explain) throws IOException {
        List<Statements.Sent> claims = Statements.all(log).stream()
                .filter(sent -> isClaim(sent.text()))
                .toList();
        Map<Boolean, List<Statements.Sent>> byLane =
                claims.stream().collect(Collectors.partitioningBy(sent -> isRulesClaim(sent.text())));
        long inTransaction = Statements.transactions(log).stream()
                .filter(transaction -> transaction.stream().anyMatch(sent -> isClaim(sent.text())))
                .count();
        if (byLane.values().stream().anyMatch(List::isEmpty) || inTransaction > 0) {
            throw new IllegalStateException("The log has " + claims.size() + " idle ticks, not of both lanes or "
                    + inTransaction + " in a transaction");
        }
        System.out.println("An idle tick sends one statement, without begin and commit; " + claims.size()
                + " ticks of both lanes were logged. Their plans, as the service has them prepared, jobs first:");
        StringBuilder script = new StringBuilder("set plan_cache_mode = force_generic_plan;\n");
        byLane.values().forEach(ticks -> explain(ticks.getLast(), script));
        Files.writeString(explain, script);
    }

    private static void explain(Statements.Sent claim, StringBuilder script) {
        List<String> values = claim.values().stream().map(value -> "'" + value + "'").toList();
        int parameters = (int) LEFT_OPEN.matcher(claim.text()).results()
                .map(found -> found.group(1)).distinct().count();
        script.append("prepare tick (").append("timestamptz, ".repeat(parameters - 1)).append("timestamptz) as ")
                .append(claim.text()).append(";\nexplain (analyze, buffers, costs off) execute tick (")
                .append(String.join(", ", values)).append(");\ndeallocate tick;\n");
    }
}
