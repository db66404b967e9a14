package dev.countermand.review.decision;

import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.review.CaseApi;
import dev.countermand.review.CaseViews;
import dev.countermand.review.ClaimApi;
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
class DecisionResource {

    private final Decisions decisions;
    private final Approvals approvals;
    private final Undoing undoing;
    private final DecisionReader reader;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    DecisionResource(
            Decisions decisions,
            Approvals approvals,
            Undoing undoing,
            DecisionReader reader,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.decisions = decisions;
        this.approvals = approvals;
        this.undoing = undoing;
        this.reader = reader;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Path("/{id}/decision")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "decisionsOfCase",
            summary = "What was decided in a case, the latest first (A26)",
            description = "With what waits for a second person, and until when it can be undone.")
    @APIResponse(responseCode = "200", description = "Its decisions; none where nobody has decided yet")
    public Uni<DecisionApi.DecisionsView> decisionsOfCase(@PathParam("id") String id) {
        return reader.ofCase(Query.id("case", id), caller.get()).map(DecisionViews::all);
    }

    @POST
    @Path("/{id}/decision")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            summary = "Decide a case you have claimed (A26)",
            description =
                    "RELEASE lets the order go on. HOLD lets it go on, keeps the escrow, and leaves the case open (F13)."
                            + " CANCEL_AND_REFUND cancels it, or the parcels that are named, gives the money back and"
                            + " fines the seller, at once and as a whole. Of a dispute (reason DISPUTE), RELEASE finds for the"
                            + " seller; CANCEL_AND_REFUND for the buyer, who gets what they asked for last (A19). Above an amount,"
                            + " with a SUSPENSION, and against an earlier verdict that stands, the case is AWAITING_APPROVAL"
                            + " instead, and nothing is done until another person approves it. Its refunds wait until it cannot"
                            + " be undone any more.")
    @APIResponse(
            responseCode = "200",
            description = "Decided, or before a second person",
            content = @Content(schema = @Schema(implementation = CaseApi.CaseItem.class)))
    public Uni<Response> decideCase(
            @PathParam("id") String id,
            @HeaderParam(ClaimApi.TOKEN) @Nullable String token,
            @NotNull @Valid DecisionApi.DecideCase request) {
        UUID caseId = Query.id("case", id);
        return idempotency.once(
                caller.call(),
                request,
                who -> decisions
                        .decide(caseId, token, request.toCommand(), who)
                        .map(decided -> CaseViews.answer(decided.reviewCase())));
    }

    @POST
    @Path("/{id}/decision/approval")
    @RolesAllowed(Roles.LEAD)
    @Operation(
            operationId = "approveDecision",
            summary = "Approve a decision that needs two people (A26)",
            description =
                    "Somebody else than who decided it, and no party to the case. All of it is carried out now, or"
                            + " nothing: where the order has changed since, the answer is 409 DECISION_STALE.")
    @APIResponse(
            responseCode = "200",
            description = "Decided",
            content = @Content(schema = @Schema(implementation = CaseApi.CaseItem.class)))
    public Uni<Response> approveDecision(@PathParam("id") String id) {
        UUID caseId = Query.id("case", id);
        return idempotency.once(
                caller.call(), "", who -> approvals.approve(caseId, who).map(CaseViews::answer));
    }

    @POST
    @Path("/{id}/decision/rejection")
    @RolesAllowed(Roles.LEAD)
    @Operation(
            operationId = "rejectDecision",
            summary = "Do not approve a decision that needs two people (A26)",
            description =
                    "Nothing of it is carried out. Whoever decided has the case again, for as long as a claim lasts.")
    @APIResponse(
            responseCode = "200",
            description = "With whoever decided",
            content = @Content(schema = @Schema(implementation = CaseApi.CaseItem.class)))
    public Uni<Response> rejectDecision(
            @PathParam("id") String id, @NotNull @Valid DecisionApi.RejectDecision request) {
        UUID caseId = Query.id("case", id);
        return idempotency.once(
                caller.call(),
                request,
                who -> approvals.reject(caseId, request.reason(), who).map(CaseViews::answer));
    }

    @POST
    @Path("/{id}/decision/undo")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "undoDecision",
            summary = "Undo the latest decision of a case (A26)",
            description =
                    "For a while (`undoUntil`), while no money has left and nothing else has happened to the order. All"
                            + " is as it was before, refunds and fines are put right by entries of their own, and the case is"
                            + " open again. For whoever decided or approved it, and for leads.")
    @APIResponse(
            responseCode = "200",
            description = "Open again",
            content = @Content(schema = @Schema(implementation = CaseApi.CaseItem.class)))
    public Uni<Response> undoDecision(@PathParam("id") String id, @NotNull @Valid DecisionApi.UndoDecision request) {
        UUID caseId = Query.id("case", id);
        return idempotency.once(
                caller.call(),
                request,
                who -> undoing.undo(caseId, request.reason(), who).map(CaseViews::answer));
    }
}
