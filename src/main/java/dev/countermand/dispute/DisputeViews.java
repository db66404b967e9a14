package dev.countermand.dispute;

import dev.countermand.evidence.EvidenceApi;
import dev.countermand.evidence.EvidenceStore;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Role;
import dev.countermand.order.OrderAccess;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Disputes as the contract shows them. Needs a session. */
@ApplicationScoped
public class DisputeViews {

    private final DisputeStore store;
    private final EvidenceStore evidence;

    DisputeViews(DisputeStore store, EvidenceStore evidence) {
        this.store = store;
        this.evidence = evidence;
    }

    /** A dispute after an act. */
    public Uni<DisputeApi.DisputeView> of(Disputes.Done done, Caller caller) {
        return of(done.item(), caller);
    }

    Uni<DisputeApi.DisputeView> of(DisputeStore.Item item, Caller caller) {
        return of(List.of(item), caller).map(List::getFirst);
    }

    /** These disputes, in their order; a page costs as many statements as a single one. */
    Uni<List<DisputeApi.DisputeView>> of(List<DisputeStore.Item> items, Caller caller) {
        if (items.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<DisputeRow> rows = items.stream().map(DisputeStore.Item::row).toList();
        List<String> documented = rows.stream()
                .filter(row -> seesEvidence(caller, row))
                .map(row -> row.orderId)
                .distinct()
                .toList();
        return store.offers(rows)
                .chain(offers -> evidence.ofOrders(documented)
                        .map(documents -> items.stream()
                                .map(item -> view(
                                        item,
                                        offers.getOrDefault(item.row().id, List.of()),
                                        documented.contains(item.row().orderId)
                                                ? documents.getOrDefault(item.row().orderId, List.of())
                                                : null,
                                        caller))
                                .toList()));
    }

    /** What the seller shows of his posting is for those who judge it, not for the buyer. */
    private static boolean seesEvidence(Caller caller, DisputeRow row) {
        return caller.isAny(Role.MODERATOR, Role.LEAD) || OrderAccess.isSeller(caller, row.sellerId);
    }

    private static DisputeApi.DisputeView view(
            DisputeStore.Item item,
            List<DisputeOfferRow> offers,
            @Nullable List<EvidenceApi.EvidenceView> documents,
            Caller caller) {
        DisputeRow row = item.row();
        Currency currency = item.currency();
        DisputeState state = row.state(item.frozen());
        return new DisputeApi.DisputeView(
                row.id,
                row.orderId,
                row.kind,
                row.status,
                row.text,
                new Money(row.wanted, currency).text(),
                currency.getCurrencyCode(),
                offers.stream().map(offer -> view(offer, currency)).toList(),
                row.openedAt,
                row.openedBy,
                row.onBehalfOf,
                row.kind == DisputeKind.NO_TRACKING_INFO ? null : row.notAsDescribed,
                row.returnPaidBy,
                parcel(row, currency),
                documents,
                row.agreedAt,
                row.endedAt,
                row.explanation,
                text(row.refunded, currency),
                Sides.allowed(caller, row, state));
    }

    private static DisputeApi.OfferView view(DisputeOfferRow offer, Currency currency) {
        return new DisputeApi.OfferView(
                offer.madeBy, offer.side, text(offer.amount, currency), offer.explanation, offer.at);
    }

    private static DisputeApi.@Nullable ReturnView parcel(DisputeRow row, Currency currency) {
        return row.returnCarrier == null || row.returnTrackingNumber == null || row.returnSentAt == null
                ? null
                : new DisputeApi.ReturnView(
                        row.returnCarrier,
                        row.returnTrackingNumber,
                        row.returnSentAt,
                        row.returnAcceptedAt,
                        row.returnDeliveredAt,
                        text(row.returnCost, currency));
    }

    private static @Nullable String text(@Nullable Long minor, Currency currency) {
        return minor == null ? null : new Money(minor, currency).text();
    }

    /** The same, by order, of the latest dispute of each. */
    Uni<Map<String, DisputeApi.DisputeView>> byOrder(List<DisputeStore.Item> latest, Caller caller) {
        return of(latest, caller).map(views -> {
            Map<String, DisputeApi.DisputeView> byOrder = new java.util.HashMap<>();
            views.forEach(view -> byOrder.put(view.orderId(), view));
            return byOrder;
        });
    }

    /** For paths. */
    static String path(UUID id) {
        return "disputes/" + id;
    }
}
