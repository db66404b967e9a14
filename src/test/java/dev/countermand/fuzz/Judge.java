package dev.countermand.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.fuzz.ChangedRows.Change;
import dev.countermand.fuzz.Draft.Message;
import dev.countermand.fuzz.Wire.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What must hold of every answer, whatever was asked. */
final class Judge {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A machine that builds has other things to do; what is promised of one that has not, the documented command asks for. */
    static final Duration SLOWEST = Duration.ofMillis(Long.getLong("fuzz.slowest", 10_000));

    /** Its partitions have its name, and the month behind it. */
    private static final String AUDIT = "audit_entry";

    /** Of a refusal: it names twenty faults at most. */
    private static final int LARGEST_REFUSAL = 65_536;

    private Judge() {}

    /** What is wrong, in words; empty when all is well. */
    static List<String> faults(Draft draft, Message message, Answer answer, List<Change> changes) {
        List<String> faults = new ArrayList<>();
        int status = answer.status();
        if (status >= 500) {
            faults.add("answered " + status);
        }
        if (status == 0 && !message.framing()) {
            faults.add("no answer, but the connection closed");
        }
        if (status >= 400 && !message.head() && !mayBeBare(message, answer)) {
            faults.addAll(problems(answer));
        }
        if (isRefused(draft, answer)) {
            List<Change> unasked =
                    changes.stream().filter(change -> !mayBe(change, status)).toList();
            if (!unasked.isEmpty()) {
                faults.add("refused, but it changed " + ChangedRows.words(unasked));
            }
        }
        if (answer.took().compareTo(SLOWEST) > 0) {
            faults.add("took " + answer.took());
        }
        return faults;
    }

    /** Every refusal says in the one form what is wrong. */
    private static List<String> problems(Answer answer) {
        List<String> faults = new ArrayList<>();
        if (!answer.contentType().startsWith("application/problem+json")) {
            faults.add(answer.status() + " is no problem+json, but \"" + answer.contentType() + "\"");
            return faults;
        }
        if (answer.body().length() > LARGEST_REFUSAL) {
            faults.add("the refusal has " + answer.body().length() + " characters");
        }
        try {
            JsonNode problem = JSON.readTree(answer.body());
            if (problem.path("status").asInt() != answer.status()
                    || !problem.path("type").asText().startsWith("urn:countermand:problem:")
                    || problem.path("title").asText().isBlank()) {
                faults.add("the problem has no type, title or the right status");
            }
        } catch (JsonProcessingException e) {
            faults.add("the problem is no JSON");
        }
        return faults;
    }

    /** An import is answered 200 whatever is in its lines; where all are rejected it is refused all the same. */
    static boolean isRefused(Draft draft, Answer answer) {
        if (answer.status() == 200 && draft.operation.path().endsWith("/import")) {
            return answer.body().lines().allMatch(line -> line.contains("\"REJECTED\""));
        }
        return answer.status() == 0 || answer.status() >= 400;
    }

    /**
     * What cannot be read as HTTP is answered before there is a call: a status alone, and the connection closed. So are
     * heads that are longer than the server reads.
     */
    private static boolean mayBeBare(Message message, Answer answer) {
        boolean heads = answer.status() == 414 || answer.status() == 431;
        boolean noCall = message.framing() || !Head.of(message.bytes()).isHttp();
        return answer.body().isEmpty() && (heads || (answer.status() == 400 && noCall));
    }

    /**
     * "Not possible now" is a decision: the same call under the same key gets it again (ADR 0006). What a known caller was
     * refused is kept in the audit, up to a second later.
     */
    private static boolean mayBe(Change change, int status) {
        if (change.table().startsWith(AUDIT)) {
            return change.act().equals("INSERT") && change.row().contains("act.refused");
        }
        return change.table().equals("idempotency_key") && status == 409;
    }
}
