package dev.countermand.liveness;

import static dev.countermand.liveness.Act.Party.STAFF;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.liveness.Act.Making;
import dev.countermand.liveness.Act.Scene;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What moderators and leads do of their own accord; what they do with cases is {@link Moderators}' work. */
final class StaffActs {

    private static final Predicate<Snapshot> BEFORE_A_PERSON =
            order -> order.frozen() || order.escrowHeld() || order.disputeIs("ESCALATED");

    static final List<Act> ALL = List.of(
            act(
                    "freeze",
                    1,
                    order -> !order.frozen() && !order.ended(),
                    scene -> say(scene, "freeze", "The buyer reports a forged tracking page")),
            act("release", 8, Snapshot::frozen, scene -> say(scene, "release", "The papers are in order after all")),
            act(
                    "staff-demand-evidence",
                    1,
                    Snapshot::withCarrier,
                    scene -> BuyerActs.demand(scene, scene.life().moderator())),
            act("judge-liability", 2, Snapshot::cancelledByRequest, StaffActs::judging),
            act("take-number", 8, Snapshot::withProposedNumber, scene -> ofProposal(scene, "acceptance", Map.of())),
            act(
                    "reject-number",
                    4,
                    Snapshot::withProposedNumber,
                    scene -> ofProposal(scene, "rejection", Map.of("reason", "The carrier knows no such parcel"))),
            act(
                    "note-on-a-case",
                    1,
                    BEFORE_A_PERSON,
                    scene -> Moderators.claimedThen(
                            scene.service(), scene.life(), "notes", Map.of("text", "The carrier was asked"))),
            act(
                    "ask-for-evidence",
                    1,
                    BEFORE_A_PERSON,
                    scene -> Moderators.claimedThen(
                            scene.service(),
                            scene.life(),
                            "evidence-demands",
                            Map.of("text", "The receipt must show the day"))),
            act(
                    "return-a-case",
                    2,
                    BEFORE_A_PERSON,
                    scene -> Moderators.claimedThen(scene.service(), scene.life(), "unclaim", Map.of())),
            act("claim-a-case", 2, BEFORE_A_PERSON, scene -> Moderators.claiming(scene.service(), scene.life())),
            act(
                    "decide-for-the-seller",
                    4,
                    BEFORE_A_PERSON,
                    scene -> Moderators.deciding(scene.service(), scene.life(), "RELEASE")),
            act(
                    "decide-for-the-buyer",
                    4,
                    BEFORE_A_PERSON,
                    scene -> Moderators.deciding(scene.service(), scene.life(), "CANCEL_AND_REFUND")),
            act(
                    "hold",
                    4,
                    order -> order.frozen() && !order.escrowHeld(),
                    scene -> Moderators.deciding(scene.service(), scene.life(), "HOLD")),
            act(
                    "undo-a-decision",
                    1,
                    order -> !order.frozen(),
                    scene -> Moderators.undoing(scene.service(), scene.life())));

    private StaffActs() {}

    private static Act act(String name, int weight, Predicate<Snapshot> fits, Making making) {
        return new Act(name, STAFF, weight, fits, making);
    }

    /** A12: who is to blame for what was cancelled. */
    private static Call judging(Scene scene) {
        String request = scene.order().order().path("cancellation").path("id").asText("none");
        List<String> liable = List.of("SELLER", "BUYER", "NOBODY");
        return Call.post(
                scene.life().moderator(),
                "/v1/cancellations/" + request + "/liability",
                Map.of(
                        "liability",
                        liable.get(scene.oneOf(liable.size())),
                        "statement",
                        "The messages of both sides were read and weighed"));
    }

    /** P4: what becomes of a number that stands proposed. */
    private static @Nullable Call ofProposal(Scene scene, String what, Map<String, Object> body) {
        for (JsonNode parcel : scene.order().shipments()) {
            if (parcel.has("proposedNumber")) {
                String path = "/v1/shipments/" + parcel.path("id").asText() + "/correction/" + what;
                return body.isEmpty()
                        ? Call.post(scene.life().moderator(), path)
                        : Call.post(scene.life().moderator(), path, body);
            }
        }
        return null;
    }

    private static Call say(Scene scene, String what, String reason) {
        return Call.post(scene.life().moderator(), scene.path(what), Map.of("reason", reason));
    }
}
