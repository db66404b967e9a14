package dev.countermand.erasure;

import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Fingerprint;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
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

@Path("/v1/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Record")
class ErasureResource {

    private final Erasures erasures;
    private final Idempotency idempotency;
    private final Fingerprint fingerprint;
    private final CurrentCaller caller;

    ErasureResource(Erasures erasures, Idempotency idempotency, Fingerprint fingerprint, CurrentCaller caller) {
        this.erasures = erasures;
        this.idempotency = idempotency;
        this.fingerprint = fingerprint;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.LEAD, Roles.SERVICE})
    @Operation(
            operationId = "requestErasure",
            summary = "Forget a buyer",
            description =
                    "Runs in the background: orders, requests, disputes, cases, notes, documents, events and audit that are"
                            + " past their legal time name a pseudonym and no words of people's own. What stays is named"
                            + " with its reason and goes by itself when its time is over. A buyer has one erasure; asked"
                            + " for again, it looks at what has come since.")
    @APIResponse(
            responseCode = "202",
            description = "Queued, with what of the buyer is there",
            content = @Content(schema = @Schema(implementation = ErasureApi.ErasureView.class)))
    public Uni<Response> request(@NotNull @Valid ErasureApi.RequestErasure request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> erasures.request(request.buyerId(), who.as(Role.LEAD, Role.SERVICE))
                        .map(ErasureApi.ErasureView::of)
                        .map(view -> Answer.accepted("/v1/erasures/" + view.id(), view)));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.LEAD, Roles.SERVICE})
    @Operation(operationId = "erasure", summary = "An erasure: how far it is, and what is kept and why")
    @APIResponse(
            responseCode = "200",
            description = "The erasure",
            content = @Content(schema = @Schema(implementation = ErasureApi.ErasureView.class)))
    public Uni<Response> erasure(@PathParam("id") String id) {
        return erasures.find(Query.id("erasure", id))
                .map(ErasureApi.ErasureView::of)
                .chain(fingerprint::tagged);
    }
}
