package dev.countermand.liveness;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A stage for each state that an act of the walk needs. */
final class Stages {

    private static final String ESCROW = "aliexpress";
    private static final String LAW = "+distance-selling";

    /** A provider is asked several times, and later each time, before a person is (A22). */
    private static final String TRIED_AGAIN = " wait:P1D".repeat(10);

    /** Acts that are not raced, and why. */
    static final Map<String, String> NOT_RACED = Map.of(
            "ship-strangers-number",
            "what follows depends on everybody else who named that number (F3), and so differs between twins");

    static final List<Stage> ALL = List.of(
            of("unpaid", ESCROW, "", "cancel-unpaid pay pay-in-part pay-unverified pay-too-much"),
            of("verifying", ESCROW, "pay-unverified", "capture fail void capture-in-part news-of-capture"),
            of("captured in part", ESCROW, "pay-unverified capture-in-part", "capture-the-rest"),
            of(
                    "paid",
                    ESCROW,
                    "pay",
                    "ask-all ask-some give-up ship-all ship-some ship-letter ship-invented-number freeze goodwill"
                            + " goodwill-for-units goodwill-of-all chargeback one-chargeback news-of-chargeback"
                            + " pay-again"),
            of("asked", ESCROW, "pay ask-all", "withdraw-request approve approve-and-confirm refuse"),
            of("some asked", ESCROW, "pay ask-some", ""),
            of("contested", ESCROW, "pay ask-all ship-all", ""),
            of(
                    "shipped",
                    ESCROW,
                    "pay ship-all",
                    "correct-number ask-parcel receipt give-evidence scan-LABEL_CREATED scan-ACCEPTED scan-IN_TRANSIT"
                            + " scan-OUT_FOR_DELIVERY scan-DELIVERED scan-EXCEPTION told-by-an-aggregator"),
            of("two parcels", ESCROW, "pay ship-some ship-all", ""),
            of("half sent", ESCROW, "pay ship-some scan-ACCEPTED", ""),
            of("renumbered", ESCROW, "pay ship-all correct-number", "scan-under-the-old-number"),
            of(
                    "not scanned for days",
                    ESCROW,
                    "pay ship-all wait:P6D",
                    "dispute-no-tracking dispute-parcel-no-tracking buyer-demands-evidence staff-demand-evidence"),
            of("in transit", ESCROW, "pay ship-all scan-ACCEPTED", "take-back-a-scan scan-RETURNED"),
            of(
                    "delivered",
                    ESCROW,
                    "pay ship-all scan-DELIVERED",
                    "dispute-return dispute-refund dispute-return-for-less dispute-parcel-return dispute-some-return"
                            + " dispute-some-refund"),
            of(
                    "disputed",
                    ESCROW,
                    "pay ship-all scan-DELIVERED dispute-refund",
                    "seller-accepts seller-rejects buyer-escalates seller-escalates withdraw-dispute"),
            of(
                    "haggled over",
                    ESCROW,
                    "pay ship-all scan-DELIVERED dispute-refund seller-rejects",
                    "buyer-accepts buyer-rejects"),
            of(
                    "escalated",
                    ESCROW,
                    "pay ship-all scan-DELIVERED dispute-refund buyer-escalates",
                    "claim-a-case note-on-a-case ask-for-evidence return-a-case decide-for-the-seller"
                            + " decide-for-the-buyer"),
            of("decided", ESCROW, "pay ship-all freeze decide-for-the-buyer", "undo-a-decision"),
            of("return agreed", ESCROW, "pay ship-all scan-DELIVERED dispute-return seller-accepts", "send-back"),
            of(
                    "goods on their way back",
                    ESCROW,
                    "pay ship-all scan-DELIVERED dispute-return seller-accepts send-back",
                    "seller-has-goods-back scan-back-ACCEPTED scan-back-DELIVERED scan-back-RETURNED"),
            of("frozen", ESCROW, "pay ship-all freeze", "release hold"),
            of("held", ESCROW, "pay ship-all freeze hold scan-DELIVERED", ""),
            of(
                    "number proposed",
                    ESCROW,
                    "pay ship-all freeze correct-number",
                    "take-number reject-number scan-under-the-proposed-number"),
            of("completed", ESCROW, "pay ship-all receipt", "payout payouts-imported pay-after-the-end"),
            of("cancelled", ESCROW, "pay ask-all approve", "judge-liability"),
            of("seller to blame", ESCROW, "pay ask-all approve judge-liability/0", "claim-paid"),
            of(
                    "seller to blame for some",
                    ESCROW,
                    "pay ask-some approve judge-liability/0 ship-all receipt",
                    "claim-netted"),
            of(
                    "charged back",
                    ESCROW,
                    "pay chargeback",
                    "chargeback-won chargeback-lost news-of-chargeback-won news-of-chargeback-lost"),
            of(
                    "refund on its way",
                    ESCROW,
                    "pay/8 ask-all approve wait:PT1H wait:PT1H",
                    "news-of-arrival news-of-failure"),
            of(
                    "refund declined",
                    ESCROW,
                    "pay/9 ask-all approve" + TRIED_AGAIN,
                    "refund-retried refund-settled refund-closed"),
            of(
                    "refund that does not arrive",
                    ESCROW,
                    "pay/8 ask-all approve wait:PT1H wait:PT1H wait:P45D",
                    "refund-arrived"),
            of("at the door", "lamoda", "pay ship-own", "hand-over hand-over-parcel refused-at-the-door ship-own"),
            of("handed over, with the law's right", "lamoda" + LAW, "pay ship-all hand-over", "give-back"),
            of(
                    "fetched from the buyer",
                    "lamoda" + LAW,
                    "pay ship-all hand-over dispute-return seller-accepts send-back",
                    "goods-back-at-the-shop"),
            of("at the post office", "cod-post", "ship-all scan-ACCEPTED", "pay-later inspected"),
            of("left at the post office", "cod-post", "ship-all scan-ACCEPTED wait:P32D", "not-fetched"),
            of("by phone", "eldorado", "pay", "add-items drop-items change-delivery"));

    private Stages() {}

    private static Stage of(String name, String market, String way, String homes) {
        return new Stage(name, market, words(way), words(homes));
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
    }
}
