package dev.countermand.review.bulk;

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
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/cases")
@Tag(name = "Cases")
class StartBulkResource {

    private final Bulks bulks;
    private final BulkPreview preview;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    StartBulkResource(Bulks bulks, BulkPreview preview, Idempotency idempotency, CurrentCaller caller) {
        this.bulks = bulks;
        this.preview = preview;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/bulk")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "decideInBulk",
            summary = "Decide many cases alike (A26)",
            description =
                    "With `dryRun` it only says how many would be decided, how much money that moves in each currency,"
                            + " what another person would have to approve, and which cases would be skipped and why. Without it"
                            + " they are decided in the background, each in a transaction of its own and by the rules of a single"
                            + " decision: a case that you have not claimed is claimed for you, one that somebody else holds is"
                            + " skipped. Look at `GET /v1/bulk/{id}` for how far it is.")
    @APIResponse(
            responseCode = "200",
            description = "What would become of them (dryRun)",
            content = @Content(schema = @Schema(implementation = BulkApi.PreviewView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Their turns come",
            content = @Content(schema = @Schema(implementation = BulkApi.BulkView.class)))
    public Uni<Response> decideInBulk(@NotNull @Valid BulkApi.DecideInBulk request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> request.previews()
                        ? preview.of(request.cases(), request.toCommand(), who)
                                .map(all -> Answer.ok(null, BulkViews.preview(all)))
                        : bulks.start(request.cases(), request.toCommand(), who)
                                .map(started ->
                                        Answer.accepted("/v1/bulk/" + started.bulk().id, BulkViews.view(started))));
    }
}
