package dev.countermand.returns;

import dev.countermand.dispute.DisputeApi;
import dev.countermand.dispute.DisputeReader;
import dev.countermand.dispute.DisputeViews;
import dev.countermand.dispute.Disputes;
import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1")
@Tag(name = "Disputes")
class ReturnResource {

    private final ReturnedGoods goods;
    private final DisputeReader reader;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    ReturnResource(ReturnedGoods goods, DisputeReader reader, Idempotency idempotency, CurrentCaller caller) {
        this.goods = goods;
        this.reader = reader;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/disputes/{id}/return-shipment")
    @RolesAllowed({Roles.BUYER, Roles.AGENT})
    @Operation(
            operationId = "sendBack",
            summary = "Tell under which number the goods go back (A19)",
            description =
                    "The money goes back when the carrier has delivered them to the seller, or, with the carrier own, when"
                            + " the shop says that they are back.")
    @APIResponse(
            responseCode = "200",
            description = "On the way",
            content = @Content(schema = @Schema(implementation = DisputeApi.DisputeView.class)))
    public Uni<Response> sendBack(@PathParam("id") String id, @NotNull @Valid DisputeApi.SendBack request) {
        ReturnedGoods.Sent sent = new ReturnedGoods.Sent(request.carrier(), request.trackingNumber(), request.cost());
        return answer(request, who -> goods.sent(who, Query.id("dispute", id), sent));
    }

    @POST
    @Path("/disputes/{id}/return-receipt")
    @RolesAllowed({Roles.SELLER, Roles.SERVICE, Roles.AGENT})
    @Operation(
            operationId = "receiveBack",
            summary = "Say that the goods are back (A19)",
            description =
                    "The money goes back at once. The seller may say so of any parcel; the marketplace and its agents of"
                            + " one that the shop's own couriers fetched, because no carrier tells of it.")
    @APIResponse(
            responseCode = "200",
            description = "Settled",
            content = @Content(schema = @Schema(implementation = DisputeApi.DisputeView.class)))
    public Uni<Response> receiveBack(@PathParam("id") String id) {
        return answer("", who -> goods.received(who, Query.id("dispute", id)));
    }

    private Uni<Response> answer(Object body, Function<Caller, Uni<Disputes.Done>> act) {
        return idempotency.once(
                caller.call(),
                body,
                who -> act.apply(who)
                        .chain(done -> reader.of(done, who)
                                .map(seen -> Answer.ok(done.order().version(), DisputeViews.of(seen)))));
    }
}
