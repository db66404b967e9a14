import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes a pgbench script of all that the service sent for some orders, in the order in which it was committed: the same
 * statements, prepared, with the same values. Only the orders are others in each turn, and so are the ids that the service
 * made. Statements of one text that follow each other in a transaction go out together, as the service pipelines them.
 */
final class Replay {

    /** A number of an order, by itself or at the end of an id; any other id was made by the service. */
    private static final Pattern OF_A_TURN = Pattern.compile(
            "([0-9a-f]{8})(-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-)([0-9a-f]{12})|(?<!\\d)\\d{12}(?!\\d)");

    private final long first;
    private final int count;
    private final Map<String, String> prepared = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    private Replay(long first, int count) {
        this.first = first;
        this.count = count;
    }

    /**
     * Writes the script. It wants {@code n=-1}, {@code clients}, {@code first}, the number of the first order of all turns,
     * and {@code run}, eight digits that no turn has had before.
     *
     * @param first number of the first order of the sample
     * @param count orders of the sample
     */
    static void write(Path log, long first, int count, Path script) throws IOException {
        Replay replay = new Replay(first, count);
        List<List<Statements.Sent>> units = Statements.units(log);
        List<Integer> ours = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            if (units.get(i).stream().anyMatch(replay::isOfTheSample)) {
                ours.add(i);
            }
        }
        if (ours.isEmpty()) {
            throw new IllegalStateException("The log has nothing of the sample's orders");
        }
        // A claim names no order; the first comes before all else of the sample.
        int begin = ours.getFirst();
        while (begin > 0 && !isClaim(units.get(begin))) {
            begin--;
        }
        for (int i = begin; i <= ours.getLast(); i++) {
            if (ours.contains(i) || isClaim(units.get(i))) {
                replay.add(units.get(i));
            }
        }
        replay.write(script);
    }

    private static boolean isClaim(List<Statements.Sent> unit) {
        return unit.size() == 1
                && unit.getFirst().text().contains("set claimed_until")
                && unit.getFirst().text().contains("'SUBMIT_REFUND'");
    }

    private boolean isOfTheSample(Statements.Sent sent) {
        return sent.values().stream()
                .filter(value -> value != null)
                .anyMatch(value -> OF_A_TURN.matcher(value).results().anyMatch(found -> order(found) >= 0));
    }

    /** Which of the sample's orders it is; below zero where it is none. */
    private int order(MatchResult found) {
        String digits = found.group(3) == null ? found.group() : found.group(3);
        if (!digits.chars().allMatch(Character::isDigit)) {
            return -1;
        }
        long number = Long.parseLong(digits) - first;
        return number >= 0 && number < count ? (int) number : -1;
    }

    private void add(List<Statements.Sent> unit) {
        String before = "";
        for (Statements.Sent sent : unit) {
            String statement = statement(sent);
            if (sent.text().equals(before)) {
                lines.add(lines.removeLast() + "\\;\n" + statement);
            } else {
                lines.add(statement);
            }
            before = sent.text();
        }
    }

    private String statement(Statements.Sent sent) {
        if (sent.values().isEmpty()) {
            return sent.text();
        }
        String name = prepared.computeIfAbsent(sent.text(), ignored -> "s" + prepared.size());
        return "execute " + name + "(" + sent.values().stream().map(this::literal).collect(Collectors.joining(", ")) + ")";
    }

    private String literal(String value) {
        if (value == null) {
            return "null";
        }
        String ours = OF_A_TURN.matcher(value).replaceAll(found -> {
            int order = order(found);
            if (order >= 0) {
                String id = found.group(3) == null ? "" : found.group(1) + found.group(2);
                return id + ":o" + order;
            }
            return found.group(3) == null ? found.group() : ":run" + found.group(2) + found.group(3);
        });
        return "'" + ours.replace("'", "''") + "'";
    }

    private void write(Path script) throws IOException {
        List<String> out = new ArrayList<>();
        out.add("\\set n :n + 1");
        out.add("\\set turn :n * :clients + :client_id");
        out.add("\\set run :runs + :turn");
        for (int i = 0; i < count; i++) {
            out.add("\\set o" + i + " :first + :turn * " + count + " + " + i);
        }
        out.add("\\if :n = 0");
        prepared.forEach((text, name) -> out.add("prepare " + name + " as " + text + ";"));
        out.add("\\endif");
        lines.forEach(line -> out.add(line + ";"));
        Files.write(script, out);
    }
}
