package dev.countermand.courier;

import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Money;
import dev.countermand.order.Address;
import dev.countermand.order.Order;
import dev.countermand.order.OrderApi;
import dev.countermand.payment.PaymentStore;
import dev.countermand.payment.ledger.Ledger;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalTime;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Delivery")
class DeliveryResource {

    private final OwnDelivery ownDelivery;
    private final HandOvers handOvers;
    private final PaymentStore payments;
    private final Ledger ledger;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    DeliveryResource(
            OwnDelivery ownDelivery,
            HandOvers handOvers,
            PaymentStore payments,
            Ledger ledger,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.ownDelivery = ownDelivery;
        this.handOvers = handOvers;
        this.payments = payments;
        this.ledger = ledger;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/orders/{id}/delivery")
    @RolesAllowed({Roles.AGENT, Roles.SERVICE})
    @Operation(
            operationId = "changeDelivery",
            summary = "Another day, other hours, another address (E1)",
            description = "By phone: an agent enters it for the buyer. Not on the day of delivery.")
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = DeliveryApi.DeliveryView.class)))
    public Uni<Response> changeDelivery(
            @PathParam("id") String id, @NotNull @Valid DeliveryApi.ChangeDelivery request) {
        return once(request, who -> ownDelivery.change(who, id, request.toCommand()));
    }

    @POST
    @Path("/orders/{id}/items")
    @RolesAllowed(Roles.AGENT)
    @Operation(
            operationId = "changeItems",
            summary = "Add or drop items (E1)",
            description =
                    "What was paid for dropped items goes back; added ones are paid later. Not on the day of delivery.")
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = DeliveryApi.DeliveryView.class)))
    public Uni<Response> changeItems(@PathParam("id") String id, @NotNull @Valid DeliveryApi.ChangeItems request) {
        return once(request, who -> ownDelivery.changeItems(who, id, request.toCommand()));
    }

    @POST
    @Path("/orders/{id}/hand-over")
    @RolesAllowed({Roles.SERVICE, Roles.AGENT})
    @Operation(
            operationId = "recordHandOver",
            summary = "Accepted, refused or not collected (C2, C3, C4, L2)",
            description =
                    "What the shop's courier or the post office reports. What was refused is not owed; the policy says who bears the delivery costs.")
    @APIResponse(
            responseCode = "200",
            description = "Recorded",
            content = @Content(schema = @Schema(implementation = DeliveryApi.DeliveryView.class)))
    public Uni<Response> recordHandOver(
            @PathParam("id") String id, @NotNull @Valid DeliveryApi.RecordHandOver request) {
        return once(request, who -> handOvers.record(who, id, request.toCommand()));
    }

    private Uni<Response> once(Object request, Function<Caller, Uni<Order>> act) {
        return idempotency.once(
                caller.call(),
                request,
                who -> act.apply(who)
                        .chain(order ->
                                refunded(order).map(refunded -> Answer.ok(order.version(), view(order, refunded)))));
    }

    /** A20b: by the ledger, less what is before a person; nobody is asked where nothing was ever given back. */
    private Uni<Money> refunded(Order order) {
        return order.refunded().isZero()
                ? Uni.createFrom().item(order.refunded())
                : ledger.accounts(order)
                        .chain(accounts -> payments.owed(List.of(order.id()))
                                .map(owed -> accounts.refunded()
                                        .minus(new Money(owed.getOrDefault(order.id(), 0L), accounts.currency()))));
    }

    private static DeliveryApi.DeliveryView view(Order order, Money refunded) {
        Address to = order.delivery().to();
        return new DeliveryApi.DeliveryView(
                order.id(),
                order.status(),
                order.total().text(),
                order.paid().text(),
                refunded.text(),
                new OrderApi.Destination(to.country(), to.postalCode(), to.city()),
                order.delivery().date(),
                hour(order.delivery().from()),
                hour(order.delivery().until()));
    }

    private static @Nullable String hour(@Nullable LocalTime time) {
        return time == null ? null : time.toString();
    }
}
