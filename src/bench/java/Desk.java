import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moderators at work, each at a console of their own: look through the queue, take the next case, open it, keep it alive, decide
 * it. Between two calls they think.
 */
final class Desk {

    /** What they look through, by the name under which it is measured. */
    private static final List<Map.Entry<String, String>> QUEUES = List.of(
            Map.entry("open, by priority", "status=OPEN"),
            Map.entry("undecided, by score", "status=OPEN,CLAIMED,AWAITING_EVIDENCE,AWAITING_APPROVAL&sort=score"),
            Map.entry("all, by priority", ""),
            Map.entry("overdue, by due date", "overdue=true&sort=dueAt"),
            Map.entry("open, over 50 EUR, by amount", "status=OPEN&currency=EUR&minAmount=50.00&sort=amount"),
            Map.entry("open, of one seller", "status=OPEN&sellerId=seller-%d"),
            Map.entry("open, with a rare signal", "status=OPEN&signal=EVIDENCE_REUSED"),
            Map.entry("nobody's, one market, score over 80", "status=OPEN&assignee=nobody&market=aliexpress&minScore=80"),
            Map.entry("a word of a note", "q=word%d"),
            Map.entry("my own", "assignee=me"));

    private static final String DECISION =
            "{\"verdict\":\"RELEASE\",\"statement\":\"The parcel was found at the depot of the carrier\"}";

    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([0-9a-f-]{36})\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final List<String> tokens;
    private final Duration thinking;

    Desk(String port, Path folder, Duration thinking) throws IOException {
        this.base = "http://127.0.0.1:" + port;
        this.tokens = Files.readAllLines(folder.resolve(Tokens.MODERATORS));
        this.thinking = thinking;
    }

    /** Works for so long, the first part of it only to get warm; prints a line of figures for each kind of call. */
    void run(Duration warmUp, Duration length) throws Exception {
        long begin = System.nanoTime() + warmUp.toNanos();
        long end = begin + length.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(tokens.size())) {
            List<Callable<Map<String, List<Long>>>> work = new ArrayList<>();
            for (int i = 0; i < tokens.size(); i++) {
                int number = i;
                work.add(() -> moderator(number, begin, end));
            }
            Map<String, List<Long>> all = new TreeMap<>();
            for (Future<Map<String, List<Long>>> one : threads.invokeAll(work)) {
                one.get().forEach((kind, nanos) -> all.computeIfAbsent(kind, ignored -> new ArrayList<>())
                        .addAll(nanos));
            }
            all.forEach(Desk::print);
        }
    }

    private static void print(String kind, List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f |",
                kind,
                sorted.size(),
                percentile(sorted, 0.50),
                percentile(sorted, 0.95)));
    }

    private static double percentile(List<Long> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1) / 1e6;
    }

    private Map<String, List<Long>> moderator(int number, long begin, long end) throws Exception {
        Map<String, List<Long>> took = new TreeMap<>();
        // Not all at the same moment.
        Thread.sleep(number * thinking.toMillis() / tokens.size());
        for (int round = 0; System.nanoTime() < end; round++) {
            Map.Entry<String, String> queue = QUEUES.get((number + round) % QUEUES.size());
            String query = queue.getValue().replace("%d", Integer.toString((number * 7 + round) % 100));
            call(took, "queue: " + queue.getKey(), number, get("/v1/cases?" + query), 200, begin);
            if (round % 10 == 0) {
                call(took, "counts of the undecided", number, get("/v1/cases/counts?status=OPEN,CLAIMED"), 200, begin);
            }
            String given = call(took, "next", number, post("/v1/cases/next", "{}", ""), 200, begin);
            String id = find(ID, given);
            String token = find(TOKEN, given);
            call(took, "open a case", number, get("/v1/cases/" + id), 200, begin);
            call(took, "keep alive", number, post("/v1/cases/" + id + "/claim/keep-alive", "", token), 200, begin);
            call(took, "decide", number, post("/v1/cases/" + id + "/decision", DECISION, token), 200, begin);
        }
        return took;
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private HttpRequest.Builder post(String path, String body, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return token.isEmpty() ? request : request.header("Case-Token", token);
    }

    private String call(
            Map<String, List<Long>> took, String kind, int number, HttpRequest.Builder request, int status, long begin)
            throws IOException, InterruptedException {
        HttpRequest call =
                request.header("Authorization", "Bearer " + tokens.get(number)).build();
        long sent = System.nanoTime();
        HttpResponse<String> response = client.send(call, BodyHandlers.ofString());
        long nanos = System.nanoTime() - sent;
        if (response.statusCode() != status) {
            throw new IllegalStateException(
                    kind + " (" + call.uri() + ") answered " + response.statusCode() + ": " + response.body());
        }
        if (sent >= begin) {
            took.computeIfAbsent(kind, ignored -> new ArrayList<>()).add(nanos);
        }
        Thread.sleep(thinking);
        return response.body();
    }

    private static String find(Pattern pattern, String body) {
        Matcher matcher = pattern.matcher(body);
        if (!matcher.find()) {
            throw new IllegalStateException("Not in the answer: " + pattern + " in " + body);
        }
        return matcher.group(1);
    }
}
