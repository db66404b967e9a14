package dev.countermand.review.bulk;

import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Fingerprint;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/bulk")
@Tag(name = "Cases")
class BulkResource {

    private final Bulks bulks;
    private final Idempotency idempotency;
    private final Fingerprint fingerprint;
    private final CurrentCaller caller;

    BulkResource(Bulks bulks, Idempotency idempotency, Fingerprint fingerprint, CurrentCaller caller) {
        this.bulks = bulks;
        this.idempotency = idempotency;
        this.fingerprint = fingerprint;
        this.caller = caller;
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "bulkDecision",
            summary = "How far a bulk decision is (A26)",
            description =
                    "With what became of each case, and why those that were skipped or not undone stayed as they are.")
    @APIResponse(
            responseCode = "200",
            description = "How far it is",
            content = @Content(schema = @Schema(implementation = BulkApi.BulkView.class)))
    public Uni<Response> bulkDecision(@PathParam("id") String id) {
        return bulks.find(Query.id("bulk decision", id)).map(BulkViews::view).chain(fingerprint::tagged);
    }

    @POST
    @Path("/{id}/undo")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "undoBulkDecision",
            summary = "Undo a bulk decision (A26)",
            description =
                    "In the background, each case as a single decision is undone: for a while, while no money has left"
                            + " and nothing else has happened to its order. Cases whose turn has not come are skipped. For whoever"
                            + " asked for it, and for leads.")
    @APIResponse(
            responseCode = "202",
            description = "Their turns come",
            content = @Content(schema = @Schema(implementation = BulkApi.BulkView.class)))
    public Uni<Response> undoBulkDecision(@PathParam("id") String id, @NotNull @Valid BulkApi.UndoBulk request) {
        UUID bulkId = Query.id("bulk decision", id);
        return idempotency.once(
                caller.call(),
                request,
                who -> bulks.undo(bulkId, request.reason(), who)
                        .map(standing -> Answer.accepted("/v1/bulk/" + bulkId, BulkViews.view(standing))));
    }
}
