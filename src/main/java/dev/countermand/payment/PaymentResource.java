package dev.countermand.payment;

import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.Role;
import dev.countermand.payment.refund.RefundStatus;
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
import java.util.Optional;
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
    private final GoodwillRefunds goodwill;
    private final PaymentReader reader;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    PaymentResource(
            Payments payments,
            GoodwillRefunds goodwill,
            PaymentReader reader,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.payments = payments;
        this.goodwill = goodwill;
        this.reader = reader;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/orders/{id}/payments")
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            summary = "Register a payment of an order (A3)",
            description = "Captured in full, the order goes to PROCESSING and the seller's time begins (A9). The same"
                    + " payment again changes nothing.")
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
                who -> payments.register(id, request.toCommand(), who.as(Role.SERVICE))
                        .map(done -> done.created()
                                ? Answer.created(
                                        "/v1/orders/" + id + "/financials",
                                        done.order().version(),
                                        view(done))
                                : Answer.ok(done.order().version(), view(done))));
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
                        .map(done -> Answer.ok(done.order().version(), view(done))));
    }

    private static PaymentApi.PaymentView view(Payments.Registered done) {
        return PaymentViews.of(done.payment(), done.order(), true);
    }

    @GET
    @Path("/orders/{id}/financials")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE, Roles.AGENT})
    @Operation(summary = "The order's financial page (A23)")
    @APIResponse(
            responseCode = "200",
            description = "Paid, refunded, fees, per payment and per refund",
            content = @Content(schema = @Schema(implementation = PaymentApi.FinancialsView.class)))
    public Uni<PaymentApi.FinancialsView> financials(@PathParam("id") String id) {
        Caller who = caller.get();
        return reader.financials(id, who).map(money -> PaymentViews.of(money, who));
    }

    @POST
    @Path("/orders/{id}/refunds")
    @RolesAllowed({Roles.SERVICE, Roles.LEAD})
    @Operation(
            summary = "Refund as goodwill or settlement",
            description = "Never more than what is left of what was paid (A20).")
    @APIResponse(
            responseCode = "201",
            description = "On its way",
            content = @Content(schema = @Schema(implementation = PaymentApi.FinancialsView.class)))
    public Uni<Response> grant(@PathParam("id") String id, @NotNull @Valid PaymentApi.GrantRefund request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> goodwill.grant(id, request.toCommand(), who)
                        .map(money ->
                                Answer.created("/v1/orders/" + id + "/financials", null, PaymentViews.of(money, who))));
    }

    @GET
    @Path("/refunds/{id}")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE, Roles.AGENT})
    @Operation(summary = "One refund (A21, A22)")
    @APIResponse(
            responseCode = "200",
            description = "The refund",
            content = @Content(schema = @Schema(implementation = PaymentApi.RefundView.class)))
    public Uni<Response> refund(@PathParam("id") String id) {
        return reader.refund(Query.id("refund", id), caller.get())
                .map(refund -> Response.ok(PaymentViews.of(refund))
                        .header("ETag", "\"" + refund.row().version + "\"")
                        .build());
    }

    @GET
    @Path("/refunds")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @Operation(summary = "Refunds, oldest first")
    @APIResponse(responseCode = "200", description = "A page of refunds")
    public Uni<Page<PaymentApi.RefundView>> refunds(
            @QueryParam("status") @Schema(implementation = RefundStatus.class) @Nullable String status,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Optional<RefundStatus> wanted = Optional.ofNullable(Query.oneOf(RefundStatus.class, "status", status));
        return reader.refunds(wanted, caller.page(limit, cursor), caller.get())
                .map(found -> found.map(PaymentViews::of));
    }
}
