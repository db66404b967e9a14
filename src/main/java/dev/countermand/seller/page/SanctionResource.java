package dev.countermand.seller.page;

import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.Words;
import dev.countermand.seller.AppealStatus;
import dev.countermand.seller.Appeals;
import dev.countermand.seller.Sanction;
import dev.countermand.seller.SanctionReader;
import dev.countermand.seller.SanctionStatus;
import dev.countermand.seller.Sanctions;
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
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/sanctions")
@Tag(name = "Sellers")
class SanctionResource {

    private final Sanctions sanctions;
    private final Appeals appeals;
    private final SanctionReader reader;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    SanctionResource(
            Sanctions sanctions,
            Appeals appeals,
            SanctionReader reader,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.sanctions = sanctions;
        this.appeals = appeals;
        this.reader = reader;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @Operation(
            operationId = "sanctions",
            summary = "Sanctions and appeals, the oldest first (A27)",
            description = "With status=AWAITING_APPROVAL what waits for a second person, with appealStatus=OPEN what"
                    + " waits for a judge. Sellers see their own, once they were told of them.")
    @APIResponse(responseCode = "200", description = "A page of sanctions")
    public Uni<Page<SellerApi.SanctionView>> sanctions(
            @QueryParam("sellerId") @Parameter(description = "Only those against this seller.") @Nullable
                    String sellerId,
            @QueryParam("status")
                    @Parameter(description = "Only those that stand so.")
                    @Schema(implementation = SanctionStatus.class)
                    @Nullable
                    String status,
            @QueryParam("appealStatus")
                    @Parameter(description = "Only those whose appeal stands so.")
                    @Schema(implementation = AppealStatus.class)
                    @Nullable
                    String appealStatus,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Caller who = caller.get();
        SanctionReader.Narrowed narrowed = new SanctionReader.Narrowed(
                Optional.ofNullable(sellerId),
                Optional.ofNullable(Query.oneOf(SanctionStatus.class, "status", status)),
                Optional.ofNullable(Query.oneOf(AppealStatus.class, "appealStatus", appealStatus)));
        return reader.page(narrowed, caller.page(limit, cursor), who)
                .map(page -> page.map(each -> SellerViews.view(each, SellerViews.seesAuthors(who))));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @Operation(operationId = "sanction", summary = "A sanction with its appeal (A27)")
    @APIResponse(
            responseCode = "200",
            description = "The sanction",
            content = @Content(schema = @Schema(implementation = SellerApi.SanctionView.class)))
    public Uni<Response> sanction(@PathParam("id") String id) {
        Caller who = caller.get();
        return reader.find(Query.id("sanction", id), who)
                .map(sanction -> Response.ok(SellerViews.view(sanction, SellerViews.seesAuthors(who)))
                        .header("ETag", "\"" + sanction.version() + "\"")
                        .build());
    }

    @POST
    @Path("/{id}/approval")
    @RolesAllowed(Roles.LEAD)
    @Operation(
            operationId = "approveSanction",
            summary = "Approve a suspension (A27)",
            description = "Somebody else than who decided it; from then on it is in force.")
    @APIResponse(
            responseCode = "200",
            description = "In force",
            content = @Content(schema = @Schema(implementation = SellerApi.SanctionView.class)))
    public Uni<Response> approveSanction(@PathParam("id") String id) {
        UUID sanction = Query.id("sanction", id);
        return idempotency.once(
                caller.call(), "", who -> sanctions.approve(sanction, who).map(SanctionResource::toStaff));
    }

    @POST
    @Path("/{id}/rejection")
    @RolesAllowed(Roles.LEAD)
    @Operation(
            operationId = "rejectSanction",
            summary = "Do not approve a suspension (A27)",
            description = "Somebody else than who decided it; the seller is not told of it.")
    @APIResponse(
            responseCode = "200",
            description = "Rejected",
            content = @Content(schema = @Schema(implementation = SellerApi.SanctionView.class)))
    public Uni<Response> rejectSanction(
            @PathParam("id") String id, @NotNull @Valid SanctionApi.RejectSanction request) {
        UUID sanction = Query.id("sanction", id);
        return idempotency.once(
                caller.call(),
                request,
                who -> sanctions.reject(sanction, request.reason(), who).map(SanctionResource::toStaff));
    }

    @POST
    @Path("/{id}/appeal")
    @RolesAllowed(Roles.SELLER)
    @Operation(
            operationId = "appeal",
            summary = "Appeal against a sanction (A27)",
            description =
                    "Once, as long as the policy says, also when its time is over. Until it is judged the sanction"
                            + " stays in force.")
    @APIResponse(
            responseCode = "201",
            description = "Filed",
            content = @Content(schema = @Schema(implementation = SellerApi.SanctionView.class)))
    public Uni<Response> appeal(@PathParam("id") String id, @NotNull @Valid SanctionApi.FileAppeal request) {
        UUID sanction = Query.id("sanction", id);
        return idempotency.once(
                caller.call(),
                request,
                who -> appeals.file(sanction, request.text(), who)
                        .map(done -> Answer.created(
                                "/v1/sanctions/" + done.id(), done.version(), SellerViews.view(done, false))));
    }

    @POST
    @Path("/{id}/appeal/decision")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "decideAppeal",
            summary = "Judge an appeal (A27)",
            description = "Somebody who neither decided nor approved the sanction. UPHELD undoes it with its points and"
                    + " its fine, at once and as a whole.")
    @APIResponse(
            responseCode = "200",
            description = "Judged",
            content = @Content(schema = @Schema(implementation = SellerApi.SanctionView.class)))
    public Uni<Response> decideAppeal(@PathParam("id") String id, @NotNull @Valid SanctionApi.DecideAppeal request) {
        UUID sanction = Query.id("sanction", id);
        Words.mustSayWhy(request.statement());
        boolean upheld = request.outcome() == SanctionApi.Outcome.UPHELD;
        return idempotency.once(
                caller.call(),
                request,
                who -> appeals.decide(sanction, upheld, request.statement(), who)
                        .map(SanctionResource::toStaff));
    }

    private static Answer toStaff(Sanction sanction) {
        return Answer.ok(sanction.version(), SellerViews.view(sanction, true));
    }
}
