package dev.countermand.evidence;

import dev.countermand.database.Reads;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.order.OrderStore;
import dev.countermand.policy.catalogue.Policies;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A16, A26: what sellers were asked for, by whoever it was. */
@ApplicationScoped
public class OwedEvidence {

    private static final UUID FIRST = new UUID(0, 0);

    private final OrderStore orders;
    private final Deadlines deadlines;
    private final EvidenceStore documents;
    private final Policies policies;

    OwedEvidence(OrderStore orders, Deadlines deadlines, EvidenceStore documents, Policies policies) {
        this.orders = orders;
        this.deadlines = deadlines;
        this.documents = documents;
        this.policies = policies;
    }

    /**
     * A demand as its seller reads it.
     *
     * @param buyerAsks whether the buyer has asked, and not the marketplace
     * @param told in the words of the market under whose policy the order is
     * @param given what they have shown of the shipment so far
     */
    record Owed(SeenDemand demand, boolean buyerAsks, EvidenceWords.Told told, List<Evidence> given) {}

    /**
     * A page of a seller's demands, oldest first.
     *
     * @param named whose; sellers see their own, and of others none
     * @param open those that wait for something; else those that have ended
     */
    @Reads
    Uni<Page<Owed>> page(Caller caller, @Nullable String named, boolean open, PageRequest page) {
        boolean staff = caller.isAny(Role.MODERATOR, Role.LEAD);
        if (staff && named == null) {
            throw Refusal.invalid("sellerId", "must be given").asException();
        }
        String sellerId = named == null ? caller.subject() : named;
        return staff || sellerId.equals(caller.subject())
                ? page(sellerId, open, page)
                : Uni.createFrom().item(Page.whole(List.of()));
    }

    private Uni<Page<Owed>> page(String sellerId, boolean open, PageRequest page) {
        UUID after = Objects.requireNonNullElse(page.afterId(), FIRST);
        return rows("CaseDemandRow", CaseDemandRow.class, sellerId, open, after, page.fetch())
                .chain(ofDesk -> rows("EvidenceDemandRow", EvidenceDemandRow.class, sellerId, open, after, page.fetch())
                        .map(others -> Stream.concat(
                                        ofDesk.stream().map(SeenDemand::of),
                                        others.stream().map(SeenDemand::of))
                                .sorted(Comparator.comparing(SeenDemand::id, Comparator.comparing(UUID::toString)))
                                .limit(page.fetch())
                                .toList()))
                .map(found -> Page.of(found, page, demand -> demand.id().toString()))
                .chain(found -> owed(found.items()).map(items -> new Page<>(items, found.next())));
    }

    /** Of these orders, by order, oldest first. */
    public Uni<Map<String, List<SeenDemand>>> ofOrders(List<String> orderIds, List<Deadline> running) {
        return of("CaseDemandRow", CaseDemandRow.class, orderIds)
                .chain(ofDesk -> of("EvidenceDemandRow", EvidenceDemandRow.class, orderIds)
                        .map(others -> due(
                                        Stream.concat(
                                                        ofDesk.stream().map(SeenDemand::of),
                                                        others.stream().map(SeenDemand::of))
                                                .toList(),
                                        running)
                                .stream()
                                .sorted(Comparator.comparing(SeenDemand::demandedAt))
                                .collect(Collectors.groupingBy(SeenDemand::orderId))));
    }

    private Uni<List<Owed>> owed(List<SeenDemand> demands) {
        if (demands.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<String> ids = demands.stream().map(SeenDemand::orderId).distinct().toList();
        return orders.briefs(ids)
                .chain(briefs -> deadlines
                        .ofOrders(ids)
                        .chain(running -> documents
                                .ofOrders(ids)
                                .map(given -> due(demands, running).stream()
                                        .map(demand -> owed(
                                                demand,
                                                Objects.requireNonNull(briefs.get(demand.orderId())),
                                                given.getOrDefault(demand.orderId(), List.of())))
                                        .toList())));
    }

    private Owed owed(SeenDemand demand, OrderStore.Brief order, List<Evidence> given) {
        boolean buyerAsks = demand.demandedBy().equals(order.buyerId());
        return new Owed(
                demand,
                buyerAsks,
                EvidenceWords.of(policies.version(order.market(), order.policyVersion()), demand, buyerAsks),
                given.stream()
                        .filter(document -> document.shipmentId().equals(demand.shipmentId()))
                        .toList());
    }

    /** When those under A16 are due is a deadline of their order, which can move. */
    private static List<SeenDemand> due(List<SeenDemand> demands, List<Deadline> running) {
        Map<String, Deadline> bySubject = running.stream()
                .filter(deadline -> deadline.kind() == DeadlineKind.EVIDENCE_DUE)
                .collect(Collectors.toMap(Deadline::subject, Function.identity()));
        return demands.stream()
                .map(demand -> {
                    Deadline deadline = bySubject.get(demand.id().toString());
                    return deadline == null ? demand : demand.due(deadline.dueAt(), deadline.paused());
                })
                .toList();
    }

    private static <T> Uni<List<T>> rows(
            String entity, Class<T> type, String sellerId, boolean open, UUID after, int limit) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from " + entity + " where sellerId = :seller and outcome is " + (open ? "" : "not ")
                                        + "null and id > :after order by id",
                                type)
                        .setParameter("seller", sellerId)
                        .setParameter("after", after)
                        .setMaxResults(limit)
                        .getResultList());
    }

    private static <T> Uni<List<T>> of(String entity, Class<T> type, List<String> orderIds) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from " + entity + " where orderId in :orders order by orderId, id", type)
                        .setParameter("orders", orderIds)
                        .getResultList());
    }
}
