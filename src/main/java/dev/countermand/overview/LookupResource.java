package dev.countermand.overview;

import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orders")
class LookupResource {

    private final BuyerLookup lookup;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    LookupResource(BuyerLookup lookup, Idempotency idempotency, CurrentCaller caller) {
        this.lookup = lookup;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/orders/lookup")
    @RolesAllowed(Roles.AGENT)
    @Operation(
            operationId = "lookUpOrders",
            summary = "Find a buyer's orders by what they know of one (E1)",
            description =
                    "At least two facts, which all fit one order: its number, the buyer's id, a parcel's number, where"
                            + " it is sent, what was paid, on which day it was placed. One of the first four must be among them."
                            + " Facts that fit no order, or orders of several buyers, find nobody (409). In the body, so that they are in no log of"
                            + " addresses; the audit has their names alone.")
    @APIResponse(
            responseCode = "200",
            description = "The buyer and their orders",
            content = @Content(schema = @Schema(implementation = LookupApi.FoundBuyer.class)))
    public Uni<Response> lookUp(@NotNull @Valid LookupApi.LookUp request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> lookup.find(request.toCommand(), who)
                        .map(found -> Answer.ok(null, LookupApi.FoundBuyer.of(found))));
    }
}
