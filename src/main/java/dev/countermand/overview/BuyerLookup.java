package dev.countermand.overview;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * E1: an agent finds a buyer's orders by what the buyer has proved to know of one of them. One fact proves nothing; two that fit the
 * same order, and nobody else's, do. Every find is in the audit, with the names of the facts; what is not found, with the calls that
 * were refused.
 */
@ApplicationScoped
class BuyerLookup {

    /** Facts that must fit. */
    static final int AT_LEAST = 2;

    /** Orders shown, the newest. */
    static final int SHOWN = 50;

    /** Where an order is sent. */
    record Place(String country, String postalCode) {}

    /**
     * What is told of one order.
     *
     * @param placedOn the day, more or less one
     */
    record Facts(
            @Nullable String orderId,
            @Nullable String buyerId,
            @Nullable String trackingNumber,
            @Nullable Place place,
            @Nullable Money paid,
            @Nullable LocalDate placedOn) {

        /** Which there are, by the names of the contract. */
        List<String> names() {
            List<String> names = new ArrayList<>();
            add(names, "orderId", orderId);
            add(names, "buyerId", buyerId);
            add(names, "trackingNumber", trackingNumber);
            add(names, "postalCode", place);
            add(names, "paid", paid);
            add(names, "placedOn", placedOn);
            return List.copyOf(names);
        }

        /** Whether one of them leads to few orders. */
        boolean lead() {
            return orderId != null || buyerId != null || trackingNumber != null || place != null;
        }

        private static void add(List<String> names, String name, @Nullable Object fact) {
            if (fact != null) {
                names.add(name);
            }
        }
    }

    /** A buyer, and their orders as the agent sees them. */
    record Found(String buyerId, List<Overview.Seen> orders) {}

    private final Overview overview;
    private final Journal journal;
    private final InstantSource clock;

    BuyerLookup(Overview overview, Journal journal, InstantSource clock) {
        this.overview = overview;
        this.journal = journal;
        this.clock = clock;
    }

    /** Refuses too few facts, those that fit nothing, and those that fit orders of several buyers. */
    @NeedsTransaction
    Uni<Found> find(Facts facts, Caller caller) {
        if (facts.names().size() < AT_LEAST || !facts.lead()) {
            throw Refusal.invalid(
                            "orderId",
                            "or another fact is missing: at least " + AT_LEAST
                                    + " must be given, and one of them must be orderId, buyerId, trackingNumber, or country"
                                    + " and postalCode")
                    .asException();
        }
        return fitting(facts).chain(orders -> {
            List<String> buyers =
                    orders.stream().map(row -> (String) row[1]).distinct().toList();
            if (buyers.isEmpty()) {
                throw Refusal.notNow("NO_ORDER_FITS", "There is no order that all of this fits", null, List.of())
                        .asException();
            }
            if (buyers.size() > 1) {
                throw Refusal.notNow(
                                "SEVERAL_BUYERS",
                                "All of this fits orders of several buyers: ask for something else that they know",
                                null,
                                List.of())
                        .asException();
            }
            String buyer = buyers.getFirst();
            return noted((String) orders.getFirst()[0], buyer, facts, caller)
                    .chain(() -> overview.ofBuyer(buyer, SHOWN, caller))
                    .map(seen -> new Found(buyer, seen));
        });
    }

    private static Uni<List<Object[]>> fitting(Facts facts) {
        LookupSql.Statement statement = LookupSql.of(facts);
        return Panache.getSession().chain(session -> {
            Mutiny.SelectionQuery<Object[]> query = session.createNativeQuery(statement.text(), Object[].class);
            statement.values().forEach(query::setParameter);
            return query.getResultList();
        });
    }

    /** Who looked, for whom, and by which kinds of facts; the facts themselves are the buyer's. */
    private Uni<Void> noted(String orderId, String buyer, Facts facts, Caller caller) {
        Instant now = Timestamps.now(clock);
        Actor by = new Actor(caller.as(Role.AGENT).subject(), Role.AGENT, buyer);
        return journal.writeUntold(new Act(
                by,
                "orders.looked-up",
                orderId,
                "orders/" + orderId,
                null,
                now,
                Map.of("orderId", orderId, "facts", String.join(", ", facts.names()))));
    }
}
