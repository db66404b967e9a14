package dev.countermand.payment;

import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Paging;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderStore;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Money")
class PaymentResource {

    private final Payments payments;
    private final Refunds refunds;
    private final PaymentStore store;
    private final OrderStore orders;
    private final OrderAccess access;
    private final Idempotency idempotency;
    private final CurrentCaller caller;
    private final InstantSource clock;

    PaymentResource(
            Payments payments,
            Refunds refunds,
            PaymentStore store,
            OrderStore orders,
            OrderAccess access,
            Idempotency idempotency,
            CurrentCaller caller,
            InstantSource clock) {
        this.payments = payments;
        this.refunds = refunds;
        this.store = store;
        this.orders = orders;
        this.access = access;
        this.idempotency = idempotency;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Path("/orders/{id}/payments")
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            summary = "Register a payment of an order (A3)",
            description =
                    "Captured in full, the order goes to PROCESSING and the seller's time begins (A9). The same payment again changes nothing.")
    @APIResponse(
            responseCode = "201",
            description = "Registered",
            content = @Content(schema = @Schema(implementation = PaymentApi.PaymentView.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was there already",
            content = @Content(schema = @Schema(implementation = PaymentApi.PaymentView.class)))
    public Uni<Response> register(@PathParam("id") String id, @NotNull @Valid PaymentApi.RegisterPayment request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> payments.register(id, request, who.as(Role.SERVICE))
                        .map(done -> done.created()
                                ? Answer.created(
                                        "/v1/orders/" + id + "/financials",
                                        done.order().version(),
                                        done.payment())
                                : Answer.ok(done.order().version(), done.payment())));
    }

    @POST
    @Path("/orders/{id}/payments/{paymentId}/captured")
    @RolesAllowed(Roles.SERVICE)
    @Operation(summary = "Say that the money of a payment is there (A3)")
    @APIResponse(
            responseCode = "200",
            description = "Captured",
            content = @Content(schema = @Schema(implementation = PaymentApi.PaymentView.class)))
    public Uni<Response> captured(@PathParam("id") String id, @PathParam("paymentId") String paymentId) {
        return idempotency.once(
                caller.call(),
                "",
                who -> payments.captured(id, paymentId, who.as(Role.SERVICE))
                        .map(done -> Answer.ok(done.order().version(), done.payment())));
    }

    @GET
    @Path("/orders/{id}/financials")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE, Roles.AGENT})
    @WithSession
    @Operation(summary = "The order's financial page (A23)")
    @APIResponse(
            responseCode = "200",
            description = "Paid, refunded, fees, per payment and per refund",
            content = @Content(schema = @Schema(implementation = PaymentApi.FinancialsView.class)))
    public Uni<PaymentApi.FinancialsView> financials(@PathParam("id") String id) {
        return access.find(caller.get(), id).chain(this::financials);
    }

    @POST
    @Path("/orders/{id}/refunds")
    @RolesAllowed({Roles.SERVICE, Roles.LEAD})
    @Operation(
            summary = "Give money back as goodwill or settlement",
            description = "Never more than what is left of what was paid (A20).")
    @APIResponse(
            responseCode = "201",
            description = "On its way",
            content = @Content(schema = @Schema(implementation = PaymentApi.FinancialsView.class)))
    public Uni<Response> grant(@PathParam("id") String id, @NotNull @Valid PaymentApi.GrantRefund request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> access.lock(who, id)
                        .chain(order -> grant(order, request, who))
                        .map(view -> Answer.created("/v1/orders/" + id + "/financials", null, view)));
    }

    private Uni<PaymentApi.FinancialsView> grant(Order order, PaymentApi.GrantRefund request, Caller who) {
        Money amount =
                PaymentViews.amount("amount", request.amount(), order.terms().currency());
        if (!amount.isPositive()) {
            throw Refusal.invalid("amount", "must be more than zero").asException();
        }
        if (amount.compareTo(order.refundable()) > 0) {
            throw order.notNow(
                            "MORE_THAN_REFUNDABLE",
                            "Only " + order.refundable().inWords() + " can be given back",
                            who.roles())
                    .withRefundable(order.refundable().text())
                    .asException();
        }
        Instant now = Timestamps.now(clock);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", order.id());
        data.put("amount", amount.text());
        data.put("reason", request.reason());
        return refunds.request(
                        order, amount, RefundCause.GOODWILL, request.reason(), who.as(Role.LEAD, Role.SERVICE), now)
                .chain(() -> orders.save(
                        order,
                        who.as(Role.LEAD, Role.SERVICE),
                        now,
                        "order.refund-granted",
                        "orders/" + order.id(),
                        data))
                .chain(() -> financials(order));
    }

    private Uni<PaymentApi.FinancialsView> financials(Order order) {
        String id = order.id();
        return store.payments(id)
                .chain(paid -> store.refunds(id)
                        .chain(back -> store.charges(id)
                                .chain(charges -> store.ledger(id)
                                        .map(ledger -> PaymentViews.of(order, paid, back, charges, ledger)))));
    }

    @GET
    @Path("/refunds/{id}")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE, Roles.AGENT})
    @WithSession
    @Operation(summary = "One refund (A21, A22)")
    @APIResponse(
            responseCode = "200",
            description = "The refund",
            content = @Content(schema = @Schema(implementation = PaymentApi.RefundView.class)))
    public Uni<Response> refund(@PathParam("id") String id) {
        UUID refundId = Query.id("refund", id);
        Caller who = caller.get();
        return store.refund(refundId)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.notFound("refund").asException())
                .chain(row -> access.find(who, row.orderId)
                        .map(order -> Response.ok(
                                        PaymentViews.of(row, order.terms().currency()))
                                .header("ETag", "\"" + row.version + "\"")
                                .build()));
    }

    @GET
    @Path("/refunds")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @WithSession
    @Operation(summary = "Refunds, oldest first")
    @APIResponse(responseCode = "200", description = "A page of refunds")
    public Uni<Page<PaymentApi.RefundView>> refunds(
            @QueryParam("status") @Schema(implementation = RefundStatus.class) @Nullable String status,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        RefundStatus wanted = Query.oneOf(RefundStatus.class, "status", status);
        PageRequest page = Paging.of(limit, cursor);
        return store.refundViews(wanted, page);
    }
}
