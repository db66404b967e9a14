package dev.countermand.cancellation;

import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Paging;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
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
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Cancellations")
class CancellationResource {

    private final CancellationOpening requests;
    private final CancellationAnswers cancellations;
    private final CancellationStore store;
    private final SellerDesk waiting;
    private final OrderAccess access;
    private final Deadlines deadlines;
    private final Idempotency idempotency;
    private final CurrentCaller caller;
    private final InstantSource clock;

    CancellationResource(
            CancellationOpening requests,
            CancellationAnswers cancellations,
            CancellationStore store,
            SellerDesk waiting,
            OrderAccess access,
            Deadlines deadlines,
            Idempotency idempotency,
            CurrentCaller caller,
            InstantSource clock) {
        this.requests = requests;
        this.cancellations = cancellations;
        this.store = store;
        this.waiting = waiting;
        this.access = access;
        this.deadlines = deadlines;
        this.idempotency = idempotency;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Path("/orders/{id}/cancellation-eligibility")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE, Roles.AGENT})
    @WithSession
    @Operation(
            summary = "What the buyer can do now, and why",
            description = "The same decision guards the request itself.")
    @APIResponse(
            responseCode = "200",
            description = "How the order can be cancelled",
            content = @Content(schema = @Schema(implementation = CancellationApi.EligibilityView.class)))
    public Uni<CancellationApi.EligibilityView> eligibility(@PathParam("id") String id) {
        return access.find(caller.get(), id)
                .chain(order -> untilEscrowIsReleased(order, Eligibility.of(order, Timestamps.now(clock)))
                        .map(decision -> CancellationViews.of(decision, order.policy())));
    }

    /** A18: a dispute is possible until the seller has the money; when that is stands with the order's deadlines. */
    private Uni<Eligibility> untilEscrowIsReleased(Order order, Eligibility decision) {
        if (!(decision instanceof Eligibility.Dispute dispute)) {
            return Uni.createFrom().item(decision);
        }
        return deadlines
                .ofOrders(List.of(order.id()))
                .map(running -> running.stream()
                        .filter(deadline -> deadline.kind() == DeadlineKind.RELEASE_ESCROW)
                        .findFirst()
                        .<Eligibility>map(deadline ->
                                new Eligibility.Dispute(dispute.code(), dispute.explanation(), deadline.dueAt()))
                        .orElse(dispute));
    }

    @POST
    @Path("/orders/{id}/cancellations")
    @RolesAllowed({Roles.BUYER, Roles.AGENT})
    @Operation(
            operationId = "requestCancellation",
            summary = "Ask to cancel an order, or some units of it (A2, A4)",
            description =
                    "Unpaid, it is cancelled at once (status APPROVED). Paid, the seller is asked (PENDING). Declared shipped, the carrier decides (CONTESTED).")
    @APIResponse(
            responseCode = "201",
            description = "The request",
            content = @Content(schema = @Schema(implementation = CancellationApi.CancellationView.class)))
    public Uni<Response> request(
            @PathParam("id") String id, @NotNull @Valid CancellationApi.RequestCancellation request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> requests.request(who, id, request)
                        .map(done -> Answer.created(
                                "/v1/cancellations/" + done.cancellation().row().id,
                                done.order().version(),
                                view(done, false))));
    }

    @GET
    @Path("/cancellations/{id}")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE, Roles.AGENT})
    @WithSession
    @Operation(
            summary = "One cancellation request",
            description = "The seller's view leaves out the true reason (A12).")
    @APIResponse(
            responseCode = "200",
            description = "The request",
            content = @Content(schema = @Schema(implementation = CancellationApi.CancellationView.class)))
    public Uni<Response> cancellation(@PathParam("id") String id) {
        UUID cancellationId = Query.id("cancellation", id);
        Caller who = caller.get();
        return store.orderOf(cancellationId)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.notFound("cancellation").asException())
                .chain(orderId -> access.find(who, orderId))
                .chain(order -> store.find(order.id(), cancellationId)
                        .map(loaded -> Response.ok(CancellationViews.of(
                                        loaded,
                                        order.terms().currency(),
                                        sellersView(who, order.terms().buyerId())))
                                .header("ETag", "\"" + loaded.row().version + "\"")
                                .build()));
    }

    @GET
    @Path("/cancellations")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @WithSession
    @Operation(
            summary = "Cancellation requests, oldest first",
            description =
                    "Buyers and sellers get their own. With sort=dueAt: one seller's requests that wait for his answer, what ends soonest first.")
    @APIResponse(responseCode = "200", description = "A page of requests")
    public Uni<Page<CancellationApi.CancellationView>> cancellations(
            @QueryParam("status") @Schema(implementation = CancellationStatus.class) @Nullable String status,
            @QueryParam("orderId") @Nullable String orderId,
            @QueryParam("sellerId") @Nullable String sellerId,
            @QueryParam("sort") @Schema(enumeration = "dueAt") @Nullable String sort,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Caller who = caller.get();
        boolean staff = who.isAny(Role.MODERATOR, Role.LEAD, Role.SERVICE);
        boolean buyer = !staff && who.isAny(Role.BUYER);
        boolean seller = !staff && !buyer;
        CancellationStore.Filter filter = new CancellationStore.Filter(
                Query.oneOf(CancellationStatus.class, "status", status),
                orderId,
                seller ? who.subject() : sellerId,
                buyer ? who.subject() : null);
        PageRequest page = Paging.of(limit, cursor);
        return sort == null ? store.page(filter, page, seller) : desk(filter, sort, page, seller);
    }

    private Uni<Page<CancellationApi.CancellationView>> desk(
            CancellationStore.Filter filter, String sort, PageRequest page, boolean seller) {
        if (!sort.equals("dueAt")) {
            throw Refusal.invalid("sort", "must be dueAt, or left out").asException();
        }
        if (filter.sellerId() == null || filter.buyerId() != null || filter.orderId() != null) {
            throw Refusal.invalid("sellerId", "must be given, and nothing else, with sort=dueAt")
                    .asException();
        }
        if (filter.status() != null && filter.status() != CancellationStatus.PENDING) {
            throw Refusal.invalid("status", "must be PENDING with sort=dueAt").asException();
        }
        return waiting.page(filter.sellerId(), page, seller);
    }

    @POST
    @Path("/cancellations/{id}/withdrawal")
    @RolesAllowed({Roles.BUYER, Roles.AGENT})
    @Operation(summary = "Take a request back: resume the order (A7)")
    @APIResponse(
            responseCode = "200",
            description = "Withdrawn",
            content = @Content(schema = @Schema(implementation = CancellationApi.CancellationView.class)))
    public Uni<Response> withdraw(@PathParam("id") String id) {
        return answer(id, "", false, who -> cancellations.withdraw(who, Query.id("cancellation", id)));
    }

    @POST
    @Path("/cancellations/{id}/approval")
    @RolesAllowed(Roles.SELLER)
    @Operation(
            summary = "Agree to a request (A8)",
            description = "The units leave the order, their money goes back to the instrument that paid.")
    @APIResponse(
            responseCode = "200",
            description = "Approved",
            content = @Content(schema = @Schema(implementation = CancellationApi.CancellationView.class)))
    public Uni<Response> approve(@PathParam("id") String id) {
        return answer(id, "", true, who -> cancellations.approve(who, Query.id("cancellation", id)));
    }

    @POST
    @Path("/cancellations/{id}/refusal")
    @RolesAllowed(Roles.SELLER)
    @Operation(summary = "Refuse a request, with a reason (A6)")
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
        return CancellationViews.of(done.cancellation(), done.order().terms().currency(), sellersView);
    }

    /** Whoever is neither the buyer nor of the marketplace sees what a seller may see. */
    static boolean sellersView(Caller who, String buyerId) {
        return !OrderAccess.isBuyer(who, buyerId) && !who.isAny(Role.MODERATOR, Role.LEAD, Role.SERVICE, Role.AGENT);
    }
}
