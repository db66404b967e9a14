package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.PlainSql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A18, A20: whatever writes the ledger's rows, wrong money is refused by the database itself. */
@QuarkusTest
class LedgerRowsTest {

    private static final String TRANSFER =
            "insert into ledger_transfer (order_id, id, cause, subject, from_account, to_account, amount, currency,"
                    + " rule, seller_id, at) values (?, gen_random_uuid(), ?, ?, ?, ?, ?, 'EUR', 'A18', ?, now())";

    /** A refund of the order's payment; nothing hands it over. */
    private static final String REFUND =
            "insert into refund (order_id, id, payment_id, amount, cause, status, requested_at, version)"
                    + " select order_id, gen_random_uuid(), payment_id, ?, 'GOODWILL', ?, now(), 0"
                    + " from payment where order_id = ?";

    @Inject
    DataSource source;

    private PlainSql sql() {
        return new PlainSql(source);
    }

    private void refused(String constraint, String statement, Object... values) {
        assertThatThrownBy(() -> sql().run(statement, values))
                .as(statement)
                .hasRootCauseInstanceOf(SQLException.class)
                .rootCause()
                .hasMessageContaining(constraint);
    }

    private static String refunded(Market market) {
        String order = market.paid();
        Http.as("lead-1", "lead")
                .body(Map.of("amount", "9.90", "reason", "A scratch"))
                .post("/v1/orders/" + order + "/refunds")
                .then()
                .statusCode(201);
        return order;
    }

    @Test
    void aSetBalances() {
        String order = refunded(Market.open());
        refused("balanced", "update ledger_balance set escrow = escrow + 1 where order_id = ?", order);
        refused("balanced", "update ledger_balance set seller = seller + 1 where order_id = ?", order);
        refused(
                "balanced",
                "update ledger_balance set received = 1, platform = platform - 1 where order_id = ?",
                order);
        refused("amount_positive", TRANSFER, order, "RELEASE", "x", "ESCROW", "SELLER", 0L, "s");
        refused("amount_positive", TRANSFER, order, "RELEASE", "x", "ESCROW", "SELLER", -5L, "s");
        refused("from_one_to_another", TRANSFER, order, "RELEASE", "x", "ESCROW", "ESCROW", 5L, "s");
    }

    /** What accounts stand at and what has moved cannot be told apart, whichever of the two is written. */
    @Test
    void accountsAreTheSumsOfTransfers() {
        String order = refunded(Market.open());
        String agree = "accounts_are_sums_of_transfers";
        refused(
                agree,
                "update ledger_balance set escrow = escrow - 1, platform = platform + 1 where order_id = ?",
                order);
        refused(agree, "update ledger_balance set captured = captured + 1 where order_id = ?", order);
        refused(agree, "update ledger_balance set refunded = refunded - 1 where order_id = ?", order);
        refused(agree, TRANSFER, order, "FINE", "x", "CLAIM_ON_SELLER", "PLATFORM", 5L, "s");
        refused(agree, TRANSFER, Market.open().placed(), "FINE", "x", "CLAIM_ON_SELLER", "PLATFORM", 5L, "s");
        refused(agree, releasing("USD", 5), order);
        assertThat(sql().run(releasing("EUR", 5), order)).as("both at once").isEqualTo(1);
    }

    /** A18, A25: so much of an order is released, its transfer and its accounts together. */
    private static String releasing(String currency, int minor) {
        return """
            with moved as (
                insert into ledger_transfer (order_id, id, cause, subject, from_account, to_account, amount, currency, rule,
                    seller_id, at)
                select order_id, gen_random_uuid(), 'RELEASE', 'x', 'ESCROW', 'SELLER', %2$s, '%1$s', 'A18', seller_id, now()
                from orders where order_id = ?
                returning order_id, amount)
            update ledger_balance b set escrow = b.escrow - moved.amount, seller = b.seller + moved.amount
            from moved where b.order_id = moved.order_id
            """.formatted(currency, minor);
    }

    /** A18, A25: nothing is released of an order that is frozen, by whomever it is written. */
    @Test
    void nothingIsReleasedOfWhatIsFrozen() {
        String order = Market.open().paid();
        Http.as("mod-1", "moderator")
                .body(Map.of("reason", "A tip from the police"))
                .post("/v1/orders/" + order + "/freeze")
                .then()
                .statusCode(200);
        refused("nothing_is_released_that_is_held", releasing("EUR", 5), order);
        refused("nothing_is_released_that_is_held", releasing("EUR", 2_990), order);
        Http.as("mod-1", "moderator")
                .body(Map.of("reason", "All is well"))
                .post("/v1/orders/" + order + "/release")
                .then()
                .statusCode(200);
        assertThat(sql().run(releasing("EUR", 5), order)).isEqualTo(1);
    }

    /** A18: nor while a dispute of it is open; in the transaction that ends it, in whatever order, it is. */
    @Test
    void nothingIsReleasedOfWhatIsDisputed() throws SQLException {
        Market market = Market.open();
        String order = market.paid();
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        for (String status : List.of("ACCEPTED", "DELIVERED")) {
            Market.scan(number, status, Http.now()).then().statusCode(200);
        }
        market.dispute(order, Map.of("kind", "REFUND_ONLY", "text", "It is broken", "amount", "9.90"))
                .then()
                .statusCode(201);
        refused("nothing_is_released_that_is_held", releasing("EUR", 5), order);
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            for (String statement :
                    List.of(releasing("EUR", 5), "update orders set disputed = false where order_id = ?")) {
                try (var prepared = connection.prepareStatement(statement)) {
                    prepared.setString(1, order);
                    assertThat(prepared.executeUpdate()).isEqualTo(1);
                }
            }
            connection.commit();
            try (var prepared = connection.prepareStatement("update orders set disputed = true where order_id = ?")) {
                prepared.setString(1, order);
                assertThat(prepared.executeUpdate()).isEqualTo(1);
            }
            connection.commit();
        }
    }

    /** F13: nor while somebody holds the escrow of an order that goes on. */
    @Test
    void nothingIsReleasedOfWhatIsHeld() {
        String order = Market.open().paid();
        String reviewCase = Decided.frozen(order);
        Decided.decide(reviewCase, "anna", Decided.verdict("HOLD")).then().statusCode(200);
        assertThat(sql().ask("select frozen or disputed from orders where order_id = ?", order))
                .containsExactly("f");
        assertThat(sql().ask("select 1 from orders where order_id = ? and escrow_held_at is not null", order))
                .hasSize(1);
        refused("nothing_is_released_that_is_held", releasing("EUR", 5), order);
        refused("nothing_is_released_that_is_held", releasing("EUR", 2_990), order);
        Decided.decide(reviewCase, "anna", Decided.verdict("RELEASE")).then().statusCode(200);
        assertThat(sql().run(releasing("EUR", 5), order)).isEqualTo(1);
    }

    /** C3, A24: a claim is not paid beyond what is owed by the ledger, and by payouts none but sellers have. */
    @Test
    void claimsArePaidAsFarAsTheyGo() {
        Market market = Market.open();
        String order = market.paid();
        Http.advance(Duration.ofDays(8));
        long fine = Long.parseLong(sql().ask("select -claim_on_seller from ledger_balance where order_id = ?", order)
                .getFirst());
        assertThat(fine).isGreaterThan(5);
        String paying = "insert into claim_payment (order_id, id, entry_id, debtor, means, seller_id, currency, amount,"
                + " owed, reference, paid_by, at) values (?, 'c', gen_random_uuid(), ?, ?, 's', 'EUR', ?, 500, 'x',"
                + " 'shop', now())";
        refused("never_more_than_claimed", paying, order, "SELLER", "RECEIVED", 501L);
        refused("amount_positive", paying, order, "SELLER", "RECEIVED", 0L);
        refused("sellers_alone_are_netted", paying, order, "BUYER", "NETTED", 5L);
        refused("claim_payment_is_what_was_owed", paying, order, "BUYER", "RECEIVED", 5L);
        refused("claim_payment_is_what_was_owed", paying, order, "SELLER", "RECEIVED", 500L);
        refused("claim_payment_is_what_was_owed", paidOfAClaim(fine + 5), order, "SELLER", fine + 5);
        refused("claim_payment_is_what_was_owed", paidOfAClaim(4), order, "SELLER", fine);
        assertThat(sql().run(paidOfAClaim(5), order, "SELLER", fine)).isEqualTo(1);
        refused("claim_payment_pkey", paying, order, "SELLER", "RECEIVED", 5L);
        refused("only added to", "update claim_payment set amount = 6 where order_id = ?", order);
        refused("only added to", "delete from claim_payment where order_id = ?", order);
    }

    /** A24: 0.05 of what a seller owes are booked, and so much is written down, with what was owed before. */
    private static String paidOfAClaim(long written) {
        return """
            with paid as (
                insert into ledger_transfer (order_id, id, cause, subject, from_account, to_account, amount, currency, rule,
                    seller_id, at)
                select order_id, gen_random_uuid(), 'CLAIM_PAID', 'claims/c', 'RECEIVED', 'CLAIM_ON_SELLER', 5, 'EUR', 'A24',
                    seller_id, now()
                from orders where order_id = ?
                returning order_id, seller_id, amount),
            moved as (
                update ledger_balance b
                set received = b.received - paid.amount, claim_on_seller = b.claim_on_seller + paid.amount
                from paid where b.order_id = paid.order_id)
            insert into claim_payment (order_id, id, entry_id, debtor, means, seller_id, currency, amount, owed, reference,
                paid_by, at)
            select order_id, 'c', gen_random_uuid(), ?, 'RECEIVED', seller_id, 'EUR', %s, ?, 'x', 'shop', now() from paid
            """.formatted(written);
    }

    /** A24: a record has entries of orders that are there. */
    @Test
    void whatSellersAreChargedWithIsOfAnOrder() {
        refused(
                "seller_entry_order_id_fkey",
                "insert into seller_entry (seller_id, id, kind, order_id, cause, rule, amount, currency, points,"
                        + " statement, decided_by, at) values ('s', gen_random_uuid(), 'FINE', ?, 'x', 'A24', 5, 'EUR',"
                        + " 0, '', 'x', now())",
                Market.fresh("nobody-placed-this"));
    }

    /** A20, per order: no more goes back than came in. */
    @Test
    void refundsNeverExceedWhatWasCaptured() {
        String order = refunded(Market.open());
        refused(
                "refunded_within_captured",
                "update ledger_balance set refunded = captured + 1 where order_id = ?",
                order);
        refused("refunded_within_captured", "update payment set refunded = amount + 1 where order_id = ?", order);
        refused(
                "no_more_sent_than_came",
                "update ledger_balance set provider = 1, platform = platform + provider - 1 where order_id = ?",
                order);
    }

    /** A20: refunds that are not closed add up to no more than came in, of a payment and of the order; whoever writes them. */
    @Test
    void refundsAddUpToNoMoreThanWasCaptured() throws SQLException {
        String order = refunded(Market.open());
        String within = "refunds_are_within_captured";
        refused(within, REFUND, 2_001L, "REQUESTED", order);
        refused(within, REFUND, 2_001L, "SENT", order);
        refused(within, "update refund set amount = 2991 where order_id = ?", order);
        refused(within, "update payment set refunded = 0, amount = 989 where order_id = ?", order);
        refused(
                within,
                "update payment set refunded = 0, state = 'FAILED', captured_at = null where order_id = ?",
                order);
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            run(connection, REFUND, 2_000L, "REQUESTED", order);
            run(connection, REFUND, 9_999L, "CLOSED", order);
            run(connection, "set constraints all immediate");
            connection.rollback();
            // Closed, it counts for nothing until it is taken up again.
            run(connection, REFUND, 2_001L, "CLOSED", order);
            run(connection, "set constraints all immediate");
            assertThatThrownBy(() -> run(
                            connection,
                            "update refund set status = 'REQUESTED' where order_id = ? and status = 'CLOSED'",
                            order))
                    .hasMessageContaining(within);
            connection.rollback();
            // More than came in of the order, though its payment says otherwise.
            run(connection, "update payment set amount = 9999 where order_id = ?", order);
            run(connection, REFUND, 2_001L, "REQUESTED", order);
            assertThatThrownBy(() -> run(connection, "set constraints all immediate"))
                    .hasMessageContaining(within);
            connection.rollback();
        }
    }

    /** A20: of two at once that together are more than came in, the second sees the first. */
    @Test
    void ofTwoRefundsAtOnceTheSecondSeesTheFirst() throws Exception {
        String order = refunded(Market.open());
        try (var first = source.getConnection();
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            first.setAutoCommit(false);
            run(first, REFUND, 1_500L, "REQUESTED", order);
            run(first, "set constraints all immediate");
            Future<?> second =
                    people.submit(() -> refused("refunds_are_within_captured", REFUND, 1_500L, "SENT", order));
            assertThatThrownBy(() -> second.get(500, TimeUnit.MILLISECONDS))
                    .as("it waits")
                    .isInstanceOf(TimeoutException.class);
            first.commit();
            second.get(30, TimeUnit.SECONDS);
        }
        assertThat(sql().run("delete from refund where order_id = ? and amount = 1500", order))
                .isEqualTo(1);
    }

    private static void run(Connection connection, String statement, Object... values) throws SQLException {
        try (var prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            prepared.execute();
        }
    }

    /** A18: what was refunded is not the seller's. */
    @Test
    void nothingIsReleasedThatWasRefunded() {
        String order = refunded(Market.open());
        refused(
                "escrow_holds_what_is_there",
                "update ledger_balance set seller = 2990, escrow = escrow - 2990 where order_id = ?",
                order);
    }

    /** Each account on the wrong side of zero, in a set that balances; there is no constraint that nobody has tried. */
    @Test
    void everyConstraintOfTheAccountsRefusesWhatItIsFor() {
        String order = refunded(Market.open());
        Map<String, String> wrong = new TreeMap<>(Map.of(
                "no_more_sent_than_came", "provider = 1, platform = platform + provider - 1",
                "no_more_sent_than_owed", "buyer = -1, platform = platform + buyer + 1",
                "escrow_holds_what_is_there", "escrow = -1, platform = platform + escrow + 1",
                "seller_gets_what_was_released", "seller = -1, platform = platform + seller + 1",
                "carrier_costs_are_costs", "carrier_costs = -1, platform = platform + carrier_costs + 1",
                "claim_on_buyer_is_owed", "claim_on_buyer = 1, platform = platform + claim_on_buyer - 1",
                "claim_on_seller_is_owed", "claim_on_seller = 1, platform = platform + claim_on_seller - 1",
                "outstanding_is_claimed", "outstanding = 1, platform = platform + outstanding - 1",
                "chargeback_is_disputed", "chargeback = -1, platform = platform + chargeback + 1",
                "suspense_is_there", "suspense = -1, platform = platform + suspense + 1"));
        wrong.put("settled_is_paid", "settled = -1, platform = platform + settled + 1");
        wrong.put("paid_out_is_out", "paid_out = -1, platform = platform + paid_out + 1");
        wrong.put("balanced_in_all", "platform = platform + 1");
        wrong.put("refunded_within_captured", "charged_back = captured - refunded + 1");
        wrong.forEach((constraint, set) ->
                refused("\"" + constraint + "\"", "update ledger_balance set " + set + " where order_id = ?", order));
        assertThat(wrong.keySet()).containsExactlyInAnyOrderElementsOf(checks("ledger_balance"));
    }

    /** The same of the transfers. */
    @Test
    void everyConstraintOfTheTransfersRefusesWhatItIsFor() {
        String order = refunded(Market.open());
        Map<String, Object[]> wrong = Map.of(
                "amount_positive", new Object[] {order, "RELEASE", "x", "ESCROW", "SELLER", 0L, "s"},
                "from_one_to_another", new Object[] {order, "RELEASE", "x", "ESCROW", "ESCROW", 5L, null},
                "cause_is_a_word", new Object[] {order, "release", "x", "ESCROW", "SELLER", 5L, "s"},
                "from_is_a_word", new Object[] {order, "RELEASE", "x", "escrow", "SELLER", 5L, "s"},
                "to_is_a_word", new Object[] {order, "RELEASE", "x", "ESCROW", "platform", 5L, null},
                "seller_when_theirs", new Object[] {order, "RELEASE", "x", "ESCROW", "SELLER", 5L, null});
        wrong.forEach((constraint, values) -> refused("\"" + constraint + "\"", TRANSFER, values));
        assertThat(wrong.keySet()).containsExactlyInAnyOrderElementsOf(checks("ledger_transfer"));
    }

    private List<String> checks(String table) {
        return sql().ask(
                        "select conname from pg_constraint where contype = 'c' and conrelid = cast(? as regclass)",
                        table);
    }

    /** A20, A20a: of each payment, each order, each line, and the shipping fee. */
    @Test
    void whatGoesBackIsBoundedWhereItStands() {
        String order = refunded(Market.open());
        refused(
                "returned_within_captured",
                "update payment set charged_back = amount - refunded + 1 where order_id = ?",
                order);
        refused(
                "returned_within_payments",
                "update orders set charged_back = paid - refunded + 1 where order_id = ?",
                order);
        refused("shipping_goes_back_once", "update orders set shipping_given_back = -1 where order_id = ?", order);
        refused("a_line_goes_back_once", "update order_line set given_back = -1 where order_id = ?", order);
        refused("amount_positive", "update refund set amount = 0 where order_id = ?", order);
    }

    @Test
    void theLedgerIsOnlyAddedTo() {
        String order = refunded(Market.open());
        refused("only added to", "update ledger_transfer set amount = 1 where order_id = ?", order);
        refused("only added to", "delete from ledger_transfer where order_id = ?", order);
        refused(
                "booked_once",
                "insert into ledger_transfer select order_id, gen_random_uuid(), cause, subject, from_account,"
                        + " to_account, amount, currency, rule, payment_id, refund_id, seller_id, at from ledger_transfer"
                        + " where order_id = ?",
                order);
    }

    @Test
    void payoutsAreDueAndOnce() {
        String paying =
                "insert into payout (id, entry_id, seller_id, currency, number, amount, paid_before, due, reference,"
                        + " paid_by, at) values (?, gen_random_uuid(), ?, 'EUR', ?, ?, ?, ?, 'x', 'shop', now())";
        Market market = Market.open();
        String seller = market.seller;
        String due = "payout_is_what_is_due";
        String id = Market.fresh("payout");
        refused(due, paying, id, seller, 1L, 500L, 0L, 500L);
        market.received();
        refused("never_more_than_due", paying, id, seller, 1L, 2_991L, 0L, 2_990L);
        refused(due, paying, id, seller, 1L, 500L, 0L, 3_000L);
        refused(due, paying, id, seller, 1L, 500L, 0L, 2_989L);
        refused(due, paying, id, seller, 2L, 500L, 0L, 2_990L);
        assertThat(sql().run(paying, id, seller, 1L, 500L, 0L, 2_990L)).isEqualTo(1);
        refused("payout_pkey", paying, id, seller, 2L, 1L, 500L, 2_490L);
        String next = Market.fresh("payout");
        refused("one_after_the_other", paying, next, seller, 1L, 1L, 0L, 2_990L);
        refused(due, paying, next, seller, 2L, 1L, 0L, 2_990L);
        refused(due, paying, next, seller, 3L, 1L, 500L, 2_490L);
        refused("only added to", "update payout set amount = 1 where id = ?", id);
        refused("only added to", "delete from payout where id = ?", id);
        assertThat(sql().run(paying, next, seller, 2L, 2_490L, 500L, 2_490L)).isEqualTo(1);
    }
}
