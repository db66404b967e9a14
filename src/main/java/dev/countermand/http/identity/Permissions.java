package dev.countermand.http.identity;

import static dev.countermand.http.identity.Permission.to;
import static dev.countermand.kernel.Role.AGENT;
import static dev.countermand.kernel.Role.BUYER;
import static dev.countermand.kernel.Role.LEAD;
import static dev.countermand.kernel.Role.MODERATOR;
import static dev.countermand.kernel.Role.SELLER;
import static dev.countermand.kernel.Role.SERVICE;

import dev.countermand.kernel.Role;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one table of who may make which call. {@code @RolesAllowed} at each endpoint enforces it; a test holds the two
 * together, calls everything in every role, and makes {@code docs/roles.md} of the table.
 */
public final class Permissions {

    /**
     * A question that the roles alone do not answer, and what was decided.
     *
     * @param about what it concerns
     * @param decision what holds, and why
     */
    public record Decision(String about, String decision) {}

    private static final Role[] PARTIES = {BUYER, SELLER};
    private static final Role[] STAFF = {MODERATOR, LEAD};
    private static final Role[] OVERSIGHT = {MODERATOR, LEAD, SERVICE};
    private static final Role[] EVERYBODY = {BUYER, SELLER, MODERATOR, LEAD, SERVICE, AGENT};

    private static final List<Permission> ORDERS = List.of(
            to("POST /v1/orders").any(SERVICE),
            to("POST /v1/orders/import").any(SERVICE),
            to("POST /v1/orders/lookup").any(AGENT),
            to("GET /v1/orders").own(PARTIES).any(OVERSIGHT),
            to("GET /v1/orders/{id}").own(PARTIES).any(OVERSIGHT).any(AGENT),
            to("GET /v1/orders/{id}/cancellation-eligibility")
                    .own(PARTIES)
                    .any(OVERSIGHT)
                    .any(AGENT),
            to("POST /v1/orders/{id}/receipt").own(BUYER),
            to("POST /v1/orders/{id}/delivery").any(AGENT, SERVICE),
            to("POST /v1/orders/{id}/items").any(AGENT),
            to("POST /v1/orders/{id}/hand-over").any(AGENT, SERVICE));

    private static final List<Permission> CANCELLATIONS = List.of(
            to("POST /v1/orders/{id}/cancellations").own(BUYER).any(AGENT),
            to("GET /v1/cancellations").own(PARTIES).any(OVERSIGHT),
            to("GET /v1/cancellations/{id}").own(PARTIES).any(OVERSIGHT).any(AGENT),
            to("POST /v1/cancellations/{id}/withdrawal").own(BUYER).any(AGENT),
            to("POST /v1/cancellations/{id}/approval").own(SELLER),
            to("POST /v1/cancellations/{id}/refusal").own(SELLER),
            to("POST /v1/cancellations/answers").own(SELLER),
            to("POST /v1/orders/{id}/seller-cancellation").own(SELLER),
            to("POST /v1/cancellations/{id}/liability").any(MODERATOR, LEAD));

    private static final List<Permission> SHIPMENTS = List.of(
            to("POST /v1/orders/{id}/shipments").own(SELLER),
            to("POST /v1/shipments/{id}/correction").own(SELLER),
            to("POST /v1/shipments/{id}/correction/acceptance").any(STAFF),
            to("POST /v1/shipments/{id}/correction/rejection").any(STAFF),
            to("POST /v1/shipments/{id}/evidence").own(SELLER),
            to("POST /v1/shipments/{id}/evidence-demands").own(BUYER).any(STAFF),
            to("GET /v1/evidence-demands").own(SELLER).any(STAFF),
            to("GET /v1/evidence/{id}").own(SELLER).any(STAFF),
            to("POST /v1/carrier-events").any(SERVICE),
            to("POST /v1/webhooks/{provider}"),
            to("GET /v1/tracking-numbers/{number}").any(EVERYBODY));

    private static final List<Permission> DISPUTES = List.of(
            to("POST /v1/orders/{id}/disputes").own(BUYER).any(AGENT),
            to("GET /v1/disputes").own(PARTIES).any(OVERSIGHT),
            to("GET /v1/disputes/{id}").own(PARTIES).any(OVERSIGHT).any(AGENT),
            to("POST /v1/disputes/{id}/acceptance").own(PARTIES).any(AGENT),
            to("POST /v1/disputes/{id}/rejection").own(PARTIES).any(AGENT),
            to("POST /v1/disputes/{id}/escalation").own(PARTIES).any(AGENT),
            to("POST /v1/disputes/{id}/withdrawal").own(BUYER).any(AGENT),
            to("POST /v1/disputes/{id}/return-shipment").own(BUYER).any(AGENT),
            to("POST /v1/disputes/{id}/return-receipt").own(SELLER).any(SERVICE, AGENT));

    private static final List<Permission> MONEY = List.of(
            to("POST /v1/orders/{id}/payments").any(SERVICE),
            to("POST /v1/orders/{id}/payments/{paymentId}/captured").any(SERVICE),
            to("POST /v1/orders/{id}/payments/{paymentId}/failed").any(SERVICE),
            to("POST /v1/orders/{id}/payments/{paymentId}/voided").any(SERVICE),
            to("POST /v1/orders/{id}/payments/{paymentId}/chargebacks").any(SERVICE),
            to("POST /v1/orders/{id}/payments/{paymentId}/chargeback").any(SERVICE),
            to("GET /v1/orders/{id}/financials").own(PARTIES).any(OVERSIGHT).any(AGENT),
            to("POST /v1/orders/{id}/refunds").any(SERVICE, LEAD),
            to("POST /v1/orders/{id}/claim-payments").any(SERVICE, LEAD),
            to("GET /v1/sellers/{id}/account").own(SELLER).any(OVERSIGHT),
            to("POST /v1/payouts").any(SERVICE),
            to("POST /v1/payouts/import").any(SERVICE),
            to("GET /v1/refunds").any(OVERSIGHT),
            to("GET /v1/refunds/{id}").own(PARTIES).any(OVERSIGHT).any(AGENT),
            to("POST /v1/refunds/{id}/retry").any(LEAD),
            to("POST /v1/refunds/{id}/settlement").any(LEAD),
            to("POST /v1/refunds/{id}/arrival").any(LEAD),
            to("POST /v1/refunds/{id}/closing").any(LEAD),
            to("POST /v1/webhooks/payments/{provider}"),
            to("POST /v1/reconciliations").any(LEAD, SERVICE),
            to("POST /v1/reconciliations/report").any(LEAD, SERVICE),
            to("GET /v1/reconciliations").any(LEAD, SERVICE),
            to("GET /v1/reconciliations/{id}").any(LEAD, SERVICE),
            to("GET /v1/reconciliations/{id}/differences").any(LEAD, SERVICE),
            to("GET /v1/reconciliations/{id}/differences.csv").any(LEAD, SERVICE));

    private static final List<Permission> FRAUD = List.of(
            to("GET /v1/orders/{id}/signals").any(STAFF),
            to("POST /v1/orders/{id}/freeze").any(STAFF),
            to("POST /v1/orders/{id}/release").any(STAFF),
            to("GET /v1/cases").any(STAFF),
            to("GET /v1/cases/{id}").any(STAFF),
            to("GET /v1/cases/counts").any(STAFF),
            to("GET /v1/cases/stream").any(STAFF),
            to("POST /v1/cases/next").any(STAFF),
            to("GET /v1/cases/views").any(STAFF),
            to("POST /v1/cases/views").any(STAFF),
            to("GET /v1/cases/views/{id}").any(STAFF),
            to("PUT /v1/cases/views/{id}").any(STAFF),
            to("DELETE /v1/cases/views/{id}").any(STAFF),
            to("POST /v1/cases/{id}/claim").any(STAFF),
            to("POST /v1/cases/{id}/claim/keep-alive").any(STAFF),
            to("POST /v1/cases/{id}/unclaim").any(STAFF),
            to("POST /v1/cases/{id}/hand-over").any(STAFF),
            to("POST /v1/cases/{id}/take-over").any(LEAD),
            to("POST /v1/cases/{id}/notes").any(STAFF),
            to("POST /v1/cases/{id}/evidence-demands").any(STAFF),
            to("GET /v1/cases/{id}/evidence").any(STAFF),
            to("POST /v1/cases/{id}/decision").any(STAFF),
            to("GET /v1/cases/{id}/decision").any(STAFF),
            to("POST /v1/cases/{id}/decision/approval").any(LEAD),
            to("POST /v1/cases/{id}/decision/rejection").any(LEAD),
            to("POST /v1/cases/{id}/decision/undo").any(STAFF),
            to("POST /v1/cases/bulk").any(STAFF),
            to("GET /v1/bulk/{id}").any(STAFF),
            to("POST /v1/bulk/{id}/undo").any(STAFF),
            to("GET /v1/sellers/{id}").own(SELLER).any(OVERSIGHT),
            to("POST /v1/sellers/{id}/sanctions").any(STAFF),
            to("POST /v1/sellers/{id}/notes").any(STAFF),
            to("GET /v1/sellers/{id}/notes").any(STAFF),
            to("GET /v1/sanctions").own(SELLER).any(OVERSIGHT),
            to("GET /v1/sanctions/{id}").own(SELLER).any(OVERSIGHT),
            to("GET /v1/sanctions/{id}/statement").own(SELLER).any(OVERSIGHT),
            to("GET /v1/statement-exports").any(LEAD, SERVICE),
            to("POST /v1/statement-exports/{id}/retry").any(LEAD),
            to("POST /v1/sanctions/{id}/approval").any(LEAD),
            to("POST /v1/sanctions/{id}/rejection").any(LEAD),
            to("POST /v1/sanctions/{id}/appeal").own(SELLER),
            to("POST /v1/sanctions/{id}/appeal/decision").any(STAFF),
            to("POST /v1/sweeps").any(OVERSIGHT),
            to("GET /v1/sweeps").any(OVERSIGHT),
            to("GET /v1/sweeps/{id}").any(OVERSIGHT));

    private static final List<Permission> QUALITY = List.of(
            to("POST /v1/quality/reviews/next").any(STAFF),
            to("GET /v1/quality/reviews/{id}").any(STAFF),
            to("POST /v1/quality/reviews/{id}/decision").any(STAFF),
            to("GET /v1/quality/reviews").any(LEAD),
            to("GET /v1/quality/figures").any(LEAD),
            to("GET /v1/quality/golden-cases").any(LEAD),
            to("PUT /v1/quality/golden-cases/{id}").any(LEAD),
            to("DELETE /v1/quality/golden-cases/{id}").any(LEAD));

    private static final List<Permission> RULES_AND_RECORD = List.of(
            to("GET /v1/policies").any(EVERYBODY),
            to("GET /v1/policies/{market}").any(EVERYBODY),
            to("GET /v1/detectors").any(LEAD),
            to("GET /v1/detectors/{code}").any(LEAD),
            to("PUT /v1/detectors/{code}").any(LEAD),
            to("GET /v1/detectors/{code}/versions").any(LEAD),
            to("POST /v1/detectors/{code}/backtest").any(LEAD),
            to("PUT /v1/detectors/{code}/candidate").any(LEAD),
            to("DELETE /v1/detectors/{code}/candidate").any(LEAD),
            to("POST /v1/detectors/{code}/candidate/promotion").any(LEAD),
            to("GET /v1/audit").any(OVERSIGHT),
            to("GET /v1/audit/verification").any(OVERSIGHT),
            to("POST /v1/erasures").any(LEAD, SERVICE),
            to("GET /v1/erasures/{id}").any(LEAD, SERVICE),
            to("GET /v1/events").any(OVERSIGHT));

    /** Every call of the contract. */
    public static final List<Permission> ALL = Stream.of(
                    ORDERS, CANCELLATIONS, SHIPMENTS, DISPUTES, MONEY, FRAUD, QUALITY, RULES_AND_RECORD)
            .flatMap(List::stream)
            .toList();

    /** Where a role gets further than its name says. */
    public static final List<Decision> DECISIONS = List.of(
            new Decision(
                    "a lead wherever a moderator may",
                    "A lead is the second pair of eyes and must see and do what the first does: cases, freezes, sweeps,"
                            + " audit and events. Nobody needs both roles."),
            new Decision(
                    "a service reads sellers, disputes, requests, refunds, audit and events",
                    "It is the marketplace's own: its pages show people their standing and money, and it knows every"
                            + " order anyway, because it placed it. Cases, signals and detectors are not for it."),
            new Decision(
                    "an agent on any order",
                    "Whoever is on the phone is not known beforehand. An agent opens an order by its number and acts"
                            + " for its buyer, and the record names both. Without the number, two facts that fit one buyer alone"
                            + " find their orders, and the audit says so. Lists, cases and what a seller alone decides are"
                            + " closed: an agent cannot browse."),
            new Decision(
                    "a service reads and hands over, and never decides",
                    "It reports facts (orders, payments, scans, hand-overs) and gives goodwill. What a buyer, seller or"
                            + " moderator decides needs a token of theirs."),
            new Decision(
                    "one person in several roles",
                    "They may do what any of their roles may, and see their own as a party unless a role lets them see"
                            + " everything."),
            new Decision(
                    "webhooks",
                    "Open to whoever signs with the provider's secret; no token opens them, and none is looked at."));

    private Permissions() {}
}
