package dev.countermand.liveness;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What of the contract each act is, so that no operation that can touch an order is left out of the walk (P7);
 * {@link OperationsTest} holds it against the contract, and every walk holds each act against it.
 */
final class Operations {

    /** The acts that call each operation. */
    static final Map<String, List<String>> OF_ACTS = Map.ofEntries(
            of("/v1/orders/{id}/cancellations", "cancel-unpaid ask-all ask-some ask-parcel give-back"),
            of("/v1/cancellations/{id}/withdrawal", "withdraw-request"),
            of("/v1/cancellations/{id}/approval", "approve approve-and-confirm"),
            of("/v1/cancellations/{id}/refusal", "refuse"),
            of("/v1/orders/{id}/seller-cancellation", "give-up"),
            of("/v1/cancellations/{id}/liability", "judge-liability"),
            of(
                    "/v1/orders/{id}/shipments",
                    "ship-all ship-some ship-letter ship-own ship-strangers-number ship-invented-number"),
            of("/v1/shipments/{id}/correction", "correct-number"),
            of("/v1/shipments/{id}/correction/acceptance", "take-number"),
            of("/v1/shipments/{id}/correction/rejection", "reject-number"),
            of("/v1/shipments/{id}/evidence", "give-evidence"),
            of("/v1/shipments/{id}/evidence-demands", "buyer-demands-evidence staff-demand-evidence"),
            of(
                    "/v1/carrier-events",
                    "scan-LABEL_CREATED scan-ACCEPTED scan-IN_TRANSIT scan-OUT_FOR_DELIVERY scan-DELIVERED"
                            + " scan-EXCEPTION scan-RETURNED scan-back-ACCEPTED scan-back-DELIVERED scan-back-RETURNED"
                            + " take-back-a-scan scan-under-the-old-number scan-under-the-proposed-number"),
            of("/v1/webhooks/{provider}", "told-by-an-aggregator"),
            of("/v1/orders/{id}/receipt", "receipt"),
            of(
                    "/v1/orders/{id}/disputes",
                    "dispute-no-tracking dispute-return dispute-parcel-no-tracking dispute-return-for-less"
                            + " dispute-parcel-return dispute-some-return dispute-some-refund dispute-refund"),
            of("/v1/disputes/{id}/acceptance", "buyer-accepts seller-accepts"),
            of("/v1/disputes/{id}/rejection", "buyer-rejects seller-rejects"),
            of("/v1/disputes/{id}/escalation", "buyer-escalates seller-escalates"),
            of("/v1/disputes/{id}/withdrawal", "withdraw-dispute"),
            of("/v1/disputes/{id}/return-shipment", "send-back"),
            of("/v1/disputes/{id}/return-receipt", "seller-has-goods-back goods-back-at-the-shop"),
            of("/v1/orders/{id}/delivery", "change-delivery"),
            of("/v1/orders/{id}/items", "add-items drop-items"),
            of("/v1/orders/{id}/hand-over", "hand-over hand-over-parcel refused-at-the-door not-fetched inspected"),
            of(
                    "/v1/orders/{id}/payments",
                    "pay pay-in-part pay-unverified pay-later pay-too-much pay-again pay-after-the-end"),
            of("/v1/orders/{id}/payments/{paymentId}/captured", "capture capture-in-part capture-the-rest"),
            of("/v1/orders/{id}/payments/{paymentId}/failed", "fail"),
            of("/v1/orders/{id}/payments/{paymentId}/voided", "void"),
            of("/v1/orders/{id}/payments/{paymentId}/chargebacks", "chargeback chargeback-won chargeback-lost"),
            of("/v1/orders/{id}/payments/{paymentId}/chargeback", "one-chargeback"),
            of(
                    "/v1/webhooks/payments/{provider}",
                    "news-of-arrival news-of-failure news-of-capture news-of-chargeback news-of-chargeback-won"
                            + " news-of-chargeback-lost"),
            of("/v1/orders/{id}/refunds", "goodwill goodwill-for-units goodwill-of-all"),
            of("/v1/orders/{id}/claim-payments", "claim-paid claim-netted"),
            of("/v1/payouts", "payout"),
            of("/v1/payouts/import", "payouts-imported"),
            of("/v1/refunds/{id}/arrival", "refund-arrived"),
            of("/v1/refunds/{id}/retry", "refund-retried"),
            of("/v1/refunds/{id}/settlement", "refund-settled"),
            of("/v1/refunds/{id}/closing", "refund-closed"),
            of("/v1/orders/{id}/freeze", "freeze"),
            of("/v1/orders/{id}/release", "release"),
            of("/v1/cases/{id}/claim", "claim-a-case"),
            of("/v1/cases/{id}/unclaim", "return-a-case"),
            of("/v1/cases/{id}/notes", "note-on-a-case"),
            of("/v1/cases/{id}/evidence-demands", "ask-for-evidence"),
            of("/v1/cases/{id}/decision", "decide-for-the-seller decide-for-the-buyer hold"),
            of("/v1/cases/{id}/decision/undo", "undo-a-decision"));

    /** What every walk does besides. */
    static final Map<String, String> OF_EVERY_WALK = Map.of(
            "POST /v1/orders", "Life.begin: each order is placed",
            "POST /v1/orders/import", "Life.begin: or was placed before the service was there",
            "POST /v1/cases/{id}/decision/approval", "Moderators.decideAll: what waits for a second person is approved",
            "POST /v1/cases/{id}/decision/rejection",
                    "Moderators.decideAll: or given back, where the order has gone on",
            "POST /v1/sweeps", "Town.live: all orders are looked through for suspicion");

    private static final String WHO = "says who has a case, not what becomes of its order: ClaimRacesTest";
    private static final String BULK = "each of its cases is decided, or undone, as a single one is: BulkTest";
    private static final String VIEW = "a way to look at cases, of one person";
    private static final String SELLER = "of a seller: no order waits for it; its money is booked in SanctionsTest";
    private static final String AGAIN = "decides a case a second time, and nothing follows: QualityTest";
    private static final String FIGURES = "sets figures; what follows for an order is the next sweep's, or act's";
    private static final String COMPARES = "compares and changes nothing: what differs is for people";
    private static final String CANDIDATE = "a candidate is only counted beside what is in force";

    /** What moves no order on, and keeps none back. */
    static final Map<String, String> OF_NO_ORDER = Map.ofEntries(
            entry("POST /v1/reconciliations", COMPARES),
            entry("POST /v1/reconciliations/report", COMPARES),
            entry("PUT /v1/detectors/{code}", FIGURES),
            entry("POST /v1/detectors/{code}/backtest", "counts what other figures would have found"),
            entry("PUT /v1/detectors/{code}/candidate", CANDIDATE),
            entry("DELETE /v1/detectors/{code}/candidate", CANDIDATE),
            entry("POST /v1/detectors/{code}/candidate/promotion", FIGURES),
            entry("POST /v1/cases/views", VIEW),
            entry("PUT /v1/cases/views/{id}", VIEW),
            entry("DELETE /v1/cases/views/{id}", VIEW),
            entry("POST /v1/cases/bulk", BULK),
            entry("POST /v1/bulk/{id}/undo", BULK),
            entry("POST /v1/cases/next", WHO),
            entry("POST /v1/cases/{id}/claim/keep-alive", WHO),
            entry("POST /v1/cases/{id}/hand-over", WHO),
            entry("POST /v1/cases/{id}/take-over", WHO),
            entry("POST /v1/sellers/{id}/sanctions", SELLER),
            entry(
                    "POST /v1/cancellations/answers",
                    "many times approve or refuse, each walked by itself: ManyAnswersTest"),
            entry("POST /v1/orders/lookup", "finds orders, and changes none"),
            entry("POST /v1/quality/reviews/next", AGAIN),
            entry("POST /v1/quality/reviews/{id}/decision", AGAIN),
            entry("PUT /v1/quality/golden-cases/{id}", AGAIN),
            entry("DELETE /v1/quality/golden-cases/{id}", AGAIN),
            entry("POST /v1/statement-exports/{id}/retry", SELLER),
            entry("POST /v1/sellers/{id}/notes", "words of staff about an account"),
            entry("POST /v1/sanctions/{id}/approval", SELLER),
            entry("POST /v1/sanctions/{id}/rejection", SELLER),
            entry("POST /v1/sanctions/{id}/appeal", SELLER),
            entry("POST /v1/sanctions/{id}/appeal/decision", SELLER),
            entry("POST /v1/erasures", "takes a buyer out of orders that are over: ErasuresTest"));

    private static final Map<String, Pattern> PATHS = paths();

    private Operations() {}

    private static Map.Entry<String, List<String>> of(String path, String acts) {
        return entry("POST " + path, List.of(acts.split(" ", -1)));
    }

    private static Map<String, Pattern> paths() {
        Map<String, Pattern> paths = new HashMap<>();
        OF_ACTS.forEach((operation, acts) -> {
            String path = operation.replaceFirst("POST ", "").replaceAll("\\{\\w+}", "[^/]+");
            acts.forEach(act -> paths.put(act, Pattern.compile(path)));
        });
        return Map.copyOf(paths);
    }

    /** What is wrong when this act makes this call. */
    static List<String> faults(Act act, Call call) {
        Pattern path = PATHS.get(act.name());
        return path != null && path.matcher(call.path()).matches()
                ? List.of()
                : List.of(act + " is not the operation that Operations says");
    }
}
