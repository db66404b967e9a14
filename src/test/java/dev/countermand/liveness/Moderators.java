package dev.countermand.liveness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.liveness.Service.Answer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who decides the cases that stand before them. */
final class Moderators {

    private static final Set<String> UNDECIDED = Set.of("OPEN", "CLAIMED", "AWAITING_EVIDENCE", "AWAITING_APPROVAL");
    private static final Call.Caller LEAD = new Call.Caller("lea", "lead");
    private static final String STATEMENT = "Both sides were heard, and the carrier's word was looked at";

    private Moderators() {}

    /** The undecided cases of an order. */
    static List<JsonNode> casesOf(Service service, Life life) {
        return service
                .all(Service.MODERATOR, "/v1/cases?sellerId=" + life.seller().subject())
                .stream()
                .filter(one -> UNDECIDED.contains(one.path("status").asText()))
                .toList();
    }

    /** Takes the first case of this order, and leaves it. */
    static @Nullable Call claiming(Service service, Life life) {
        return casesOf(service, life).stream()
                .findFirst()
                .map(one -> claim(life, one))
                .orElse(null);
    }

    /** Takes the first case of this order, and then does this with it. */
    static @Nullable Call claimedThen(Service service, Life life, String what, Map<String, Object> body) {
        return casesOf(service, life).stream()
                .findFirst()
                .map(one -> holding(life, one, what, body))
                .orElse(null);
    }

    /** Takes the first case of this order, to decide it so. */
    static @Nullable Call deciding(Service service, Life life, String verdict) {
        return casesOf(service, life).stream()
                .findFirst()
                .map(one -> decision(life, one, verdict))
                .orElse(null);
    }

    /** Decides every case of those orders whose moderators decide; now so, now so, by the order's own seed. */
    static void decideAll(Service service, List<Life> lives) {
        Map<String, Life> bySeller = lives.stream()
                .filter(life -> life.walk().deciding())
                .collect(Collectors.toMap(life -> life.seller().subject(), Function.identity()));
        List<JsonNode> waiting = Stream.of("OPEN", "AWAITING_EVIDENCE", "CLAIMED")
                .flatMap(status -> service.all(Service.MODERATOR, "/v1/cases?sort=dueAt&status=" + status).stream())
                .filter(one -> bySeller.containsKey(one.path("sellerId").asText()))
                .toList();
        Beside.each(waiting, one -> {
            Life life = bySeller.get(one.path("sellerId").asText());
            if (life != null) {
                decide(life, one);
            }
        });
        approveAll(service, bySeller);
    }

    /** What waits for a second person is theirs: approved, or where the order has gone on, given back. */
    private static void approveAll(Service service, Map<String, Life> bySeller) {
        service.all(Service.MODERATOR, "/v1/cases?sort=dueAt&status=AWAITING_APPROVAL")
                .forEach(one -> {
                    Life life = bySeller.get(one.path("sellerId").asText());
                    String path = "/v1/cases/" + one.path("id").asText() + "/decision/";
                    if (life != null
                            && !life.say(Call.post(LEAD, path + "approval")).done()) {
                        life.say(Call.post(LEAD, path + "rejection", Map.of("reason", "The order has gone on since")));
                    }
                });
    }

    /** The decision of the first decided case of this order is to be undone. */
    static @Nullable Call undoing(Service service, Life life) {
        return service
                .all(Service.MODERATOR, "/v1/cases?sellerId=" + life.seller().subject())
                .stream()
                .filter(one -> one.path("status").asText().equals("DECIDED"))
                .findFirst()
                .map(one -> Call.post(
                        LEAD,
                        "/v1/cases/" + one.path("id").asText() + "/decision/undo",
                        Map.of("reason", "That was the case beside this one")))
                .orElse(null);
    }

    /** Where one verdict is not possible any more, the other. */
    private static void decide(Life life, JsonNode one) {
        boolean release = new Random(life.walk().seed() + life.transcript().size()).nextBoolean();
        Call first = decision(life, one, release ? "RELEASE" : "CANCEL_AND_REFUND");
        Answer answer = first == null ? null : life.say(first);
        if (answer != null && !answer.done()) {
            Call other = decision(life, one, release ? "CANCEL_AND_REFUND" : "RELEASE");
            if (other != null) {
                life.say(other);
            }
        }
    }

    private static Call claim(Life life, JsonNode one) {
        return Call.post(life.moderator(), "/v1/cases/" + one.path("id").asText() + "/claim");
    }

    private static @Nullable Call decision(Life life, JsonNode one, String verdict) {
        return holding(life, one, "decision", Map.of("verdict", verdict, "statement", STATEMENT));
    }

    private static @Nullable Call holding(Life life, JsonNode one, String what, Map<String, Object> body) {
        Answer claimed = life.say(claim(life, one));
        String path = "/v1/cases/" + one.path("id").asText() + "/" + what;
        Call call = body.isEmpty() ? Call.post(life.moderator(), path) : Call.post(life.moderator(), path, body);
        return claimed.done() ? call.holding(claimed.body().path("token").asText()) : null;
    }
}
