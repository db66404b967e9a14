package dev.countermand.fraud.sweep;

import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Fingerprint;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/sweeps")
@Tag(name = "Sweeps")
class SweepResource {

    private final Sweeps sweeps;
    private final Idempotency idempotency;
    private final Fingerprint fingerprint;
    private final CurrentCaller caller;

    SweepResource(Sweeps sweeps, Idempotency idempotency, Fingerprint fingerprint, CurrentCaller caller) {
        this.sweeps = sweeps;
        this.idempotency = idempotency;
        this.fingerprint = fingerprint;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @Operation(
            operationId = "requestSweep",
            summary = "Look for shipments that never moved (rules F)",
            description = "Runs in the background, one sweep after the other, shared by all replicas. A dry run writes"
                    + " nothing.")
    @APIResponse(
            responseCode = "202",
            description = "Queued",
            content = @Content(schema = @Schema(implementation = SweepApi.SweepView.class)))
    public Uni<Response> requestSweep(SweepApi.@Nullable RequestSweep request) {
        return queue(request);
    }

    /** Many clients name no media type, or a wrong one, when they send no body. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @Operation(hidden = true)
    public Uni<Response> requestSweepWithoutBody(byte @Nullable [] body) {
        if (body != null && body.length > 0) {
            throw new NotSupportedException();
        }
        return queue(null);
    }

    private Uni<Response> queue(SweepApi.@Nullable RequestSweep request) {
        return idempotency.once(
                caller.call(),
                request == null ? "" : request,
                who -> sweeps.request(
                                request == null ? Sweeps.Wanted.USUAL : request.toCommand(),
                                who.as(Role.MODERATOR, Role.LEAD, Role.SERVICE))
                        .map(SweepApi.SweepView::of)
                        .map(view -> Answer.accepted("/v1/sweeps/" + view.id(), view)));
    }

    @GET
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @Operation(summary = "Sweeps, newest first")
    @APIResponse(responseCode = "200", description = "A page of sweeps")
    public Uni<Page<SweepApi.SweepView>> sweeps(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return sweeps.page(caller.page(limit, cursor)).map(page -> page.map(SweepApi.SweepView::of));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @Operation(summary = "A sweep: how far it is, and what it found")
    @APIResponse(
            responseCode = "200",
            description = "The sweep",
            content = @Content(schema = @Schema(implementation = SweepApi.SweepView.class)))
    public Uni<Response> sweep(@PathParam("id") String id) {
        return sweeps.find(Query.id("sweep", id)).map(SweepApi.SweepView::of).chain(fingerprint::tagged);
    }
}
