package dev.countermand.overview;

import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Fingerprint;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Paging;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderApi;
import dev.countermand.order.OrderService;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.OrderStatus;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orders")
class OrderResource {

    private final OrderService orders;
    private final OrderStore store;
    private final OrderAccess access;
    private final Overview overview;
    private final Fingerprint fingerprint;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    OrderResource(
            OrderService orders,
            OrderStore store,
            OrderAccess access,
            Overview overview,
            Fingerprint fingerprint,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.orders = orders;
        this.store = store;
        this.access = access;
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
                    "Unpaid it closes by itself after the policy's time (A1). The same order again answers 200, another one under its id 409.")
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
                                .map(view -> placed.created()
                                        ? Answer.created("/v1/orders/" + view.id(), view.version(), view)
                                        : Answer.ok(view.version(), view))));
    }

    @GET
    @Path("/orders/{id}")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE, Roles.AGENT})
    @WithSession
    @Operation(
            summary = "One order",
            description = "With its latest request, shipments, deadlines, and what the caller can do now.")
    @APIResponse(
            responseCode = "200",
            description = "The order",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    public Uni<Response> order(@PathParam("id") String id) {
        Caller who = caller.get();
        return access.find(who, id)
                .chain(order -> overview.of(order, who))
                .map(view -> Response.ok(view)
                        .header("ETag", "\"" + view.version() + "\"")
                        .build());
    }

    @GET
    @Path("/orders")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @WithSession
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
        Caller who = caller.get();
        boolean staff = who.isAny(Role.MODERATOR, Role.LEAD, Role.SERVICE);
        boolean buyer = !staff && who.isAny(Role.BUYER);
        OrderStore.Filter filter = new OrderStore.Filter(
                buyer ? who.subject() : buyerId,
                staff || buyer ? sellerId : who.subject(),
                Query.oneOf(OrderStatus.class, "status", status),
                Query.flag("frozen", frozen));
        PageRequest page = Paging.of(limit, cursor);
        return (sort == null ? store.page(filter, page.after(), page.fetch()) : newest(filter, sort, page))
                .chain(found -> overview.of(found, who))
                .map(views -> Page.of(views, page, OrderView::id));
    }

    private Uni<List<Order>> newest(OrderStore.Filter filter, String sort, PageRequest page) {
        if (!sort.equals("-placedAt")) {
            throw Refusal.invalid("sort", "must be -placedAt, or left out").asException();
        }
        if (filter.buyerId() == null && filter.sellerId() == null) {
            throw Refusal.invalid("buyerId", "or sellerId must be given with sort=-placedAt")
                    .asException();
        }
        String after = page.after();
        return after == null
                ? store.newest(filter, null, page.fetch())
                : store.find(after)
                        .onItem()
                        .ifNull()
                        .failWith(PageRequest::unknownKey)
                        .chain(last -> store.newest(filter, last, page.fetch()));
    }
}
