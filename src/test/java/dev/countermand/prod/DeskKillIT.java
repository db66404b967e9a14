package dev.countermand.prod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.demo.SigningKeys;
import dev.countermand.prod.DeskScene.Act;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} of what is done at the desk, after any statement of it: a document is given, a case is decided, a decision is
 * approved, many are decided, and one is undone. Each was rehearsed without a kill; killed and then done again it leaves the very
 * same: nothing is lost, and nothing is there twice. As often as one likes: {@code -Ddesk.kills=20 -Ddesk.seed=1}, by which each
 * act is killed in so many places, spread over its statements.
 */
class DeskKillIT {

    /** Of each act. */
    private static final int KILLS = Integer.getInteger("desk.kills", 1);

    private static final long SEED = Long.getLong("desk.seed", 1);

    /** What an order is, but for ids and times, and what follows a declaration or a document by itself a moment later. */
    private static final String AS_IT_IS = """
            with the (id) as (values (cast(? as text)))
            select what || ', ' || count(*) from (
                select concat_ws(' ', 'order', o.status, o.frozen, o.escrow_held_at is not null, o.paid, o.refunded, o.version) as what
                    from orders o join the on o.order_id = the.id
                union all select concat_ws(' ', 'told', e.type) from outbox_event e join the on e.order_id = the.id
                union all select concat_ws(' ', 'audited', a.action, a.role, a.version)
                    from audit_entry a join the on a.subject = the.id
                union all select concat_ws(' ', 'waits', d.kind, d.paused_at is not null)
                    from deadline d join the on d.order_id = the.id
                    where d.kind not in ('EVENTS_CROSSED', 'NUMBER_SHARED', 'DOCUMENT_SHARED')
                union all select concat_ws(' ', 'booked', t.cause, t.from_account, t.to_account, t.amount)
                    from ledger_transfer t join the on t.order_id = the.id
                union all select concat_ws(' ', 'refund', r.status, r.amount) from refund r join the on r.order_id = the.id
                union all select concat_ws(' ', 'sanction', s.kind, s.status, s.amount, s.points)
                    from sanction s join the on s.order_id = the.id
                union all select concat_ws(' ', 'entry', s.kind, s.amount, s.points)
                    from seller_entry s join the on s.order_id = the.id
                union all select concat_ws(' ', 'case', c.status, c.verdict, c.claim_token is not null)
                    from review_case c join the on c.order_id = the.id
                union all select concat_ws(' ', 'decision', d.no, d.status, d.verdict, d.amount, d.undo_memory is not null)
                    from case_decision d join the on d.order_id = the.id
                union all select concat_ws(' ', 'turn', i.status, i.decision_no, i.amount)
                    from bulk_item i join the on i.order_id = the.id
                union all select concat_ws(' ', 'demand', d.outcome) from case_demand d join the on d.order_id = the.id
                union all select concat_ws(' ', 'document', e.media_type, e.kept_in)
                    from evidence e join the on e.order_id = the.id
                union all select concat_ws(' ', 'piece', p.number) from document_piece p join the on p.order_id = the.id
            ) w group by what order by what
            """;

    private final Random dice = new Random(SEED);
    private int scenes;

    @Test
    void whatIsKilledAndDoneAgainIsAsIfNobodyHadBeenKilled() throws Exception {
        SigningKeys keys = SigningKeys.generate();
        try (ProductionDatabase database = ProductionDatabase.start();
                KillingWire wire = KillingWire.before(database.server().getPort());
                Connection sql = database.connect()) {
            Map<String, String> environment =
                    new HashMap<>(database.environment(keys, Map.of("COUNTERMAND_JOBS_TICK", "0.2s")));
            assertThat(ProductionJar.run(environment, "migrate").exitCode()).isZero();
            environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", wire.url());
            Client client = new Client(keys);
            ProductionJar service = ProductionJar.serve(environment);
            int inTheMiddle = 0;
            try {
                client.moveTo(service.baseUrl());
                for (Act act : Act.values()) {
                    DeskScene rehearsal = scene(act, client);
                    KillingWire.Watch counted = wire.count(rehearsal.name());
                    rehearsal.play(client);
                    int statements = counted.statements();
                    wire.ignore();
                    List<String> wanted = asItIs(sql, rehearsal);
                    assertThat(statements).as("%s has statements", act).isGreaterThan(2);
                    for (int kill = 0; kill < KILLS; kill++) {
                        int number = 1 + (int) ((kill + dice.nextDouble()) * statements / KILLS);
                        String when = act + " after statement " + number + " of " + statements + ", seed " + SEED;
                        DeskScene scene = scene(act, client);
                        inTheMiddle += killed(client, service, wire, scene, number) ? 1 : 0;
                        free(sql);
                        service = ProductionJar.serve(environment);
                        client.moveTo(service.baseUrl());
                        // Whoever got no answer asks again, with the same key.
                        scene.play(client);
                        assertThat(asItIs(sql, scene)).as(when).isEqualTo(wanted);
                        scene.play(client);
                        assertThat(asItIs(sql, scene))
                                .as("%s, and asked once more", when)
                                .isEqualTo(wanted);
                        assertThat(Consistency.breaches(sql)).as(when).isEmpty();
                    }
                }
                System.out.printf(
                        "kills in the middle of an act: %s of %s%n", inTheMiddle, KILLS * Act.values().length);
                assertThat(inTheMiddle).as("kills in the middle").isGreaterThan(KILLS * Act.values().length / 2);
            } finally {
                service.close();
            }
        }
    }

    private DeskScene scene(Act act, Client client) throws IOException {
        return new DeskScene(act, client, scenes++);
    }

    /** Whether it struck before the act was over; if not, it strikes then. */
    private static boolean killed(Client client, ProductionJar service, KillingWire wire, DeskScene scene, int number)
            throws InterruptedException {
        KillingWire.Watch watch = wire.strike(scene.name(), number, service::kill);
        try {
            scene.play(client);
        } catch (IOException e) {
            // The answer is lost with the service.
            assertThat(watch.struck()).as("%s: %s", e, service.output()).isTrue();
        }
        service.kill();
        wire.ignore();
        return watch.struck();
    }

    /** What the killed had claimed is free after half a minute: here and now. */
    private static void free(Connection sql) throws SQLException {
        sql.createStatement().executeUpdate("update deadline set claimed_until = null where claimed_until > now()");
    }

    /** Of each order of the scene. */
    private static List<String> asItIs(Connection sql, DeskScene scene) throws SQLException {
        List<String> all = new ArrayList<>();
        try (PreparedStatement query = sql.prepareStatement(AS_IT_IS)) {
            for (String order : scene.orders()) {
                query.setString(1, order);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        all.add(rows.getString(1));
                    }
                }
            }
        }
        return all;
    }
}
