package dev.countermand.fraud.setting;

import dev.countermand.fraud.judgement.RuleBooks;
import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Detectors")
class DetectorResource {

    private final DetectorSettings settings;
    private final RuleBooks books;
    private final Backtests backtests;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    DetectorResource(
            DetectorSettings settings,
            RuleBooks books,
            Backtests backtests,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.settings = settings;
        this.books = books;
        this.backtests = backtests;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Path("/detectors")
    @RolesAllowed(Roles.LEAD)
    @Operation(
            operationId = "detectors",
            summary = "The detectors of rules F, with the figures in force",
            description = "In the order of the rules; all of them on one page.")
    @APIResponse(responseCode = "200", description = "The detectors")
    public Uni<Page<DetectorApi.DetectorView>> detectors() {
        return settings.all().map(Page::whole).map(page -> page.map(DetectorViews::of));
    }

    @GET
    @Path("/detectors/{code}")
    @RolesAllowed(Roles.LEAD)
    @Operation(operationId = "detector", summary = "A detector, with the figures in force")
    @APIResponse(
            responseCode = "200",
            description = "The detector",
            content = @Content(schema = @Schema(implementation = DetectorApi.DetectorView.class)))
    public Uni<Response> detector(@PathParam("code") String code) {
        return settings.find(code)
                .map(standing -> Response.ok(DetectorViews.of(standing))
                        .header("ETag", "\"" + standing.revision() + "\"")
                        .build());
    }

    @GET
    @Path("/detectors/{code}/versions")
    @RolesAllowed(Roles.LEAD)
    @Operation(
            operationId = "detectorVersions",
            summary = "A detector's versions, newest first",
            description = "Who set each, when and why; the default is not among them.")
    @APIResponse(responseCode = "200", description = "The versions")
    public Uni<Page<DetectorApi.VersionView>> versions(@PathParam("code") String code) {
        return settings.versions(code).map(Page::whole).map(page -> page.map(DetectorViews::of));
    }

    @PUT
    @Path("/detectors/{code}")
    @RolesAllowed(Roles.LEAD)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setDetector",
            summary = "Set a detector's mode, weight and thresholds",
            description =
                    "A new version, in force for all markets and for orders under way; other replicas follow within seconds. What was found before stays until it is judged again.")
    @APIResponse(
            responseCode = "200",
            description = "What is in force now",
            content = @Content(schema = @Schema(implementation = DetectorApi.DetectorView.class)))
    public Uni<DetectorApi.DetectorView> setDetector(
            @PathParam("code") String code, @NotNull @Valid DetectorApi.SetDetector request) {
        return changed(settings.set(code, request.toCommand(), caller.get()));
    }

    @PUT
    @Path("/detectors/{code}/candidate")
    @RolesAllowed(Roles.LEAD)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setCandidate",
            summary = "Set a candidate: figures that judge beside those in force",
            description = "What it finds is recorded as a shadow, counts for nothing and freezes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The detector with its candidate",
            content = @Content(schema = @Schema(implementation = DetectorApi.DetectorView.class)))
    public Uni<DetectorApi.DetectorView> setCandidate(
            @PathParam("code") String code, @NotNull @Valid DetectorApi.SetCandidate request) {
        return changed(settings.propose(code, request.toCommand(), caller.get()));
    }

    @DELETE
    @Path("/detectors/{code}/candidate")
    @RolesAllowed(Roles.LEAD)
    @Operation(operationId = "dropCandidate", summary = "Drop the candidate")
    @APIResponse(
            responseCode = "200",
            description = "The detector without it",
            content = @Content(schema = @Schema(implementation = DetectorApi.DetectorView.class)))
    public Uni<DetectorApi.DetectorView> dropCandidate(@PathParam("code") String code) {
        return changed(settings.drop(code, caller.get()));
    }

    @POST
    @Path("/detectors/{code}/candidate/promotion")
    @RolesAllowed(Roles.LEAD)
    @Operation(operationId = "promoteCandidate", summary = "Put the candidate in force")
    @APIResponse(
            responseCode = "200",
            description = "What is in force now",
            content = @Content(schema = @Schema(implementation = DetectorApi.DetectorView.class)))
    public Uni<Response> promoteCandidate(@PathParam("code") String code) {
        return idempotency
                .once(
                        caller.call(),
                        "",
                        who -> settings.promote(code, who).map(standing -> Answer.ok(null, DetectorViews.of(standing))))
                .call(books::reread);
    }

    @POST
    @Path("/detectors/{code}/backtest")
    @RolesAllowed(Roles.LEAD)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "backtestDetector",
            summary = "Backtest other figures",
            description =
                    "Replays the past of orders under what is in force and under the figures given, and compares both with what moderators decided. Writes nothing. Totals of sellers and markets are today's, and scans count as if carriers had reported them at once: what a late report froze for a while is not frozen here.")
    @APIResponse(
            responseCode = "200",
            description = "What would have been frozen and cleared",
            content = @Content(schema = @Schema(implementation = DetectorApi.BacktestView.class)))
    public Uni<Response> backtest(@PathParam("code") String code, @NotNull @Valid DetectorApi.Backtest request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> backtests
                        .run(code, request.toCommand())
                        .map(outcome -> Answer.ok(null, DetectorViews.of(outcome))));
    }

    private Uni<DetectorApi.DetectorView> changed(Uni<DetectorSettings.Standing> change) {
        return change.call(books::reread).map(DetectorViews::of);
    }
}
