package dev.countermand.seller.account;

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
import jakarta.ws.rs.PathParam;
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
@Tag(name = "Money")
class ClaimPaymentResource {

    private final ClaimPayments claims;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    ClaimPaymentResource(ClaimPayments claims, Idempotency idempotency, CurrentCaller caller) {
        this.claims = claims;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/orders/{id}/claim-payments")
    @RolesAllowed({Roles.LEAD, Roles.SERVICE})
    @Operation(
            operationId = "payClaim",
            summary = "Say that buyer or seller has paid of what they owe (C3, A24)",
            description =
                    "Of a buyer's costs, or of a seller's fines, claims and ways back, of this order: by money that came"
                            + " in, or kept from the seller's payouts. Never more than is owed: 409 says how much that is."
                            + " The price of goods is paid as any payment is. The same again changes nothing.")
    @APIResponse(
            responseCode = "201",
            description = "Taken down",
            content = @Content(schema = @Schema(implementation = ClaimPaymentApi.ClaimPaymentView.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was there already",
            content = @Content(schema = @Schema(implementation = ClaimPaymentApi.ClaimPaymentView.class)))
    public Uni<Response> pay(@PathParam("id") String id, @NotNull @Valid ClaimPaymentApi.ClaimPaid request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> claims.pay(id, request.toCommand(), who)
                        .map(done -> done.created()
                                ? Answer.created(
                                        "/v1/orders/" + id + "/financials",
                                        null,
                                        ClaimPaymentApi.ClaimPaymentView.of(done.row()))
                                : Answer.ok(null, ClaimPaymentApi.ClaimPaymentView.of(done.row()))));
    }
}
