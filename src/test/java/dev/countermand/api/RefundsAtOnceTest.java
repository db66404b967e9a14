package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.PlainSql;
import dev.countermand.api.AtOnce.Call;
import dev.countermand.api.AtOnce.Reply;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A20: refunds really at once that together are more than was paid: what fits is done, the rest is refused with what is left.
 * As often as one likes: {@code -Drefunds.rounds=500 -Drefunds.seed=1}.
 */
@QuarkusTest
class RefundsAtOnceTest {

    /** In every build. */
    private static final int ROUNDS = Integer.getInteger("refunds.rounds", Rounds.of(6));

    private static final long SEED = Long.getLong("refunds.seed", 1);
    private static final int PAID_CENTS = 2_990;

    @TestHTTPResource("/")
    URI server;

    @Inject
    DataSource source;

    private final Market market = Market.open();

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 20})
    void whatFitsIsDoneAndTheRestIsRefused(int many) throws IOException {
        Random dice = new Random(SEED * 100 + many);
        for (int round = 0; round < ROUNDS; round++) {
            String order = market.placed();
            // One payment, or two, of which each gives back at most what it gave.
            boolean inTwo = round % 2 == 1;
            market.pay(order, "pay-1", inTwo ? "19.90" : "29.90", "ch-1").then().statusCode(201);
            if (inTwo) {
                market.pay(order, "pay-2", "10.00", "ch-2").then().statusCode(201);
            }
            List<String> amounts = amounts(many, dice);
            List<Reply> replies = new AtOnce(server)
                    .all(amounts.stream()
                            .map(amount -> new Call(
                                    "/v1/orders/" + order + "/refunds",
                                    "lead-1",
                                    "lead",
                                    Map.of("amount", amount, "reason", "Late")))
                            .toList());
            whatFitsWasDone(order, amounts, replies, "seed " + SEED + ", round " + round + ": " + amounts);
        }
    }

    /** Together more than was paid, and each of them less. */
    private static List<String> amounts(int many, Random dice) {
        int least = PAID_CENTS / many + 1;
        List<String> amounts = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            amounts.add(BigDecimal.valueOf(least + dice.nextInt(PAID_CENTS - least), 2)
                    .toPlainString());
        }
        Collections.shuffle(amounts, dice);
        return amounts;
    }

    private void whatFitsWasDone(String order, List<String> amounts, List<Reply> replies, String story) {
        BigDecimal given = IntStream.range(0, amounts.size())
                .filter(i -> replies.get(i).status() == 201)
                .mapToObj(i -> new BigDecimal(amounts.get(i)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal left = BigDecimal.valueOf(PAID_CENTS, 2).subtract(given);
        assertThat(left.signum()).as(story).isNotNegative();
        for (int i = 0; i < amounts.size(); i++) {
            Reply reply = replies.get(i);
            if (reply.status() != 201) {
                assertThat(reply.status()).as("%s: %s", story, reply).isEqualTo(409);
                BigDecimal wanted = new BigDecimal(amounts.get(i));
                BigDecimal said = new BigDecimal(reply.body().getString("refundable"));
                assertThat(said).as(story).isLessThan(wanted).isGreaterThanOrEqualTo(left);
            }
        }
        assertThat(replies.stream().map(Reply::status)).as(story).contains(201, 409);
        JsonPath money = market.financials(order);
        assertThat(new BigDecimal(money.getString("refunded"))).as(story).isEqualByComparingTo(given);
        assertThat(new BigDecimal(money.getString("refundable"))).as(story).isEqualByComparingTo(left);
        for (Map<String, String> payment : money.<Map<String, String>>getList("payments")) {
            assertThat(new BigDecimal(payment.get("refunded")))
                    .as(story)
                    .isLessThanOrEqualTo(new BigDecimal(payment.get("amount")));
        }
        assertThat(new PlainSql(source)
                        .ask(
                                "select order_id from ledger_balance where order_id = ? and (captured - refunded) = ?",
                                order,
                                left.unscaledValue().longValue()))
                .as(story)
                .containsExactly(order);
    }
}
