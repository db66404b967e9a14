package dev.countermand.overview;

import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Fingerprint;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.http.gate.BeforeBody;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Visible;
import dev.countermand.order.OrderApi;
import dev.countermand.order.OrderService;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.OrderStatus;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orders")
class OrderResource implements BeforeBody {

    private static final String ACTS = "/v1/orders/{id}/";

    private final OrderService orders;
    private final Overview overview;
    private final Fingerprint fingerprint;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    OrderResource(
            OrderService orders,
            Overview overview,
            Fingerprint fingerprint,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.orders = orders;
        this.overview = overview;
        this.fingerprint = fingerprint;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/orders")
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            summary = "Place an order",
            description =
                    "Not paid within the policy's time, it closes (A1). The same order again gets 200, another one with its id 409.")
    @APIResponse(
            responseCode = "201",
            description = "Placed",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(
            responseCode = "200",
            description = "The same order was there already",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    public Uni<Response> place(@NotNull @Valid OrderApi.PlaceOrder request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> fingerprint
                        .of(request)
                        .chain(origin -> orders.place(request.toCommand(origin), who.as(Role.SERVICE)))
                        .chain(placed -> overview.of(placed.order(), who)
                                .map(OrderView::of)
                                .map(view -> placed.created()
                                        ? Answer.created("/v1/orders/" + view.id(), view.version(), view)
                                        : Answer.ok(view.version(), view))));
    }

    @GET
    @Path("/orders/{id}")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE, Roles.AGENT})
    @Operation(
            summary = "One order",
            description = "With its latest request, shipments, deadlines, and what the caller can do now.")
    @APIResponse(
            responseCode = "200",
            description = "The order",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    public Uni<Response> order(@PathParam("id") String id) {
        return overview.find(id, caller.get())
                .map(OrderView::of)
                .map(view -> Response.ok(view)
                        .header("ETag", "\"" + view.version() + "\"")
                        .build());
    }

    @GET
    @Path("/orders")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @Operation(
            summary = "Orders, by id",
            description =
                    "Buyers and sellers get their own, closed ones included (A1). With sort=-placedAt one buyer's or seller's, newest first.")
    @APIResponse(responseCode = "200", description = "A page of orders")
    public Uni<Page<OrderView>> orders(
            @QueryParam("buyerId") @Nullable String buyerId,
            @QueryParam("sellerId") @Nullable String sellerId,
            @QueryParam("status") @Schema(implementation = OrderStatus.class) @Nullable String status,
            @QueryParam("frozen") @Schema(implementation = Boolean.class) @Nullable String frozen,
            @QueryParam("sort") @Schema(enumeration = "-placedAt") @Nullable String sort,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Caller reader = caller.get();
        OrderStore.Filter filter = new OrderStore.Filter(
                Visible.to(reader),
                Optional.ofNullable(buyerId),
                Optional.ofNullable(sellerId),
                Optional.ofNullable(Query.oneOf(OrderStatus.class, "status", status)),
                Optional.ofNullable(Query.flag("frozen", frozen)));
        return overview.page(filter, sortOf(sort), caller.page(limit, cursor), reader)
                .map(page -> page.map(OrderView::of));
    }

    private static Overview.Sort sortOf(@Nullable String sort) {
        return switch (sort) {
            case null -> Overview.Sort.BY_ID;
            case "-placedAt" -> Overview.Sort.NEWEST_FIRST;
            default ->
                throw Refusal.invalid("sort", "must be -placedAt, or left out").asException();
        };
    }

    @Override
    public boolean standsBefore(String address) {
        return address.startsWith(ACTS);
    }

    /**
     * A buyer or a seller who wants to act on an order that is not theirs is told that it is not there: nobody has their
     * body read for an order that they may not touch, and nobody waits for the lock of one.
     */
    @Override
    public Uni<Void> admit(String id) {
        return overview.refuseStrangers(id, caller.get());
    }
}
