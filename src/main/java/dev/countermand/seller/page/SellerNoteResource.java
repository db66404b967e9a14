package dev.countermand.seller.page;

import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.Visible;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/sellers")
@Tag(name = "Sellers")
class SellerNoteResource {

    private final SellerNotes notes;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    SellerNoteResource(SellerNotes notes, Idempotency idempotency, CurrentCaller caller) {
        this.notes = notes;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/{id}/notes")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "addSellerNote",
            summary = "Write a note on a seller's account",
            description = "For staff alone; it stands on the page of every case of this seller.")
    @APIResponse(
            responseCode = "201",
            description = "Written",
            content = @Content(schema = @Schema(implementation = SellerNoteApi.SellerNoteView.class)))
    public Uni<Response> addNote(@PathParam("id") String id, @NotNull @Valid SellerNoteApi.AddSellerNote request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> notes.add(id, request.orderId(), request.text(), who)
                        .map(note -> Answer.created(
                                "/v1/sellers/" + id + "/notes", null, SellerNoteApi.SellerNoteView.of(note))));
    }

    @GET
    @Path("/{id}/notes")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(operationId = "sellerNotes", summary = "The notes on a seller's account, oldest first")
    @APIResponse(responseCode = "200", description = "A page of notes")
    public Uni<Page<SellerNoteApi.SellerNoteView>> notes(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return notes.page(id, Visible.everybodysTo(caller.get()), caller.page(limit, cursor))
                .map(page -> page.map(SellerNoteApi.SellerNoteView::of));
    }
}
