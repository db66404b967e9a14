package dev.countermand.review;

import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Roles;
import dev.countermand.order.Order;
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
@Tag(name = "Cases")
class FreezeResource {

    private final Freezing freezing;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    FreezeResource(Freezing freezing, Idempotency idempotency, CurrentCaller caller) {
        this.freezing = freezing;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/orders/{id}/freeze")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            summary = "Freeze an order by hand (A25)",
            description =
                    "Nobody can change it and every deadline stands still, until it is released or decided. Opens a case.")
    @APIResponse(
            responseCode = "200",
            description = "Frozen",
            content = @Content(schema = @Schema(implementation = CaseApi.FrozenView.class)))
    public Uni<Response> freezeOrder(@PathParam("id") String id, @NotNull @Valid CaseApi.FreezeReason request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> freezing.freeze(id, request.reason(), who).map(FreezeResource::answer));
    }

    @POST
    @Path("/orders/{id}/release")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            summary = "Release a frozen order without a verdict (A25)",
            description =
                    "What was left of its deadlines runs on. Closes the case; what was found is not raised again.")
    @APIResponse(
            responseCode = "200",
            description = "Released",
            content = @Content(schema = @Schema(implementation = CaseApi.FrozenView.class)))
    public Uni<Response> releaseOrder(@PathParam("id") String id, @NotNull @Valid CaseApi.FreezeReason request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> freezing.release(id, request.reason(), who).map(FreezeResource::answer));
    }

    private static Answer answer(Order order) {
        return Answer.ok(
                order.version(), new CaseApi.FrozenView(order.id(), order.status(), order.frozen(), order.version()));
    }
}
