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
class ClaimResource {

    private final Claims claims;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    ClaimResource(Claims claims, Idempotency idempotency, CurrentCaller caller) {
        this.claims = claims;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/{id}/claim")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            summary = "Claim a case",
            description =
                    "While you hold it, nobody else can act on it. Claim again to hold it longer, or to get the token of"
                            + " a case that was handed to you. Nobody claims a case to which they are a party.")
    @APIResponse(
            responseCode = "200",
            description = "Yours",
            content = @Content(schema = @Schema(implementation = ClaimApi.ClaimView.class)))
    public Uni<Response> claimCase(@PathParam("id") String id) {
        UUID caseId = Query.id("case", id);
        return idempotency.once(
                caller.call(),
                "",
                who -> claims.claim(caseId, who).map(claim -> Answer.ok(null, ClaimApi.ClaimView.of(claim))));
    }

    @POST
    @Path("/{id}/claim/keep-alive")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            summary = "Keep a claim alive",
            description =
                    "For a console to call while the case is open in it. Unlike claiming again it needs the token, and"
                            + " never takes a case that was given back, handed over or taken over in between.")
    @APIResponse(
            responseCode = "200",
            description = "Yours for longer",
            content = @Content(schema = @Schema(implementation = ClaimApi.ClaimView.class)))
    public Uni<Response> keepClaim(@PathParam("id") String id, @HeaderParam(ClaimApi.TOKEN) @Nullable String token) {
        UUID caseId = Query.id("case", id);
        return idempotency.once(
                caller.call(),
                "",
                who -> claims.keepAlive(caseId, token, who)
                        .map(claim -> Answer.ok(null, ClaimApi.ClaimView.of(claim))));
    }

    @POST
    @Path("/{id}/unclaim")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(summary = "Return a claimed case")
    @APIResponse(
            responseCode = "200",
            description = "Open for anybody",
            content = @Content(schema = @Schema(implementation = CaseApi.CaseItem.class)))
    public Uni<Response> unclaimCase(@PathParam("id") String id, @HeaderParam(ClaimApi.TOKEN) @Nullable String token) {
        UUID caseId = Query.id("case", id);
        return idempotency.once(
                caller.call(), "", who -> claims.unclaim(caseId, token, who).map(CaseViews::answer));
    }

    @POST
    @Path("/{id}/hand-over")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            summary = "Hand a case over to another moderator",
            description =
                    "Your token is worth nothing from now on. They get theirs when they claim the case; if they do not"
                            + " before the claim ends, it is open for anybody.")
    @APIResponse(
            responseCode = "200",
            description = "Theirs",
            content = @Content(schema = @Schema(implementation = CaseApi.CaseItem.class)))
    public Uni<Response> handOverCase(
            @PathParam("id") String id,
            @HeaderParam(ClaimApi.TOKEN) @Nullable String token,
            @NotNull @Valid ClaimApi.HandOver request) {
        UUID caseId = Query.id("case", id);
        return idempotency.once(
                caller.call(),
                request,
                who -> claims.handOver(caseId, token, request.to(), request.reason(), who)
                        .map(CaseViews::answer));
    }

    @POST
    @Path("/{id}/take-over")
    @RolesAllowed(Roles.LEAD)
    @Operation(
            summary = "Take a case over from whoever holds it",
            description = "Their token is worth nothing from now on; the reason is on record.")
    @APIResponse(
            responseCode = "200",
            description = "Yours",
            content = @Content(schema = @Schema(implementation = ClaimApi.ClaimView.class)))
    public Uni<Response> takeOverCase(@PathParam("id") String id, @NotNull @Valid ClaimApi.TakeOver request) {
        UUID caseId = Query.id("case", id);
        return idempotency.once(
                caller.call(),
                request,
                who -> claims.takeOver(caseId, request.reason(), who)
                        .map(claim -> Answer.ok(null, ClaimApi.ClaimView.of(claim))));
    }
}
