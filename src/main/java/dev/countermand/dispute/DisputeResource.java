package dev.countermand.dispute;

import dev.countermand.database.query.Narrowing;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1")
@Tag(name = "Disputes")
class DisputeResource {

    private final DisputeRequests requests;
    private final Disputes disputes;
    private final DisputeReader reader;
    private final DisputeReplies views;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    DisputeResource(
            DisputeRequests requests,
            Disputes disputes,
            DisputeReader reader,
            DisputeReplies views,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.requests = requests;
        this.disputes = disputes;
        this.reader = reader;
        this.views = views;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/orders/{id}/disputes")
    @RolesAllowed({Roles.BUYER, Roles.AGENT})
    @Operation(
            operationId = "openDispute",
            summary = "Open a dispute (A15, A19)",
            description =
                    "NO_TRACKING_INFO: declared shipped some days ago, and no carrier has it; the seller is asked for"
                            + " evidence. RETURN_GOODS_AND_MONEY: delivered; the goods go back, then the money. REFUND_ONLY: the"
                            + " goods stay, some money comes back. Escrow is not released while it is open (A18).")
    @APIResponse(
            responseCode = "201",
            description = "Opened",
            content = @Content(schema = @Schema(implementation = DisputeApi.DisputeView.class)))
    public Uni<Response> openDispute(@PathParam("id") String id, @NotNull @Valid DisputeApi.OpenDispute request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> requests.open(who, id, request.toCommand())
                        .chain(done -> reader.of(done, who)
                                .map(DisputeViews::of)
                                .map(view -> Answer.created(
                                        "/v1/disputes/" + view.id(),
                                        done.order().version(),
                                        view))));
    }

    @GET
    @Path("/disputes/{id}")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE, Roles.AGENT})
    @Operation(
            operationId = "dispute",
            summary = "One dispute",
            description = "With what was offered, and what the caller can do now.")
    @APIResponse(
            responseCode = "200",
            description = "The dispute",
            content = @Content(schema = @Schema(implementation = DisputeApi.DisputeView.class)))
    public Uni<Response> dispute(@PathParam("id") String id) {
        return reader.find(Query.id("dispute", id), caller.get())
                .map(found -> Response.ok(DisputeViews.of(found.dispute()))
                        .header("ETag", "\"" + found.version() + "\"")
                        .build());
    }

    @GET
    @Path("/disputes")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @Operation(
            operationId = "disputes",
            summary = "Disputes, oldest first",
            description = "Buyers and sellers get their own.")
    @APIResponse(responseCode = "200", description = "A page of disputes")
    public Uni<Page<DisputeApi.DisputeView>> disputes(
            @QueryParam("status") @Schema(implementation = DisputeStatus.class) @Nullable String status,
            @QueryParam("orderId") @Nullable String orderId,
            @QueryParam("sellerId") @Nullable String sellerId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Narrowing<DisputeStatus> narrowing =
                Narrowing.of(Query.oneOf(DisputeStatus.class, "status", status), orderId, sellerId);
        return reader.page(narrowing, caller.page(limit, cursor), caller.get()).map(page -> page.map(DisputeViews::of));
    }

    @POST
    @Path("/disputes/{id}/acceptance")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.AGENT})
    @Operation(
            operationId = "acceptOffer",
            summary = "Agree to what the other side wants (A15, A19)",
            description =
                    "Whoever did not make the standing offer. Money goes back at once, or, where the goods go back,"
                            + " when the carrier has delivered them.")
    @APIResponse(
            responseCode = "200",
            description = "Agreed",
            content = @Content(schema = @Schema(implementation = DisputeApi.DisputeView.class)))
    public Uni<Response> accept(@PathParam("id") String id) {
        return views.answer("", who -> disputes.accept(who, Query.id("dispute", id)));
    }

    @POST
    @Path("/disputes/{id}/rejection")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.AGENT})
    @Operation(
            operationId = "rejectOffer",
            summary = "Say no, and offer something else (A19)",
            description = "In a dispute REFUND_ONLY both sides do so in turns.")
    @APIResponse(
            responseCode = "200",
            description = "Rejected; the offer, if there was one, stands now",
            content = @Content(schema = @Schema(implementation = DisputeApi.DisputeView.class)))
    public Uni<Response> reject(@PathParam("id") String id, @NotNull @Valid DisputeApi.Reject request) {
        return views.answer(request, who -> disputes.reject(who, Query.id("dispute", id), request.toCommand()));
    }

    @POST
    @Path("/disputes/{id}/escalation")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.AGENT})
    @Operation(
            operationId = "escalateDispute",
            summary = "Let the administration decide (A19)",
            description = "Happens automatically when buyer and seller do not agree in time.")
    @APIResponse(
            responseCode = "200",
            description = "A case is open",
            content = @Content(schema = @Schema(implementation = DisputeApi.DisputeView.class)))
    public Uni<Response> escalate(@PathParam("id") String id) {
        return views.answer("", who -> disputes.escalate(who, Query.id("dispute", id)));
    }

    @POST
    @Path("/disputes/{id}/withdrawal")
    @RolesAllowed({Roles.BUYER, Roles.AGENT})
    @Operation(
            operationId = "withdrawDispute",
            summary = "Take a dispute back",
            description = "The order goes on as if nothing had been asked; what was left of the escrow runs on (A18).")
    @APIResponse(
            responseCode = "200",
            description = "Withdrawn",
            content = @Content(schema = @Schema(implementation = DisputeApi.DisputeView.class)))
    public Uni<Response> withdraw(@PathParam("id") String id) {
        return views.answer("", who -> disputes.withdraw(who, Query.id("dispute", id)));
    }
}
