package dev.countermand.seller.page;

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
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/sellers")
@Tag(name = "Sellers")
class ImposingResource {

    private final SanctionDesk desk;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    ImposingResource(SanctionDesk desk, Idempotency idempotency, CurrentCaller caller) {
        this.desk = desk;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/{id}/sanctions")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "imposeSanction",
            summary = "Sanction a seller (A27)",
            description = "By default with the step of the ladder that is due. It is in force at once, but a SUSPENSION"
                    + " only when a lead who did not decide it approves it. A limit or a suspension has its effect on"
                    + " POST /v1/orders/{id}/shipments, which is then refused with 409.")
    @APIResponse(
            responseCode = "201",
            description = "In force, or before a second person",
            content = @Content(schema = @Schema(implementation = SellerApi.SanctionView.class)))
    public Uni<Response> impose(@PathParam("id") String id, @NotNull @Valid SanctionApi.ImposeSanction request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> desk.impose(id, request.toCommand(), who)
                        .map(done -> Answer.created(
                                "/v1/sanctions/" + done.id(), done.version(), SellerViews.view(done, true))));
    }
}
