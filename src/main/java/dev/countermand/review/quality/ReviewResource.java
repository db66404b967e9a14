package dev.countermand.review.quality;

import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/quality")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Quality")
class ReviewResource {

    private static final String ID = "The review's id.";

    private final SecondReviews reviews;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    ReviewResource(SecondReviews reviews, Idempotency idempotency, CurrentCaller caller) {
        this.reviews = reviews;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/reviews/next")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "nextReview",
            summary = "Get a decided case to decide it a second time",
            description =
                    "One of a sample, as it was before anybody decided it: without who had it, what they noted and"
                            + " decided, and what followed; its page, decisions and evidence are closed to you until you have decided."
                            + " Nobody gets what they decided, approved, rejected or undid, wrote on, or are a party to. What you have"
                            + " begun comes first.")
    @APIResponse(
            responseCode = "200",
            description = "Yours",
            content = @Content(schema = @Schema(implementation = QualityApi.GivenReview.class)))
    public Uni<Response> next() {
        return idempotency.once(
                caller.call(), "", who -> reviews.next(who).map(given -> Answer.ok(null, QualityViews.given(given))));
    }

    @GET
    @Path("/reviews/{id}")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(operationId = "review", summary = "The case of a review that you have begun")
    @APIResponse(
            responseCode = "200",
            description = "The case, as it was before its decision",
            content = @Content(schema = @Schema(implementation = QualityApi.GivenReview.class)))
    public Uni<QualityApi.GivenReview> review(@Parameter(description = ID) @PathParam("id") String id) {
        return reviews.find(Query.id("review", id), caller.get()).map(QualityViews::given);
    }

    @POST
    @Path("/reviews/{id}/decision")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "decideReview",
            summary = "Decide a case a second time",
            description = "Nothing follows for the order: it is counted whether the two agree. Once for good.")
    @APIResponse(
            responseCode = "200",
            description = "Decided",
            content = @Content(schema = @Schema(implementation = QualityApi.DoneReview.class)))
    public Uni<Response> decide(
            @Parameter(description = ID) @PathParam("id") String id, @NotNull @Valid QualityApi.DecideReview request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> reviews.decide(Query.id("review", id), request.verdict(), request.statement(), who)
                        .map(done -> Answer.ok(null, QualityViews.done(done))));
    }

    @GET
    @Path("/reviews")
    @RolesAllowed(Roles.LEAD)
    @Operation(
            operationId = "reviews",
            summary = "Second reviews with what came of them, the oldest first",
            description = "With done=true those that were decided, with apart=true those in which the two differ.")
    @APIResponse(responseCode = "200", description = "A page of reviews")
    public Uni<Page<QualityApi.ReviewView>> reviews(
            @Parameter(description = "Only those that were decided a second time.")
                    @QueryParam("done")
                    @Schema(type = SchemaType.BOOLEAN)
                    @Nullable
                    String done,
            @Parameter(description = "Only those in which the two are not the same.")
                    @QueryParam("apart")
                    @Schema(type = SchemaType.BOOLEAN)
                    @Nullable
                    String apart,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return reviews.page(
                        Boolean.TRUE.equals(Query.flag("done", done)),
                        Boolean.TRUE.equals(Query.flag("apart", apart)),
                        caller.page(limit, cursor))
                .map(page -> page.map(QualityApi.ReviewView::of));
    }
}
