package dev.countermand.http.contract;

import dev.countermand.http.Problem;
import dev.countermand.http.gate.RequestLine;
import dev.countermand.kernel.Refusal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every problem this service answers with, as the contract lists them. */
final class ContractProblems {

    private ContractProblems() {}

    /** One of each type, ordered by status; the detail says when it is sent. */
    static List<Problem> all() {
        Stream<Problem> ofTheFramework = Stream.of(
                Problem.plain(401, "Unauthorized", "There is no bearer token, or it is not valid."),
                Problem.plain(405, "Method not allowed", "The address exists, but not with this method."),
                Problem.plain(406, "Not acceptable", "The Accept header asks for a media type that is not offered."),
                Problem.plain(408, "Request timeout", "The body did not arrive in time; send it again."),
                Problem.plain(
                        414,
                        "Address too long",
                        "Path and query are longer than " + RequestLine.LONGEST_ADDRESS + " characters."),
                Problem.plain(
                        431,
                        "Headers too large",
                        "All headers together are larger than " + RequestLine.LARGEST_HEADERS + " characters."),
                Problem.plain(429, "Too many requests", "You call, or send, more at once than one caller may."),
                Problem.plain(500, "Internal error", "A fault of this service; the log has it by the correlation id."));
        Stream<Problem> refusals = Arrays.stream(Refusal.Kind.values())
                .map(kind -> Problem.of(new Refusal(
                        kind, code(kind), whenSent(kind), List.of(), state(kind), allowed(kind), null, null)));
        return Stream.concat(ofTheFramework, refusals)
                .sorted((one, other) -> Integer.compare(one.status(), other.status()))
                .toList();
    }

    /** What the contract shows as an example, for each status: the first of its problems. */
    static Map<Integer, Problem> byStatus() {
        Map<Integer, Problem> first = new LinkedHashMap<>();
        all().forEach(problem -> first.putIfAbsent(problem.status(), problem));
        return first;
    }

    /** The list as a table in Markdown. */
    static String table() {
        StringBuilder table = new StringBuilder("| type | status | title | when |\n|---|---|---|---|\n");
        for (Problem problem : all()) {
            String status = Integer.toString(problem.status());
            table.append("| `" + String.join(" | ", problem.type() + "`", status, problem.title(), problem.detail()))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String whenSent(Refusal.Kind kind) {
        return switch (kind) {
            case INVALID ->
                "The request itself is wrong, whatever the state; `errors` names up to 20 fields, `moreErrors` how many more.";
            case UNSIGNED -> "A webhook is not signed with a secret of its provider, or was sent too long ago.";
            case FORBIDDEN -> "The caller's role does not allow this.";
            case NOT_FOUND -> "It does not exist, or it belongs to somebody else.";
            case NOT_NOW ->
                "Not possible in the present state; `code` says why, `allowedActions` what is possible instead.";
            case LOST_RACE -> "Somebody changed it at the same moment; look again, then send the request again.";
            case STALE_VERSION -> "`If-Match` names a version that is not the present one.";
            case TOO_LARGE -> "The body is larger than this address accepts.";
            case UNSUPPORTED -> "The Content-Type, or the content, is not one this address accepts.";
            case KEY_REUSED ->
                "The `Idempotency-Key` was used for another request, or in another role, within the last 24 hours.";
            case UNAVAILABLE ->
                "Something that the service needs is away, such as the database or the OpenID provider, or more bodies"
                        + " arrive than it reads at once; `Retry-After` says when to try again. Whether an act was done is not known: send it again with its"
                        + " `Idempotency-Key`.";
        };
    }

    /** The code that comes with it; where each refusal has its own, one that stands for all. */
    private static String code(Refusal.Kind kind) {
        return switch (kind) {
            case TOO_LARGE -> Refusal.tooLarge("").code();
            case UNSUPPORTED -> Refusal.unsupported("").code();
            case UNAVAILABLE -> Refusal.unavailable("").code();
            case INVALID, UNSIGNED, FORBIDDEN, NOT_FOUND, NOT_NOW, LOST_RACE, STALE_VERSION, KEY_REUSED -> kind.name();
        };
    }

    private static @Nullable String state(Refusal.Kind kind) {
        return kind == Refusal.Kind.NOT_NOW ? "PROCESSING" : null;
    }

    private static @Nullable List<String> allowed(Refusal.Kind kind) {
        return kind == Refusal.Kind.NOT_NOW ? List.of("REQUEST_CANCELLATION") : null;
    }
}
