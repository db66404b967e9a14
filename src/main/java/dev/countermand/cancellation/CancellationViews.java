package dev.countermand.cancellation;

import dev.countermand.cancellation.eligibility.Eligibility;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.OrderApi;
import dev.countermand.policy.CancellationTerms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests as the contract shows them, to each only what is theirs to see. */
public final class CancellationViews {

    private CancellationViews() {}

    public static CancellationApi.CancellationView of(SeenCancellation seen) {
        CancellationStore.Loaded loaded = seen.loaded();
        Currency currency = seen.currency();
        boolean sellersView = seen.sellersView();
        CancellationRow row = loaded.row();
        List<OrderApi.Units> units = row.whole
                ? null
                : loaded.units().entrySet().stream()
                        .map(unit -> new OrderApi.Units(unit.getKey(), unit.getValue()))
                        .toList();
        return new CancellationApi.CancellationView(
                row.id,
                row.orderId,
                row.status,
                row.reason,
                row.comment,
                sellersView ? null : row.trueReason,
                sellersView ? null : row.sellerAsked,
                units,
                parts(row),
                row.shipmentId,
                new Money(row.amount, currency).text(),
                currency.getCurrencyCode(),
                sellersView && row.sellerSees != null ? row.sellerSees : row.liability,
                facts(row, sellersView),
                row.requestedAt,
                row.requestedBy,
                row.onBehalfOf,
                row.answeredAt,
                row.explanation,
                row.awaiting,
                row.awaitedUntil,
                row.returnId,
                seen.dueAt());
    }

    private static @Nullable List<CancellationApi.RequestedUnits> parts(CancellationRow row) {
        return row.parts == null
                ? null
                : row.parts.parts().stream()
                        .map(part -> new CancellationApi.RequestedUnits(part.line(), part.quantity(), part.status()))
                        .toList();
    }

    private static List<CancellationApi.Fact> facts(CancellationRow row, boolean sellersView) {
        return row.facts(sellersView).stream()
                // That there is something to hide is not for the seller to see either.
                .map(fact -> new CancellationApi.Fact(fact.code(), fact.words(), sellersView ? null : fact.secret()))
                .toList();
    }

    static CancellationApi.EligibilityView of(CancellationReader.Possible possible) {
        Eligibility decision = possible.decision();
        return switch (decision) {
            case Eligibility.Immediate now -> view(true, CancellationApi.Mode.IMMEDIATE, now, possible);
            case Eligibility.Request ask -> view(true, CancellationApi.Mode.REQUEST, ask, possible);
            case Eligibility.Dispute dispute -> view(false, CancellationApi.Mode.DISPUTE, dispute, possible);
            case Eligibility.None none -> view(false, CancellationApi.Mode.NONE, none, possible);
        };
    }

    private static CancellationApi.EligibilityView view(
            boolean eligible, CancellationApi.Mode mode, Eligibility decision, CancellationReader.Possible possible) {
        var reasons = eligible
                ? possible.policy().cancellation().reasons().stream()
                        .map(CancellationTerms.ReasonTerms::code)
                        .toList()
                : List.<dev.countermand.policy.Reason>of();
        return new CancellationApi.EligibilityView(
                eligible,
                mode,
                decision.code(),
                decision.explanation(),
                decision.until(),
                possible.units().entrySet().stream()
                        .map(unit -> new CancellationApi.AskableUnits(unit.getKey(), unit.getValue()))
                        .toList(),
                possible.disputes(),
                reasons);
    }
}
