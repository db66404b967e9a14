package dev.countermand.dispute;

import dev.countermand.dispute.state.DisputeKind;
import dev.countermand.dispute.state.DisputedUnits;
import dev.countermand.evidence.Evidence;
import dev.countermand.evidence.EvidenceApi;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.OrderApi;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Disputes as the contract shows them. */
public final class DisputeViews {

    private DisputeViews() {}

    public static DisputeApi.DisputeView of(DisputeReader.Seen seen) {
        DisputeRow row = seen.item().row();
        Currency currency = seen.item().currency();
        return new DisputeApi.DisputeView(
                row.id,
                row.orderId,
                row.kind,
                row.status,
                row.text,
                lines(row.about),
                shipments(row.about),
                new Money(row.wanted, currency).text(),
                currency.getCurrencyCode(),
                seen.offers().stream().map(offer -> view(offer, currency)).toList(),
                row.openedAt,
                row.openedBy,
                row.onBehalfOf,
                row.kind == DisputeKind.NO_TRACKING_INFO ? null : row.notAsDescribed,
                row.returnPaidBy,
                parcel(row, currency),
                row.kind == DisputeKind.RETURN_BY_LAW ? row.fetchedByShop : null,
                evidence(seen.evidence()),
                row.agreedAt,
                row.endedAt,
                row.explanation,
                text(row.refunded, currency),
                seen.allowedActions());
    }

    private static @Nullable List<OrderApi.Units> lines(@Nullable DisputedUnits about) {
        return about == null
                ? null
                : about.units().entrySet().stream()
                        .map(unit -> new OrderApi.Units(unit.getKey(), unit.getValue()))
                        .toList();
    }

    private static @Nullable List<UUID> shipments(@Nullable DisputedUnits about) {
        return about == null || about.shipments().isEmpty() ? null : List.copyOf(about.shipments());
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

    private static @Nullable List<EvidenceApi.EvidenceView> evidence(@Nullable List<Evidence> given) {
        return given == null
                ? null
                : given.stream().map(EvidenceApi.EvidenceView::of).toList();
    }
}
