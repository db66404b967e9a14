package dev.countermand.payment;

import dev.countermand.http.Answer;
import dev.countermand.http.Call;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Page;
import dev.countermand.payment.escalation.RefundActKind;
import dev.countermand.payment.escalation.RefundActs.Decided;
import dev.countermand.payment.page.PaymentApi;
import dev.countermand.payment.page.RefundApi;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Money that goes back: as goodwill, as it is, and what people do about it when it does not come (A20 to A22). */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Money")
class RefundResource {

    private final GoodwillRefunds goodwill;
    private final RefundDesk desk;
    private final PaymentReader reader;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    RefundResource(
            GoodwillRefunds goodwill,
            RefundDesk desk,
            PaymentReader reader,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.goodwill = goodwill;
        this.desk = desk;
        this.reader = reader;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/orders/{id}/refunds")
    @RolesAllowed({Roles.SERVICE, Roles.LEAD})
    @Operation(
            summary = "Refund as goodwill or settlement",
            description =
                    "Never more than what is left of what was paid, and for no unit, and no part of the shipping fee,"
                            + " what was given back before (A20).")
    @APIResponse(
            responseCode = "201",
            description = "On its way",
            content = @Content(schema = @Schema(implementation = PaymentApi.FinancialsView.class)))
    public Uni<Response> grant(@PathParam("id") String id, @NotNull @Valid RefundApi.GrantRefund request) {
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
            content = @Content(schema = @Schema(implementation = RefundApi.RefundView.class)))
    public Uni<Response> refund(@PathParam("id") String id) {
        return reader.refund(Query.id("refund", id), caller.get())
                .map(refund -> Response.ok(PaymentViews.of(refund, caller.get()))
                        .header("ETag", "\"" + refund.row().version + "\"")
                        .build());
    }

    @GET
    @Path("/refunds")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @Operation(
            summary = "Refunds, oldest first",
            description = "Those that are ESCALATED are the queue of the leads (A20b).")
    @APIResponse(responseCode = "200", description = "A page of refunds")
    public Uni<Page<RefundApi.RefundView>> refunds(
            @QueryParam("status") @Schema(implementation = RefundStatus.class) @Nullable String status,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Optional<RefundStatus> wanted = Optional.ofNullable(Query.oneOf(RefundStatus.class, "status", status));
        Caller who = caller.get();
        return reader.refunds(wanted, caller.page(limit, cursor), who)
                .map(found -> found.map(refund -> PaymentViews.of(refund, who)));
    }

    @POST
    @Path("/refunds/{id}/retry")
    @RolesAllowed(Roles.LEAD)
    @Operation(
            summary = "Have a refund that is before a person tried again (A20b)",
            description =
                    "Only one that is ESCALATED: 409 with the status that it has otherwise, or while its provider is"
                            + " being called. Where its provider was called and never answered, only with notAtProvider.")
    @APIResponse(
            responseCode = "200",
            description = "On its way to its provider",
            content = @Content(schema = @Schema(implementation = RefundApi.RefundView.class)))
    public Uni<Response> retry(
            @PathParam("id") String id,
            @Parameter(
                            description = "You have looked at its provider's, and they do not have it (A20b).",
                            schema = @Schema(implementation = Boolean.class))
                    @QueryParam("notAtProvider")
                    @Nullable
                    String notAtProvider) {
        boolean looked = Boolean.TRUE.equals(Query.flag("notAtProvider", notAtProvider));
        return decide(caller.call(), id, looked, new Decided(RefundActKind.RETRIED, null, null, null, looked));
    }

    @POST
    @Path("/refunds/{id}/arrival")
    @RolesAllowed(Roles.LEAD)
    @Operation(
            summary = "Say that a refund that was sent and is before a person has arrived (A22)",
            description =
                    "Some providers never say so. Only one that is ESCALATED, and was sent: 409 with the status that it has"
                            + " otherwise.")
    @APIResponse(
            responseCode = "200",
            description = "Arrived",
            content = @Content(schema = @Schema(implementation = RefundApi.RefundView.class)))
    public Uni<Response> arrived(@PathParam("id") String id, @NotNull @Valid RefundApi.ArrivedRefund request) {
        return decide(caller.call(), id, request, request.toCommand());
    }

    @POST
    @Path("/refunds/{id}/settlement")
    @RolesAllowed(Roles.LEAD)
    @Operation(
            summary = "Say how a refund that is before a person was paid in another way (A20b)",
            description =
                    "Only one that is ESCALATED: 409 with the status that it has otherwise, or while its provider is"
                            + " being called. Where its provider was called and never answered, only with notAtProvider.")
    @APIResponse(
            responseCode = "200",
            description = "Settled",
            content = @Content(schema = @Schema(implementation = RefundApi.RefundView.class)))
    public Uni<Response> settle(@PathParam("id") String id, @NotNull @Valid RefundApi.SettleRefund request) {
        return decide(caller.call(), id, request, request.toCommand());
    }

    @POST
    @Path("/refunds/{id}/closing")
    @RolesAllowed(Roles.LEAD)
    @Operation(
            summary = "Close a refund that is before a person, and say why it is not paid (A20b)",
            description =
                    "Its money can be refunded in another way then. What its provider has and has not carried out is taken"
                            + " back there first, where that can be done. Only one that is ESCALATED: 409 with the"
                            + " status that it has otherwise, while its provider is being called, or when they do not"
                            + " give it back. Where its provider was called and never answered, only with"
                            + " notAtProvider.")
    @APIResponse(
            responseCode = "200",
            description = "Closed",
            content = @Content(schema = @Schema(implementation = RefundApi.RefundView.class)))
    public Uni<Response> close(@PathParam("id") String id, @NotNull @Valid RefundApi.CloseRefund request) {
        // Outside of the transaction that closes it: a provider who hangs holds no order.
        Call call = caller.call();
        return desk.takeBack(Query.id("refund", id)).chain(() -> decide(call, id, request, request.toCommand()));
    }

    private Uni<Response> decide(Call call, String id, Object body, Decided decided) {
        return idempotency.once(
                call,
                body,
                who -> desk.decide(Query.id("refund", id), decided, who)
                        .map(done -> Answer.ok(done.row().version, PaymentViews.of(done, who))));
    }
}
