package dev.countermand.seller.transparency;

import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/statement-exports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sellers")
class ExportResource {

    private final ExportDesk desk;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    ExportResource(ExportDesk desk, Idempotency idempotency, CurrentCaller caller) {
        this.desk = desk;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.LEAD, Roles.SERVICE})
    @Operation(
            operationId = "statementExports",
            summary = "Statements of reasons on their way to the DSA Transparency Database",
            description = "Empty where the export is not configured. REJECTED ones wait for a person.")
    @APIResponse(responseCode = "200", description = "A page of statements, the oldest first")
    public Uni<Page<ExportApi.ExportView>> exports(
            @Parameter(description = "Only in this state.")
                    @QueryParam("state")
                    @Schema(implementation = ExportState.class)
                    @Nullable
                    String state,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return desk.page(Query.oneOf(ExportState.class, "state", state), caller.page(limit, cursor))
                .map(page -> page.map(ExportApi.ExportView::of));
    }

    @POST
    @Path("/{id}/retry")
    @RolesAllowed(Roles.LEAD)
    @Operation(
            operationId = "retryStatementExport",
            summary = "Send a statement again that was not taken",
            description = "As it is by the present version of the service; only one that is REJECTED.")
    @APIResponse(
            responseCode = "200",
            description = "It waits to be sent",
            content = @Content(schema = @Schema(implementation = ExportApi.ExportView.class)))
    public Uni<Response> retry(@Parameter(description = "The sanction's id.") @PathParam("id") String id) {
        return idempotency.once(
                caller.call(),
                "",
                who -> desk.again(Query.id("statement", id), who)
                        .map(export -> Answer.ok(null, ExportApi.ExportView.of(export))));
    }
}
