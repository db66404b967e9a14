package dev.countermand.shipment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Refusal;
import dev.countermand.tracking.event.SentEvent;
import dev.countermand.tracking.event.TrackingNumbers;
import dev.countermand.tracking.report.CarrierReports;
import dev.countermand.tracking.report.SentEvents;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shipments")
class ShipmentResource {

    /** Events in one batch. */
    static final int MAX_EVENTS = 500;

    private final Shipments shipments;
    private final SentEvents sentEvents;
    private final CarrierReports carrierEvents;
    private final TrackingNumbers numbers;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    ShipmentResource(
            Shipments shipments,
            SentEvents sentEvents,
            CarrierReports carrierEvents,
            TrackingNumbers numbers,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.shipments = shipments;
        this.sentEvents = sentEvents;
        this.carrierEvents = carrierEvents;
        this.numbers = numbers;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/orders/{id}/shipments")
    @RolesAllowed(Roles.SELLER)
    @Operation(
            summary = "Declare a shipment (A9, A13)",
            description =
                    "A claim, no proof. An open cancellation request is not ended by it: it becomes CONTESTED, and the carrier decides. A number in the format of the Universal Postal Union is kept under s10, whichever post was named.")
    @APIResponse(
            responseCode = "201",
            description = "Declared, with what the number looks like",
            content = @Content(schema = @Schema(implementation = ShipmentApi.Declared.class)))
    public Uni<Response> declare(@PathParam("id") String id, @NotNull @Valid ShipmentApi.DeclareShipment request) {
        Caller who = caller.get();
        return idempotency.once(
                who,
                request,
                () -> shipments
                        .declare(who, id, request)
                        .map(done -> Answer.created(
                                "/v1/orders/" + id, done.order().version(), declared(done.shipment(), request))));
    }

    private ShipmentApi.Declared declared(Shipment shipment, ShipmentApi.DeclareShipment request) {
        String carrier = shipment.carrier().equals(Shipments.OWN_COURIER) ? null : shipment.carrier();
        return new ShipmentApi.Declared(
                ShipmentApi.ShipmentView.of(shipment),
                shipment.contestedRequestId(),
                ShipmentApi.NumberView.of(numbers.decode(request.trackingNumber(), carrier)));
    }

    @POST
    @Path("/orders/{id}/receipt")
    @RolesAllowed(Roles.BUYER)
    @Operation(summary = "Confirm receipt (A18)", description = "Escrow is released to the seller.")
    @APIResponse(
            responseCode = "200",
            description = "The order is completed",
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    public Uni<Response> confirmReceipt(@PathParam("id") String id) {
        Caller who = caller.get();
        return idempotency.once(
                who,
                "",
                () -> shipments
                        .confirmReceipt(who, id)
                        .map(order -> Answer.ok(
                                order.version(),
                                new Receipt(order.id(), order.status().name()))));
    }

    /** What the order is after receipt was confirmed. */
    @io.quarkus.runtime.annotations.RegisterForReflection
    @Schema(name = "Receipt")
    record Receipt(
            @Schema(examples = "order-1001") String id,
            @Schema(examples = "COMPLETED") String status) {}

    @POST
    @Path("/carrier-events")
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            summary = "Report what carriers saw",
            description =
                    "In batches; duplicates and any order of arrival are harmless. LABEL_CREATED is no scan. An event that cannot be taken is REJECTED by itself, with the reason, and the others are stored; so is one under whose id another status, time or place of this parcel is stored: corrections are told under new ids. A batch of which nothing can be taken is refused as a whole. A number in the format of the Universal Postal Union is the same parcel under s10 and under the posts that use it (usps, canadapost).")
    @APIResponse(
            responseCode = "200",
            description = "A result per event",
            content = @Content(schema = @Schema(implementation = ShipmentApi.EventResults.class)))
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.ARRAY,
                                            implementation = ShipmentApi.CarrierEvent.class,
                                            minItems = 1,
                                            maxItems = MAX_EVENTS)))
    public Uni<Response> report(@NotNull @Size(min = 1, max = MAX_EVENTS) List<JsonNode> batch) {
        Caller who = caller.get();
        List<SentEvent> events = sentEvents.read(batch);
        return idempotency.onceAfter(
                who,
                events.stream().map(SentEvent::content).toList(),
                () -> carrierEvents
                        .take(events)
                        .map(results -> Answer.ok(null, new ShipmentApi.EventResults(results))));
    }

    @GET
    @Path("/tracking-numbers/{number}")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE, Roles.AGENT})
    @Operation(
            summary = "What a tracking number looks like (F4)",
            description = "All formats it fits; ambiguity is reported, never guessed.")
    @APIResponse(
            responseCode = "200",
            description = "The formats that match",
            content = @Content(schema = @Schema(implementation = ShipmentApi.NumberView.class)))
    public Uni<ShipmentApi.NumberView> decode(
            @PathParam("number") String number, @QueryParam("carrier") @Nullable String carrier) {
        if (carrier != null) {
            numbers.faultOf(carrier).ifPresent(fault -> {
                throw Refusal.invalid("carrier", fault).asException();
            });
        }
        return Uni.createFrom().item(ShipmentApi.NumberView.of(numbers.decode(number, carrier)));
    }
}
