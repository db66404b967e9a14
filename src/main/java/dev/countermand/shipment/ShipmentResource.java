package dev.countermand.shipment;

import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shipments")
class ShipmentResource {

    private final Shipments shipments;
    private final NumberCorrections corrections;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    ShipmentResource(
            Shipments shipments, NumberCorrections corrections, Idempotency idempotency, CurrentCaller caller) {
        this.shipments = shipments;
        this.corrections = corrections;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/orders/{id}/shipments")
    @RolesAllowed(Roles.SELLER)
    @Operation(
            summary = "Declare a shipment (A9, A13)",
            description =
                    "A claim, no proof. An open cancellation request is not ended by it: what it wants of these units becomes CONTESTED, and the carrier decides. A number in the format of the Universal Postal Union is kept under s10, whichever post was named.")
    @APIResponse(
            responseCode = "201",
            description = "Declared, with what the number looks like",
            content = @Content(schema = @Schema(implementation = ShipmentApi.Declared.class)))
    public Uni<Response> declare(@PathParam("id") String id, @NotNull @Valid ShipmentApi.DeclareShipment request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> shipments
                        .declare(who, id, request.toCommand())
                        .map(done -> Answer.created(
                                "/v1/orders/" + id, done.order().version(), ShipmentApi.Declared.of(done))));
    }

    @POST
    @Path("/shipments/{id}/correction")
    @RolesAllowed(Roles.SELLER)
    @Operation(
            operationId = "correctTrackingNumber",
            summary = "Put a mistyped number right (P4)",
            description =
                    "Until the carrier accepts the parcel, as often as the policy says; both numbers stay on record, and times run on from the first declaration. While the order is frozen the number is proposed as evidence: a moderator takes it, or a scan under it does.")
    @APIResponse(
            responseCode = "201",
            description = "In force, with what the number looks like",
            content = @Content(schema = @Schema(implementation = ShipmentApi.Declared.class)))
    @APIResponse(
            responseCode = "202",
            description = "Proposed",
            content = @Content(schema = @Schema(implementation = ShipmentApi.Declared.class)))
    public Uni<Response> correctTrackingNumber(
            @PathParam("id") String id, @NotNull @Valid ShipmentApi.CorrectTrackingNumber request) {
        UUID shipment = Query.id("shipment", id);
        return idempotency.once(
                caller.call(),
                request,
                who -> corrections.correct(who, shipment, request.toCommand()).map(ShipmentResource::answer));
    }

    private static Answer answer(NumberCorrections.Corrected done) {
        String order = "/v1/orders/" + done.order().id();
        return done.proposed()
                ? Answer.accepted(order, ShipmentApi.Declared.of(done))
                : Answer.created(order, done.order().version(), ShipmentApi.Declared.of(done));
    }

    @POST
    @Path("/shipments/{id}/correction/acceptance")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "acceptTrackingNumber",
            summary = "Take the number that a seller proposes (P4)",
            description = "It is in force at once, and the order is judged anew.")
    @APIResponse(
            responseCode = "200",
            description = "In force",
            content = @Content(schema = @Schema(implementation = ShipmentApi.Declared.class)))
    public Uni<Response> acceptTrackingNumber(@PathParam("id") String id) {
        UUID shipment = Query.id("shipment", id);
        return idempotency.once(
                caller.call(), "", who -> corrections.accept(who, shipment).map(ShipmentResource::decided));
    }

    @POST
    @Path("/shipments/{id}/correction/rejection")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "rejectTrackingNumber",
            summary = "Do not take the number that a seller proposes (P4)",
            description = "It stays on record; the one before stays in force.")
    @APIResponse(
            responseCode = "200",
            description = "Rejected",
            content = @Content(schema = @Schema(implementation = ShipmentApi.Declared.class)))
    public Uni<Response> rejectTrackingNumber(
            @PathParam("id") String id, @NotNull @Valid ShipmentApi.RejectTrackingNumber request) {
        UUID shipment = Query.id("shipment", id);
        return idempotency.once(
                caller.call(),
                request,
                who -> corrections.reject(who, shipment, request.reason()).map(ShipmentResource::decided));
    }

    private static Answer decided(NumberCorrections.Corrected done) {
        return Answer.ok(done.order().version(), ShipmentApi.Declared.of(done));
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
        return idempotency.once(
                caller.call(),
                "",
                who -> shipments
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
}
