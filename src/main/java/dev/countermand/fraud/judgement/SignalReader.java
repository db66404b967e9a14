package dev.countermand.fraud.judgement;

import dev.countermand.database.Reads;
import dev.countermand.detector.Verdict;
import dev.countermand.kernel.Refusal;
import dev.countermand.order.OrderStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What gives an order's shipments away (rules F). */
@ApplicationScoped
class SignalReader {

    /**
     * What was found about an order.
     *
     * @param verdict what the standing findings come to
     * @param findings all there ever were, oldest first, also those in shadow
     */
    record Signals(String orderId, Verdict verdict, List<KnownFinding> findings) {}

    private final OrderStore orders;
    private final Findings findings;

    SignalReader(OrderStore orders, Findings findings) {
        this.orders = orders;
        this.findings = findings;
    }

    /** Also while it is only watched, and what was cleared since; refuses when there is no such order. */
    @Reads
    Uni<Signals> ofOrder(String orderId) {
        return orders.find(orderId)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.notFound("order").asException())
                .chain(order -> findings.ofOrder(orderId)
                        .map(known -> new Signals(
                                orderId,
                                Findings.verdict(
                                        known, order.policy().detection().freezeAt()),
                                known)));
    }
}
