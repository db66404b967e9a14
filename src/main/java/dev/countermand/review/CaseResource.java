package dev.countermand.review;

import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
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
import org.jspecify.annotations.Nullable;

@Path("/v1/cases")
@Tag(name = "Cases")
class CaseResource {

    private final CaseNotes notes;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    CaseResource(CaseNotes notes, Idempotency idempotency, CurrentCaller caller) {
        this.notes = notes;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/{id}/notes")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(summary = "Write a note on a case you have claimed")
    @APIResponse(
            responseCode = "201",
            description = "Written",
            content = @Content(schema = @Schema(implementation = CaseApi.NoteView.class)))
    public Uni<Response> addNote(
            @PathParam("id") String id,
            @HeaderParam(ClaimApi.TOKEN) @Nullable String token,
            @NotNull @Valid CaseApi.AddNote request) {
        UUID caseId = Query.id("case", id);
        return idempotency.once(
                caller.call(),
                request,
                who -> notes.add(caseId, token, request.text(), who)
                        .map(note -> Answer.created("/v1/cases/" + caseId, null, CaseApi.NoteView.of(note.toNote()))));
    }
}
