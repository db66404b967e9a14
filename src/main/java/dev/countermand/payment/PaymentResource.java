package dev.countermand.payment;

import dev.countermand.http.Answer;
import dev.countermand.http.Call;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Role;
import dev.countermand.payment.intake.PaymentNames;
import dev.countermand.payment.intake.PaymentState;
import dev.countermand.payment.page.ChargebackApi;
import dev.countermand.payment.page.PaymentApi;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Money")
class PaymentResource {

    private final Payments payments;
    private final PaymentNames names;
    private final ChargebackDesk chargebacks;
    private final PaymentReader reader;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    PaymentResource(
            Payments payments,
            PaymentNames names,
            ChargebackDesk chargebacks,
            PaymentReader reader,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.payments = payments;
        this.names = names;
        this.chargebacks = chargebacks;
        this.reader = reader;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/orders/{id}/payments")
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            summary = "Register a payment of an order (A3)",
            description =
                    "Captured in full, the order goes to PROCESSING and the seller's time begins (A9). Every payment is"
                            + " taken down, whatever state the order is in, and what is not owed goes back to its instrument by"
                            + " itself (A20a). Told as CAPTURED after VERIFYING, its money is there, be it more or less than"
                            + " was verified; the same again changes nothing. One provider's reference counts once: under another"
                            + " id of the same order it is the first payment, and toldAs says so; under another order it is a"
                            + " DUPLICATE, and counts for nothing. A charge and its PaymentIntent at Stripe are one payment; 503"
                            + " while Stripe cannot be asked whose a charge is.")
    @APIResponse(
            responseCode = "201",
            description = "Registered",
            content = @Content(schema = @Schema(implementation = PaymentApi.PaymentView.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was there already",
            content = @Content(schema = @Schema(implementation = PaymentApi.PaymentView.class)))
    public Uni<Response> register(@PathParam("id") String id, @NotNull @Valid PaymentApi.RegisterPayment request) {
        Call call = caller.call();
        return names.of(request.toCommand())
                .chain(told -> idempotency.once(
                        call,
                        request,
                        who -> payments.register(id, told, who.as(Role.SERVICE))
                                .chain(done -> view(done)
                                        .map(view -> done.created()
                                                ? Answer.created(
                                                        "/v1/orders/" + id + "/financials",
                                                        done.order().version(),
                                                        view)
                                                : Answer.ok(done.order().version(), view)))));
    }

    @POST
    @Path("/orders/{id}/payments/{paymentId}/captured")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            summary = "Say that the money of a payment is there (A3)",
            description =
                    "Also of an order that has ended, and of a payment that was said to have failed: what is not owed"
                            + " goes back by itself (A20a). A provider may capture less than was verified, and more later:"
                            + " amount is what there is in all, so the same again, or less, changes nothing. What is not"
                            + " captured is not waited for, and another instrument may pay it.")
    @APIResponse(
            responseCode = "200",
            description = "Captured",
            content = @Content(schema = @Schema(implementation = PaymentApi.PaymentView.class)))
    public Uni<Response> captured(
            @PathParam("id") String id,
            @PathParam("paymentId") String paymentId,
            @RequestBody(required = false) @Valid PaymentApi.@Nullable CapturedPayment request) {
        return idempotency.once(
                caller.call(),
                request == null ? "" : request,
                who -> payments.captured(id, paymentId, request == null ? null : request.amount(), who.as(Role.SERVICE))
                        .chain(this::answer));
    }

    /** Many clients name no media type, or a wrong one, when they send no body. */
    @POST
    @Path("/orders/{id}/payments/{paymentId}/captured")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.SERVICE)
    @Operation(hidden = true)
    public Uni<Response> capturedWithoutBody(
            @PathParam("id") String id, @PathParam("paymentId") String paymentId, byte @Nullable [] body) {
        if (body != null && body.length > 0) {
            throw new NotSupportedException();
        }
        return captured(id, paymentId, null);
    }

    @POST
    @Path("/orders/{id}/payments/{paymentId}/failed")
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            summary = "Say that a payment failed while it was verified (A20a)",
            description =
                    "Another instrument may then pay. Of a payment whose money is there already it changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The payment as it is now",
            content = @Content(schema = @Schema(implementation = PaymentApi.PaymentView.class)))
    public Uni<Response> failed(@PathParam("id") String id, @PathParam("paymentId") String paymentId) {
        return ended(id, paymentId, PaymentState.FAILED);
    }

    @POST
    @Path("/orders/{id}/payments/{paymentId}/voided")
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            summary = "Say that a payment was voided before its money came (A20a)",
            description =
                    "Another instrument may then pay. Of a payment whose money is there already it changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The payment as it is now",
            content = @Content(schema = @Schema(implementation = PaymentApi.PaymentView.class)))
    public Uni<Response> voided(@PathParam("id") String id, @PathParam("paymentId") String paymentId) {
        return ended(id, paymentId, PaymentState.VOIDED);
    }

    private Uni<Response> ended(String id, String paymentId, PaymentState how) {
        return idempotency.once(
                caller.call(),
                "",
                who -> payments.ended(id, paymentId, how, who.as(Role.SERVICE)).chain(this::answer));
    }

    private Uni<Answer> answer(Payments.Registered done) {
        return view(done).map(view -> Answer.ok(done.order().version(), view));
    }

    private Uni<PaymentApi.PaymentView> view(Payments.Registered done) {
        return reader.gone(done.payment()).map(gone -> PaymentViews.of(done, gone));
    }

    @POST
    @Path("/orders/{id}/payments/{paymentId}/chargebacks")
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            summary = "Say that the bank takes a payment's money back, and what becomes of that (A20a)",
            description =
                    "OPENED and LOST count as money gone back, and block a refund of the same money: one that nobody has"
                            + " handed to its provider yet is stopped, one under way goes on, and what has gone twice is shown in"
                            + " the payment's goneTwice. WON brings the money back to where it was, and what was stopped goes on.")
    @APIResponse(
            responseCode = "201",
            description = "Taken down",
            content = @Content(schema = @Schema(implementation = ChargebackApi.ChargebackView.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was known; what it is now",
            content = @Content(schema = @Schema(implementation = ChargebackApi.ChargebackView.class)))
    public Uni<Response> chargebacks(
            @PathParam("id") String id,
            @PathParam("paymentId") String paymentId,
            @NotNull @Valid ChargebackApi.TellChargeback request) {
        return tell(id, paymentId, request);
    }

    @POST
    @Path("/orders/{id}/payments/{paymentId}/chargeback")
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            summary = "The same as chargebacks (A20a)",
            description = "For whoever tells of the one chargeback that a payment has.")
    @APIResponse(
            responseCode = "201",
            description = "Taken down",
            content = @Content(schema = @Schema(implementation = ChargebackApi.ChargebackView.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was known; what it is now",
            content = @Content(schema = @Schema(implementation = ChargebackApi.ChargebackView.class)))
    public Uni<Response> chargeback(
            @PathParam("id") String id,
            @PathParam("paymentId") String paymentId,
            @NotNull @Valid ChargebackApi.TellChargeback request) {
        return tell(id, paymentId, request);
    }

    private Uni<Response> tell(String id, String paymentId, ChargebackApi.TellChargeback request) {
        ChargebackDesk.Word word =
                new ChargebackDesk.Word(request.id(), request.amount(), request.state(), request.reason());
        return idempotency.once(
                caller.call(),
                request,
                who -> chargebacks
                        .tell(id, paymentId, word, who.as(Role.SERVICE))
                        .map(done -> done.created()
                                ? Answer.created(
                                        "/v1/orders/" + id + "/financials",
                                        done.order().version(),
                                        PaymentViews.of(done))
                                : Answer.ok(done.order().version(), PaymentViews.of(done))));
    }

    @GET
    @Path("/orders/{id}/financials")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE, Roles.AGENT})
    @Operation(summary = "The order's financial page (A23)")
    @APIResponse(
            responseCode = "200",
            description = "Paid, refunded, fees, per payment and per refund",
            content = @Content(schema = @Schema(implementation = PaymentApi.FinancialsView.class)))
    public Uni<PaymentApi.FinancialsView> financials(@PathParam("id") String id) {
        Caller who = caller.get();
        return reader.financials(id, who).map(money -> PaymentViews.of(money, who));
    }
}
