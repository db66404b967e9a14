package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.PlainSql;
import dev.countermand.kernel.Hmac;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * A12, A18, A20, A20a, A20b, A24: whatever is done with money in whatever order, and whatever its provider does with refunds,
 * after each act the ledger balances and has what orders have, and in the end what the provider counts. The constraints of
 * the database refuse nothing: the code has decided before. The same acts again: {@code -Dmoney.acts=5000 -Dmoney.seed=1}.
 */
@QuarkusTest
class MoneyWalkTest {

    /** In every build. */
    private static final int ACTS = Integer.getInteger("money.acts", 240);

    private static final long SEED = Long.getLong("money.seed", 1);
    private static final int ACTS_OF_AN_ORDER = 24;
    private static final int MOST_DAYS_TO_SETTLE = 90;

    /** As {@code application.properties} sets it for tests. */
    private static final String SECRET = "castle-of-sand";

    /** What the sandbox does with a refund. */
    private static final List<String> FATES = List.of(
            "plain",
            "plain",
            "plain",
            "loses-answer",
            "unavailable-at-first",
            "arrives-twice",
            "refused",
            "declined",
            "never-sent",
            "never-arrives",
            "fails-after-sent",
            "comes-back",
            "tells-first",
            "tells-twice-loses-answer");

    private static final String WRONG = """
        select b.order_id || ': ' || row_to_json(b)::text || o.status
        from ledger_balance b join orders o on o.order_id = b.order_id
        where b.order_id = ? and (o.paid <> b.captured or o.refunded <> b.refunded or o.charged_back <> b.charged_back
            or o.status in ('COMPLETED', 'CANCELLED', 'RETURNED', 'CLOSED_UNPAID') and b.escrow > 0
                and not o.frozen and not o.disputed
            or 0 <> (select coalesce(sum(case t.to_account when 'PROVIDER' then t.amount else 0 end
                - case t.from_account when 'PROVIDER' then t.amount else 0 end), 0) - b.provider
                from ledger_transfer t where t.order_id = b.order_id)
            or b.provider + b.buyer + b.escrow + b.seller + b.platform + b.carrier_costs + b.claim_on_buyer
                + b.claim_on_seller + b.outstanding + b.chargeback + b.suspense + b.settled + b.paid_out + b.received <> 0)
        """;

    private static final String UNDER_WAY =
            "select id from refund where order_id = any(?) and status not in ('ARRIVED', 'ESCALATED', 'SETTLED',"
                    + " 'CLOSED')";

    /** What was sent by our books, and not by the provider's. */
    private static final String NOT_MADE = """
        select r.order_id || ' ' || r.id from refund r
        where r.order_id = any(?) and r.status in ('SENT', 'ARRIVED') and not exists (select from sandbox_refund s
            where s.key = r.id || case r.round when 0 then '' else '.' || r.round end
                and s.made_at is not null and s.amount = r.amount)
        """;

    /** What providers have by our ledger, and what they took, sent, and lost to banks. */
    private static final String COUNTED_OTHERWISE = """
        select b.order_id || ' ' || b.provider from ledger_balance b
        where b.order_id = any(?) and -b.provider <> b.captured
            - (select coalesce(sum(r.amount), 0) from refund r
                where r.order_id = b.order_id and (r.status in ('SENT', 'ARRIVED')
                    or r.status = 'ESCALATED' and r.sent_at is not null))
            - (select coalesce(sum(case t.cause when 'CHARGEBACK_REVISED' then -t.amount else t.amount end), 0)
                from ledger_transfer t
                where t.order_id = b.order_id and t.cause in ('CHARGEBACK_LOST', 'CHARGEBACK_REVISED'))
        """;

    /**
     * What the provider itself has counted as made, refund by refund, beside what our ledger says has left them. A refund
     * that it has made and of which we have not heard yet is the provider's news, not ours; one that came back is ours again.
     */
    private static final String SENT_AND_NOT_COUNTED = """
        select l.order_id || ' ' || l.refund_id || ': ' || l.sent || ' by the ledger, ' || coalesce(made.amount, 0)
            || ' by its provider'
        from (
            select t.order_id, t.refund_id, sum(case t.cause when 'REFUND_SENT' then t.amount when 'SENT_AFTER_ALL'
                then t.amount else -t.amount end) as sent
            from ledger_transfer t
            where t.order_id = any(?) and t.cause in ('REFUND_SENT', 'REFUND_BACK', 'SENT_AFTER_ALL', 'BACK_AFTER_ALL')
            group by t.order_id, t.refund_id) l
            left join lateral (select sum(s.amount) as amount from sandbox_refund s
                where split_part(s.key, '.', 1) = l.refund_id::text and s.made_at is not null) made on true
        where l.sent < 0 or l.sent > coalesce(made.amount, 0)
        """;

    /**
     * In the end both books say the same of each refund, the one that has no booking at all as well: what its provider has
     * made in all rounds, but for what they declined, never sent, or told to have come back; and what our ledger says has left
     * them. A person's word that it is paid in another way takes back what was sent in that round, and nobody asks the
     * provider any more. What was closed is left out: a lead may close what its provider then sends all the same (A20b).
     */
    private static final String TOLD_APART = """
        select r.order_id || ' ' || r.id || ' ' || r.status || ': ' || ours.sent || ' by the ledger, ' || theirs.made
            || ' by its provider'
        from refund r
            cross join lateral (select coalesce(sum(case when t.cause in ('REFUND_SENT', 'SENT_AFTER_ALL') then t.amount
                    else -t.amount end), 0) as sent
                from ledger_transfer t
                where t.order_id = r.order_id and t.refund_id = r.id
                    and t.cause in ('REFUND_SENT', 'REFUND_BACK', 'SENT_AFTER_ALL', 'BACK_AFTER_ALL')) ours
            cross join lateral (select coalesce(sum(s.amount), 0) as made
                from sandbox_refund s
                where split_part(s.key, '.', 1) = r.id::text and s.made_at is not null
                    and s.payment_reference !~ '-(declined|never-sent|fails-after-sent)$'
                    and not (s.payment_reference like '%-comes-back' and s.tell_at is null)
                    and s.key <> all(?)
                    and not (r.status = 'SETTLED'
                        and s.key = r.id || case r.round when 0 then '' else '.' || r.round end
                        and exists (select from ledger_transfer t
                            where t.order_id = r.order_id and t.refund_id = r.id and t.cause = 'REFUND_BACK'
                                and t.subject = 'refunds/' || r.id || case r.round when 0 then '' else '/' || r.round end)
                        and not exists (select from ledger_transfer t
                            where t.order_id = r.order_id and t.refund_id = r.id and t.cause = 'SENT_AFTER_ALL'))) theirs
        where r.order_id = any(?) and r.status <> 'CLOSED' and ours.sent <> theirs.made
        """;

    /** After which all of them are compared; each act compares its own order. */
    private static final int ACTS_BETWEEN_COMPARISONS = 100;

    @Inject
    DataSource source;

    private final Random dice = new Random(SEED);

    /** By the provider's keys: of what they told that it has come back, and nobody has refused to hear it. */
    private final List<String> toldBack = new ArrayList<>();

    /** An order, and what was done with it. */
    private static final class Walked {

        private final Market market = Market.open();
        private final String order = market.placed();
        private final String number = Market.trackingNumber();
        private final List<String> payments = new ArrayList<>();
        private final Map<String, JsonObject> chargebacks = new LinkedHashMap<>();
        private final List<String> story = new ArrayList<>();

        private String path(String what) {
            return "/v1/orders/" + order + "/" + what;
        }

        @Override
        public String toString() {
            return "seed " + SEED + ", " + order + ":\n" + String.join("\n", story);
        }
    }

    @Test
    void theLedgerBalancesWhateverIsDone() {
        Violations violations = new Violations();
        Logger.getLogger("").addHandler(violations);
        try {
            List<Walked> orders = IntStream.range(0, Math.max(1, ACTS / ACTS_OF_AN_ORDER))
                    .mapToObj(i -> new Walked())
                    .toList();
            orders.forEach(this::pay);
            for (int act = 0; act < ACTS; act++) {
                Walked walked = orders.get(dice.nextInt(orders.size()));
                act(walked);
                assertThat(new PlainSql(source).ask(WRONG, walked.order))
                        .as(walked.toString())
                        .isEmpty();
                agrees(List.of(walked));
                if (act % ACTS_BETWEEN_COMPARISONS == 0) {
                    agrees(orders);
                }
            }
            settle(orders);
            assertThat(violations.seen)
                    .as("seed %s: constraints that were needed", SEED)
                    .isEmpty();
        } finally {
            Logger.getLogger("").removeHandler(violations);
        }
    }

    /** The account PROVIDER has given back no refund that its provider has not counted. */
    private void agrees(List<Walked> orders) {
        String[] ids = orders.stream().map(walked -> walked.order).toArray(String[]::new);
        assertThat(new PlainSql(source).ask(SENT_AND_NOT_COUNTED, (Object) ids))
                .as("%s", orders)
                .isEmpty();
    }

    private void act(Walked walked) {
        switch (dice.nextInt(20)) {
            case 0, 1 -> pay(walked);
            case 2 -> verified(walked);
            case 3, 4 -> grant(walked);
            case 5 -> cancel(walked);
            case 6 -> say(walked, "ship", walked.market.ship(walked.order, walked.number));
            case 7 -> scan(walked);
            case 8 ->
                say(walked, "receipt", Http.as(walked.market.buyer, "buyer").post(walked.path("receipt")));
            case 9, 10 -> chargeback(walked);
            case 11, 12 -> chargebackEnds(walked);
            case 13 -> decide(walked);
            case 14 -> comesBack(walked);
            case 15 -> payOut(walked);
            case 16 -> returnForLess(walked);
            case 17 -> blame(walked);
            case 18 -> payClaim(walked);
            default -> {
                Duration by = Duration.ofHours(1 + dice.nextInt(60));
                Http.advance(by);
                walked.story.add("advance " + by);
            }
        }
    }

    /** Whatever is refused is refused by the code, in words: there is no answer of 5xx. */
    private static void say(Walked walked, String what, Response answer) {
        walked.story.add(what + " -> " + answer.statusCode());
        assertThat(answer.statusCode()).as(walked + answer.asString()).isIn(200, 201, 400, 404, 409);
    }

    private String amount(int most) {
        return BigDecimal.valueOf(1 + dice.nextInt(most), 2).toPlainString();
    }

    /** In time or late, twice, too much, in parts; every third is told twice. */
    private void pay(Walked walked) {
        String id = "pay-" + (1 + walked.payments.size());
        walked.payments.add(id);
        String fate = FATES.get(dice.nextInt(FATES.size()));
        Map<String, Object> body = Map.of(
                "id",
                id,
                "method",
                "card",
                "amount",
                dice.nextBoolean() ? "29.90" : amount(3_500),
                "state",
                dice.nextInt(4) == 0 ? "VERIFYING" : "CAPTURED",
                "provider",
                "sandbox",
                "providerReference",
                "ch_" + walked.order + "-" + walked.payments.size() + "-" + fate);
        for (int i = dice.nextInt(3) == 0 ? 2 : 1; i > 0; i--) {
            say(walked, "pay " + body, Http.as("shop", "service").body(body).post(walked.path("payments")));
        }
    }

    private String payment(Walked walked) {
        return walked.payments.get(dice.nextInt(walked.payments.size()));
    }

    private void verified(Walked walked) {
        String what = payment(walked) + (dice.nextInt(3) == 0 ? "/failed" : "/captured");
        say(walked, what, Http.as("shop", "service").post(walked.path("payments/" + what)));
    }

    private void grant(Walked walked) {
        Map<String, Object> body = Map.of("amount", amount(2_000), "reason", "Late by two weeks");
        say(walked, "goodwill " + body, Http.as("lead-1", "lead").body(body).post(walked.path("refunds")));
    }

    private void cancel(Walked walked) {
        Map<String, Object> fields =
                dice.nextBoolean() ? Map.of() : Map.of("lines", List.of(Map.of("line", 1, "quantity", 1)));
        Response asked = walked.market.ask(walked.order, fields);
        say(walked, "ask " + fields, asked);
        if (asked.statusCode() == 201) {
            say(walked, "approve", walked.market.approve(asked.path("id")));
        }
    }

    private void scan(Walked walked) {
        String status = dice.nextBoolean() ? "ACCEPTED" : "DELIVERED";
        say(walked, status, Market.scan(walked.number, status, Http.now()));
    }

    private void chargeback(Walked walked) {
        String id = "cb-" + (1 + walked.chargebacks.size());
        JsonObject told = new JsonObject()
                .put("id", id)
                .put("amount", amount(3_000))
                .put("state", "OPENED")
                .put("payment", payment(walked));
        walked.chargebacks.put(id, told);
        tell(walked, told);
    }

    private void chargebackEnds(Walked walked) {
        List<String> known = List.copyOf(walked.chargebacks.keySet());
        if (!known.isEmpty()) {
            JsonObject told = walked.chargebacks.get(known.get(dice.nextInt(known.size())));
            tell(walked, told.copy().put("state", dice.nextBoolean() ? "WON" : "LOST"));
        }
    }

    private static void tell(Walked walked, JsonObject told) {
        JsonObject body = told.copy();
        String payment = (String) body.remove("payment");
        say(
                walked,
                "chargeback " + told,
                Http.as("shop", "service")
                        .body(body.encode())
                        .post(walked.path("payments/" + payment + "/chargebacks")));
    }

    /** A20b. */
    private void decide(Walked walked) {
        for (String refund : refunds(walked, "ESCALATED")) {
            int how = dice.nextInt(3);
            String what = "/v1/refunds/" + refund + "/"
                    + List.of("retry", "settlement", "closing").get(how);
            List<Map<String, Object>> bodies = List.of(
                    Map.of(),
                    Map.of("how", "Bank transfer", "reference", "TR-1"),
                    Map.of("reason", "The buyer has declined it"));
            var request = Http.as("lea", "lead");
            say(walked, what, (how == 0 ? request : request.body(bodies.get(how))).post(what));
        }
    }

    /** A22: its provider says that what was sent has failed. */
    private void comesBack(Walked walked) {
        for (String refund : refunds(walked, "SENT")) {
            String payment = walked.market
                    .financials(walked.order)
                    .getString("refunds.find { it.id == '" + refund + "' }.paymentId");
            String reference = new PlainSql(source)
                    .ask(
                            "select provider_reference from payment where order_id = ? and payment_id = ?",
                            walked.order,
                            payment)
                    .getFirst();
            String key = new PlainSql(source)
                    .ask(
                            "select id || case round when 0 then '' else '.' || round end from refund where id::text ="
                                    + " ?",
                            refund)
                    .getFirst();
            byte[] body = new JsonObject()
                    .put("id", Market.fresh("news"))
                    .put("at", Http.now().toString())
                    .put("payment", reference)
                    .put("refund", "sandbox-" + key)
                    .put("key", key)
                    .put("said", "FAILED")
                    .put("words", "the account is closed")
                    .encode()
                    .getBytes(StandardCharsets.UTF_8);
            Response heard = Http.anonymous()
                    .body(body)
                    .header("Sandbox-Signature", HexFormat.of().formatHex(Hmac.of(body, SECRET)))
                    .post("/v1/webhooks/payments/sandbox");
            say(walked, "failed " + refund, heard);
            if (heard.statusCode() < 300) {
                toldBack.add(key);
            }
        }
    }

    private static List<String> refunds(Walked walked, String status) {
        return walked.market
                .financials(walked.order)
                .getList("refunds.findAll { it.status == '" + status + "' }.id", String.class);
    }

    private void payOut(Walked walked) {
        JsonPath account = Http.as("shop", "service")
                .get("/v1/sellers/" + walked.market.seller + "/account")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        String due = account.getString("totals[0].payoutsDue");
        if (due != null && new BigDecimal(due).signum() > 0) {
            Map<String, Object> body = Map.of(
                    "id",
                    Market.fresh("payout"),
                    "sellerId",
                    walked.market.seller,
                    "amount",
                    due,
                    "currency",
                    "EUR",
                    "reference",
                    "SEPA 1");
            say(walked, "pay out " + due, Http.as("shop", "service").body(body).post("/v1/payouts"));
        }
    }

    /** A12, A24: a moderator says who is to blame for what was cancelled; a seller who is owes a fine. */
    private void blame(Walked walked) {
        String request = walked.market.order(walked.order).getString("cancellation.id");
        if (request != null) {
            Map<String, Object> body = Map.of(
                    "liability",
                    List.of("SELLER", "SELLER", "BUYER", "NOBODY").get(dice.nextInt(4)),
                    "statement",
                    "The messages of both sides were read and weighed");
            say(
                    walked,
                    "blame " + body,
                    Http.as("mod-1", "moderator").body(body).post("/v1/cancellations/" + request + "/liability"));
        }
    }

    /** C3, A19, A24: somebody pays of what they owe, or a little more than that, which is refused. */
    private void payClaim(Walked walked) {
        JsonPath accounts = Market.financialsOfStaff(walked.order);
        for (String debtor : List.of("Buyer", "Seller")) {
            BigDecimal owed =
                    new BigDecimal(Objects.requireNonNullElse(accounts.getString("accounts.owedBy" + debtor), "0"));
            if (owed.signum() > 0) {
                boolean netted = debtor.equals("Seller") && dice.nextBoolean();
                int most = owed.movePointRight(2).intValueExact() + 50;
                Map<String, Object> body = Map.of(
                        "id",
                        Market.fresh("claim"),
                        "debtor",
                        debtor.toUpperCase(Locale.ROOT),
                        "means",
                        netted ? "NETTED" : "RECEIVED",
                        "amount",
                        amount(most),
                        "reference",
                        "SEPA 2");
                var payer = netted ? Http.as("shop", "service") : Http.as("lead-1", "lead");
                say(walked, "claim " + body, payer.body(body).post(walked.path("claim-payments")));
            }
        }
    }

    /** A19: the goods go back, and the buyer does not want all of their price. */
    private void returnForLess(Walked walked) {
        Response opened = Http.as(walked.market.buyer, "buyer")
                .body(Map.of("kind", "RETURN_GOODS_AND_MONEY", "text", "I do not like it", "amount", amount(2_000)))
                .post(walked.path("disputes"));
        say(walked, "return", opened);
        if (opened.statusCode() == 201) {
            String dispute = "/v1/disputes/" + opened.path("id");
            String back = Market.trackingNumber();
            say(
                    walked,
                    "accept",
                    Http.as(walked.market.seller, "seller").body(Map.of()).post(dispute + "/acceptance"));
            say(
                    walked,
                    "send back",
                    Http.as(walked.market.buyer, "buyer")
                            .body(Map.of("carrier", "ups", "trackingNumber", back))
                            .post(dispute + "/return-shipment"));
            say(walked, "back", Market.scan(back, "DELIVERED", Http.now()));
        }
    }

    /** Until no refund is under way; then the provider's books and ours say the same. */
    private void settle(List<Walked> orders) {
        String[] ids = orders.stream().map(walked -> walked.order).toArray(String[]::new);
        PlainSql sql = new PlainSql(source);
        // What is before a person goes on being asked about, and may be under way again.
        for (int day = 0;
                day < MOST_DAYS_TO_SETTLE
                        && !(sql.ask(UNDER_WAY, (Object) ids).isEmpty()
                                && toldApart(ids).isEmpty());
                day++) {
            Http.advance(Duration.ofDays(1));
        }
        Market.eventually(() -> assertThat(sql.ask(UNDER_WAY, (Object) ids))
                .as("seed %s: under way for ever", SEED)
                .isEmpty());
        Market.eventually(() -> assertThat(toldApart(ids))
                .as("seed %s: refunds that the provider counts otherwise, of %s", SEED, orders)
                .isEmpty());
        assertThat(sql.ask(NOT_MADE, (Object) ids))
                .as("seed %s: sent, and not by its provider", SEED)
                .isEmpty();
        agrees(orders);
        assertThat(sql.ask(COUNTED_OTHERWISE, (Object) ids))
                .as("seed %s: not as providers count", SEED)
                .isEmpty();
        for (Walked walked : orders) {
            assertThat(sql.ask(WRONG, walked.order)).as(walked.toString()).isEmpty();
        }
    }

    private List<String> toldApart(String[] orders) {
        return new PlainSql(source).ask(TOLD_APART, (Object) toldBack.toArray(String[]::new), (Object) orders);
    }

    /** What the log says of constraints. */
    private static final class Violations extends Handler {

        private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord record) {
            Stream.concat(
                            Stream.of(String.valueOf(record.getMessage())),
                            Stream.iterate(record.getThrown(), thrown -> thrown != null, Throwable::getCause)
                                    .map(String::valueOf))
                    .filter(words -> words.contains("violates check constraint")
                            || words.contains("booked_once")
                            || words.contains("accounts_are_sums_of_transfers")
                            || words.contains("nothing_is_released_that_is_held")
                            || words.contains("refunds_are_within_captured")
                            || words.contains("payout_is_what_is_due")
                            || words.contains("claim_payment_is_what_was_owed"))
                    .forEach(seen::add);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
