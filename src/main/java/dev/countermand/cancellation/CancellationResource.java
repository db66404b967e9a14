package dev.countermand.cancellation;

import dev.countermand.cancellation.state.CancellationStatus;
import dev.countermand.database.query.Narrowing;
import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Cancellations")
class CancellationResource {

    private final CancellationOpening requests;
    private final CancellationAnswers cancellations;
    private final CancellationReader reader;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    CancellationResource(
            CancellationOpening requests,
            CancellationAnswers cancellations,
            CancellationReader reader,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.requests = requests;
        this.cancellations = cancellations;
        this.reader = reader;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Path("/orders/{id}/cancellation-eligibility")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE, Roles.AGENT})
    @Operation(
            summary = "What the buyer can do now, and why",
            description = "The same decision guards the request itself.")
    @APIResponse(
            responseCode = "200",
            description = "How the order can be cancelled",
            content = @Content(schema = @Schema(implementation = CancellationApi.EligibilityView.class)))
    public Uni<CancellationApi.EligibilityView> eligibility(@PathParam("id") String id) {
        return reader.eligibility(id, caller.get()).map(CancellationViews::of);
    }

    @POST
    @Path("/orders/{id}/cancellations")
    @RolesAllowed({Roles.BUYER, Roles.AGENT})
    @Operation(
            operationId = "requestCancellation",
            summary = "Ask to cancel an order, or some units of it (A2, A4)",
            description =
                    "Unpaid, it is cancelled at once (status APPROVED). Paid, the seller is asked about what is open (PENDING). Of what is declared shipped the carrier decides (CONTESTED); a request about both is pending for the one part and contested for the other, each shown in units. What a carrier has cannot be asked for.")
    @APIResponse(
            responseCode = "201",
            description = "The request",
            content = @Content(schema = @Schema(implementation = CancellationApi.CancellationView.class)))
    public Uni<Response> request(
            @PathParam("id") String id, @NotNull @Valid CancellationApi.RequestCancellation request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> requests.request(who, id, request.toCommand())
                        .map(done -> Answer.created(
                                "/v1/cancellations/" + done.cancellation().row().id,
                                done.order().version(),
                                view(done, false))));
    }

    @GET
    @Path("/cancellations/{id}")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE, Roles.AGENT})
    @Operation(
            summary = "One cancellation request",
            description = "The seller's view leaves out the true reason (A12).")
    @APIResponse(
            responseCode = "200",
            description = "The request",
            content = @Content(schema = @Schema(implementation = CancellationApi.CancellationView.class)))
    public Uni<Response> cancellation(@PathParam("id") String id) {
        return reader.find(Query.id("cancellation", id), caller.get())
                .map(seen -> Response.ok(CancellationViews.of(seen))
                        .header("ETag", "\"" + seen.loaded().row().version + "\"")
                        .build());
    }

    @GET
    @Path("/cancellations")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @Operation(
            summary = "Cancellation requests, oldest first",
            description =
                    "Buyers and sellers get their own. With sort=dueAt: one seller's requests that wait for an answer, the most urgent first.")
    @APIResponse(responseCode = "200", description = "A page of requests")
    public Uni<Page<CancellationApi.CancellationView>> cancellations(
            @QueryParam("status") @Schema(implementation = CancellationStatus.class) @Nullable String status,
            @QueryParam("orderId") @Nullable String orderId,
            @QueryParam("sellerId") @Nullable String sellerId,
            @QueryParam("sort") @Schema(enumeration = "dueAt") @Nullable String sort,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Narrowing<CancellationStatus> narrowing =
                Narrowing.of(Query.oneOf(CancellationStatus.class, "status", status), orderId, sellerId);
        return reader.page(narrowing, sortOf(sort), caller.page(limit, cursor), caller.get())
                .map(page -> page.map(CancellationViews::of));
    }

    private static CancellationReader.Sort sortOf(@Nullable String sort) {
        return switch (sort) {
            case null -> CancellationReader.Sort.OLDEST_FIRST;
            case "dueAt" -> CancellationReader.Sort.DUE_FIRST;
            default ->
                throw Refusal.invalid("sort", "must be dueAt, or left out").asException();
        };
    }

    @POST
    @Path("/cancellations/{id}/withdrawal")
    @RolesAllowed({Roles.BUYER, Roles.AGENT})
    @Operation(summary = "Take a request back, pending and contested parts alike: resume the order (A7, A13)")
    @APIResponse(
            responseCode = "200",
            description = "Withdrawn",
            content = @Content(schema = @Schema(implementation = CancellationApi.CancellationView.class)))
    public Uni<Response> withdraw(@PathParam("id") String id) {
        return answer(id, "", false, who -> cancellations.withdraw(who, Query.id("cancellation", id)));
    }

    @POST
    @Path("/cancellations/{id}/approval")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.SELLER)
    @Operation(
            summary = "Agree to a request (A8)",
            description =
                    "The units leave the order, their money goes back to the instrument that paid. What is contested leaves with them: its declared parcel is void (A13). Whether the reason is true is another question (A12).")
    @APIResponse(
            responseCode = "200",
            description = "Approved",
            content = @Content(schema = @Schema(implementation = CancellationApi.CancellationView.class)))
    public Uni<Response> approve(
            @PathParam("id") String id, @RequestBody(required = false) CancellationApi.@Nullable Approve request) {
        return answer(
                id,
                request == null ? "" : request,
                true,
                who -> cancellations.approve(
                        who, Query.id("cancellation", id), request == null ? null : request.reasonConfirmed()));
    }

    /** Many clients name no media type, or a wrong one, when they send no body. */
    @POST
    @Path("/cancellations/{id}/approval")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.SELLER)
    @Operation(hidden = true)
    public Uni<Response> approveWithoutBody(@PathParam("id") String id, byte @Nullable [] body) {
        if (body != null && body.length > 0) {
            throw new NotSupportedException();
        }
        return approve(id, null);
    }

    @POST
    @Path("/cancellations/{id}/liability")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "judgeCancellation",
            summary = "Decide who is to blame, where no fact told (A12)",
            description = "For what was cancelled. A seller who is to blame is fined (A24), and may appeal (A27).")
    @APIResponse(
            responseCode = "200",
            description = "Decided",
            content = @Content(schema = @Schema(implementation = CancellationApi.CancellationView.class)))
    public Uni<Response> judge(@PathParam("id") String id, @NotNull @Valid CancellationApi.Judge request) {
        return answer(
                id,
                request,
                false,
                who -> cancellations.judge(
                        who, Query.id("cancellation", id), request.liability(), request.statement()));
    }

    @POST
    @Path("/cancellations/{id}/refusal")
    @RolesAllowed(Roles.SELLER)
    @Operation(
            summary = "Refuse a request, with a reason (A6)",
            description =
                    "Of what is declared shipped the carrier decides (A13): a refusal is about what is pending, and what is contested goes on.")
    @APIResponse(
            responseCode = "200",
            description = "Refused",
            content = @Content(schema = @Schema(implementation = CancellationApi.CancellationView.class)))
    public Uni<Response> refuse(@PathParam("id") String id, @NotNull @Valid CancellationApi.Refuse request) {
        return answer(
                id,
                request,
                true,
                who -> cancellations.refuse(who, Query.id("cancellation", id), request.explanation()));
    }

    private Uni<Response> answer(
            String id, Object body, boolean sellersView, Function<Caller, Uni<CancellationAnswers.Done>> act) {
        return idempotency.once(
                caller.call(),
                body,
                who -> act.apply(who).map(done -> Answer.ok(done.order().version(), view(done, sellersView))));
    }

    private static CancellationApi.CancellationView view(CancellationAnswers.Done done, boolean sellersView) {
        return CancellationViews.of(
                new SeenCancellation(done.cancellation(), done.order().terms().currency(), sellersView, null));
    }
}
