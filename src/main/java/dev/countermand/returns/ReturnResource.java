package dev.countermand.returns;

import dev.countermand.dispute.DisputeApi;
import dev.countermand.dispute.DisputeReplies;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1")
@Tag(name = "Disputes")
class ReturnResource {

    private final ReturnedGoods goods;
    private final DisputeReplies views;

    ReturnResource(ReturnedGoods goods, DisputeReplies views) {
        this.goods = goods;
        this.views = views;
    }

    @POST
    @Path("/disputes/{id}/return-shipment")
    @RolesAllowed({Roles.BUYER, Roles.AGENT})
    @Operation(
            operationId = "sendBack",
            summary = "Report the number under which the goods go back (A19)",
            description =
                    "The money goes back when the carrier has delivered them to the seller, or, with the carrier own, when"
                            + " the shop says that they are back.")
    @APIResponse(
            responseCode = "200",
            description = "On the way",
            content = @Content(schema = @Schema(implementation = DisputeApi.DisputeView.class)))
    public Uni<Response> sendBack(@PathParam("id") String id, @NotNull @Valid DisputeApi.SendBack request) {
        ReturnedGoods.Sent sent = new ReturnedGoods.Sent(request.carrier(), request.trackingNumber(), request.cost());
        return views.answer(request, who -> goods.sent(who, Query.id("dispute", id), sent));
    }

    @POST
    @Path("/disputes/{id}/return-receipt")
    @RolesAllowed({Roles.SELLER, Roles.SERVICE, Roles.AGENT})
    @Operation(
            operationId = "receiveBack",
            summary = "Say that the goods are back (A19)",
            description =
                    "The money goes back at once. The seller may say so of any parcel; the marketplace and its agents of"
                            + " one that the shop's own couriers fetched, because no carrier reports on it.")
    @APIResponse(
            responseCode = "200",
            description = "Settled",
            content = @Content(schema = @Schema(implementation = DisputeApi.DisputeView.class)))
    public Uni<Response> receiveBack(@PathParam("id") String id) {
        return views.answer("", who -> goods.received(who, Query.id("dispute", id)));
    }
}
