package dev.countermand.review.quality;

import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/quality")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Quality")
class QualityResource {

    private static final String CASE = "The case's id.";

    private final FigureReader figures;
    private final GoldenCases golden;
    private final CurrentCaller caller;

    QualityResource(FigureReader figures, GoldenCases golden, CurrentCaller caller) {
        this.figures = figures;
        this.golden = golden;
        this.caller = caller;
    }

    @GET
    @Path("/figures")
    @RolesAllowed(Roles.LEAD)
    @Operation(
            operationId = "qualityFigures",
            summary = "How good the desk is, for each detector and each moderator",
            description =
                    "Of a detector, the cases that were opened in the period; of a moderator, those that they decided"
                            + " in it. The last 30 days, if no period is named; 92 days at most. A share of nothing is left out.")
    @APIResponse(
            responseCode = "200",
            description = "The figures",
            content = @Content(schema = @Schema(implementation = QualityApi.FiguresView.class)))
    public Uni<QualityApi.FiguresView> figures(
            @Parameter(description = "The beginning of the period.")
                    @QueryParam("from")
                    @Schema(format = "date-time")
                    @Nullable
                    String from,
            @Parameter(description = "Its end, which is not in it.")
                    @QueryParam("to")
                    @Schema(format = "date-time")
                    @Nullable
                    String to) {
        return figures.of(moment("from", from), moment("to", to)).map(QualityViews::figures);
    }

    private static @Nullable Instant moment(String name, @Nullable String value) {
        return value == null ? null : Query.moment(name, value);
    }

    @GET
    @Path("/golden-cases")
    @RolesAllowed(Roles.LEAD)
    @Operation(operationId = "goldenCases", summary = "The cases of which it is known what is right")
    @APIResponse(responseCode = "200", description = "A page of cases")
    public Uni<Page<QualityApi.GoldenView>> golden(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return golden.page(caller.page(limit, cursor)).map(page -> page.map(QualityApi.GoldenView::of));
    }

    @PUT
    @Path("/golden-cases/{id}")
    @RolesAllowed(Roles.LEAD)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setGoldenCase",
            summary = "Say of a decided case what is right",
            description =
                    "It is mixed into the second reviews, where nothing tells it from the others. You do not get it"
                            + " yourself, nor does whoever decided it.")
    @APIResponse(
            responseCode = "200",
            description = "The case",
            content = @Content(schema = @Schema(implementation = QualityApi.GoldenView.class)))
    public Uni<QualityApi.GoldenView> setGolden(
            @Parameter(description = CASE) @PathParam("id") String id,
            @NotNull @Valid QualityApi.SetGoldenCase request) {
        UUID caseId = Query.id("case", id);
        return golden.set(caseId, request.verdict(), request.because(), caller.get())
                .map(QualityApi.GoldenView::of);
    }

    @DELETE
    @Path("/golden-cases/{id}")
    @RolesAllowed(Roles.LEAD)
    @Operation(
            operationId = "dropGoldenCase",
            summary = "Take a golden case out",
            description = "Nobody gets it any more; what was decided stays counted.")
    @APIResponse(
            responseCode = "200",
            description = "The case as it was",
            content = @Content(schema = @Schema(implementation = QualityApi.GoldenView.class)))
    public Uni<QualityApi.GoldenView> dropGolden(@Parameter(description = CASE) @PathParam("id") String id) {
        return golden.drop(Query.id("case", id), caller.get()).map(QualityApi.GoldenView::of);
    }
}
