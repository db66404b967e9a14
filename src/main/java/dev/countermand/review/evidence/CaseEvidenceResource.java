package dev.countermand.review.evidence;

import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.review.CaseEvidence;
import dev.countermand.review.Claims;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
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
class CaseEvidenceResource {

    private final CaseEvidence cases;
    private final CaseDocuments documents;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    CaseEvidenceResource(CaseEvidence cases, CaseDocuments documents, Idempotency idempotency, CurrentCaller caller) {
        this.cases = cases;
        this.documents = documents;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/{id}/evidence-demands")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "demandEvidenceInCase",
            summary = "Ask the seller for evidence in a case you have claimed (A26)",
            description =
                    "The case is AWAITING_EVIDENCE and nobody holds it until the seller has answered or the due date"
                            + " has come; it runs while everything else of a frozen order stands still. Claim the case again to"
                            + " go on before. When an order is frozen because of what was found, the service asks by itself.")
    @APIResponse(
            responseCode = "201",
            description = "The seller is asked",
            content = @Content(schema = @Schema(implementation = CaseEvidenceApi.AskedView.class)))
    public Uni<Response> demandEvidenceInCase(
            @PathParam("id") String id,
            @HeaderParam(Claims.TOKEN) @Nullable String token,
            @NotNull @Valid CaseEvidenceApi.Demand request) {
        UUID caseId = Query.id("case", id);
        return idempotency.once(
                caller.call(),
                request,
                who -> cases.ask(caseId, token, request.toCommand(), who)
                        .map(asked -> Answer.created(
                                "/v1/cases/" + caseId + "/evidence",
                                asked.version(),
                                CaseEvidenceApi.AskedView.of(asked))));
    }

    @GET
    @Path("/{id}/evidence")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "caseEvidence",
            summary = "What the seller was asked for in a case, and what they gave (A26)")
    @APIResponse(
            responseCode = "200",
            description = "Demands with what became of each, and documents",
            content = @Content(schema = @Schema(implementation = CaseEvidenceApi.InCase.class)))
    public Uni<Response> caseEvidence(@PathParam("id") String id) {
        return documents
                .of(Query.id("case", id), caller.get())
                .map(known -> Response.ok(CaseEvidenceApi.InCase.of(known)).build());
    }
}
