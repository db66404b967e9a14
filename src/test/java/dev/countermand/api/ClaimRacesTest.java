package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.PlainSql;
import dev.countermand.api.AtOnce.Call;
import dev.countermand.api.AtOnce.Reply;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * A26: moderators who are really at once: never two have one case, and never two decide one. As often as one likes:
 * {@code -Dclaims.rounds=1000 -Dclaims.seed=1}.
 */
@QuarkusTest
class ClaimRacesTest {

    /** In every build. */
    private static final int ROUNDS = Integer.getInteger("claims.rounds", 5);

    /** From so many on it would be strange if the same one were always first. */
    private static final int MANY = 50;

    private static final Random DICE = new Random(Long.getLong("claims.seed", 1));
    private static final int MODERATORS = 8;
    private static final Map<String, Object> RELEASE =
            Map.of("verdict", "RELEASE", "statement", "The parcel was found at the depot");
    private static final Map<String, Object> CANCEL =
            Map.of("verdict", "CANCEL_AND_REFUND", "statement", "No parcel was ever posted under this number");

    @TestHTTPResource("/")
    URI server;

    @Inject
    DataSource source;

    /** All claim one case, and whoever believes to have it decides: one gets it, and one decides. */
    @Test
    void oneOfManyGetsACaseAndDecidesIt() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            String reviewCase = Desk.opened(Market.open());
            List<Reply> claims = atOnce(IntStream.range(0, MODERATORS)
                    .mapToObj(i -> new Call("/v1/cases/" + reviewCase + "/claim", "mod-" + i, "moderator", Map.of()))
                    .toList());
            assertThat(claims.stream().filter(reply -> reply.status() == 200)).hasSize(1);
            assertThat(claims.stream().filter(reply -> reply.status() == 409)).hasSize(MODERATORS - 1);
            Reply mine = claims.stream()
                    .filter(reply -> reply.status() == 200)
                    .findFirst()
                    .orElseThrow();
            String token = mine.body().getString("token");

            // The token leaked: those who know it still are not those who hold the case.
            List<Reply> decisions = atOnce(IntStream.range(0, MODERATORS)
                    .mapToObj(i -> decision(reviewCase, "mod-" + i, "moderator", token, i % 2 == 0 ? RELEASE : CANCEL))
                    .toList());
            assertThat(decisions.stream().filter(reply -> reply.status() == 200))
                    .hasSize(1);
            assertThat(decisions.stream().filter(reply -> reply.status() == 409))
                    .hasSize(MODERATORS - 1);
            decidedOnce(reviewCase);
        }
    }

    /** A lead takes the case over while its holder decides it: it is the one or the other. */
    @Test
    void aDecisionAgainstATakeOver() throws IOException {
        int decidedFirst = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String reviewCase = Desk.opened(Market.open());
            String annas = Desk.claim(reviewCase, "anna")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("token");
            Call decide = decision(reviewCase, "anna", "moderator", annas, CANCEL);
            Call takeOver = new Call(
                    "/v1/cases/" + reviewCase + "/take-over", "lea", "lead", Map.of("reason", "They went home ill"));
            List<Reply> replies =
                    new AtOnce(server).both(round % 2 == 0 ? decide : takeOver, round % 2 == 0 ? takeOver : decide);
            Reply decided = replies.get(round % 2);
            Reply taken = replies.get(1 - round % 2);
            assertThat(List.of(decided.status(), taken.status())).containsExactlyInAnyOrder(200, 409);
            if (decided.status() == 200) {
                decidedFirst++;
            } else {
                String leas = taken.body().getString("token");
                List<Reply> both = atOnce(List.of(
                        decision(reviewCase, "anna", "moderator", annas, CANCEL),
                        decision(reviewCase, "lea", "lead", leas, RELEASE)));
                assertThat(both.stream().map(Reply::status)).containsExactlyInAnyOrder(409, 200);
            }
            decidedOnce(reviewCase);
        }
        if (ROUNDS >= MANY) {
            assertThat(decidedFirst).as("both are first sometimes").isBetween(1, ROUNDS - 1);
        }
    }

    /** Many ask for the next case at once: each gets another one, and none is left over. */
    @Test
    void eachGetsAnotherNextCase() throws IOException {
        int cases = MODERATORS - 2;
        for (int round = 0; round < ROUNDS; round++) {
            Market market = Market.open();
            List<String> open = new ArrayList<>();
            for (int i = 0; i < cases; i++) {
                open.add(Desk.opened(market));
            }
            String view = Http.as("anna", "moderator")
                    .body(Map.of("name", Market.fresh("view"), "filter", Map.of("sellerId", market.seller)))
                    .post("/v1/cases/views")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            List<Reply> given = atOnce(IntStream.range(0, MODERATORS)
                    .mapToObj(i -> new Call("/v1/cases/next", "mod-" + i, "moderator", Map.of("view", view)))
                    .toList());
            assertThat(given.stream()
                            .filter(reply -> reply.status() == 200)
                            .map(reply -> reply.body().getJsonObject("item").getString("id")))
                    .containsExactlyInAnyOrderElementsOf(open);
            assertThat(given.stream().filter(reply -> reply.status() == 409)).hasSize(MODERATORS - cases);
            drop(view);
        }
    }

    /** A view of each round: nobody keeps more than a hundred. */
    private static void drop(String view) {
        Http.as("anna", "moderator").delete("/v1/cases/views/" + view).then().statusCode(200);
    }

    private void decidedOnce(String reviewCase) {
        assertThat(new PlainSql(source)
                        .ask(
                                "select actor from audit_entry where object = ? and action = 'case.decided'",
                                "cases/" + reviewCase))
                .hasSize(1);
    }

    private List<Reply> atOnce(List<Call> calls) throws IOException {
        List<Call> shuffled = new ArrayList<>(calls);
        Collections.shuffle(shuffled, DICE);
        return new AtOnce(server).all(shuffled);
    }

    private static Call decision(
            String reviewCase, String who, String role, String token, Map<String, Object> verdict) {
        return new Call("/v1/cases/" + reviewCase + "/decision", who, role, verdict).with("Case-Token: " + token);
    }
}
