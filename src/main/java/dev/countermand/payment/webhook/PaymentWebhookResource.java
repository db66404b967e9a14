package dev.countermand.payment.webhook;

import dev.countermand.http.gate.BeforeBody;
import dev.countermand.payment.provider.ProviderCall;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/webhooks/payments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Money")
class PaymentWebhookResource implements BeforeBody {

    private static final String EXAMPLE = """
            {"id":"evt_1","object":"event","type":"refund.updated","created":1772445000,"data":{"object":{
              "id":"re_1","object":"refund","amount":2990,"currency":"eur","payment_intent":"pi_1","charge":"ch_1",
              "status":"succeeded","metadata":{"refund":"0197a3f0-0000-7000-8000-000000000001"}}}}""";

    private final PaymentWebhooks webhooks;

    PaymentWebhookResource(PaymentWebhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public boolean standsBefore(String address) {
        return address.equals(PAYMENT_WEBHOOKS);
    }

    /** Whoever delivers for nobody we know sends nothing that is read. */
    @Override
    public Uni<Void> admit(String provider) {
        webhooks.provider(provider);
        return Uni.createFrom().voidItem();
    }

    /** Not for everybody: callers without our shared secret are refused at the signature. */
    @POST
    @Path("/{provider}")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "receiveFromProvider",
            summary = "Receive what a payment provider tells of refunds, chargebacks and captures (A20a, A22)",
            description = """
                    `stripe` or `adyen`. The body is the provider's own, signed with the secret that was agreed with them: \
                    `Stripe-Signature: t=...,v1=...`, or `hmacSignature` in each item. The signature is checked over the bytes as \
                    they came. 401 when it does not hold, or when Stripe's time is more than five minutes from ours; nothing is \
                    stored then. 404 for a provider who is not known, or for whom no secret is set.

                    Takes no Idempotency-Key: the provider's id of the event is the key, and what was told before changes nothing. \
                    News of a refund have the provider asked what became of it; no order of arrival decides anything.""")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            example = EXAMPLE))
    @APIResponse(
            responseCode = "200",
            description = "Kept, now or before",
            content = @Content(schema = @Schema(implementation = PaymentWebhookApi.Taken.class)))
    public Uni<PaymentWebhookApi.Taken> receive(
            @PathParam("provider") String provider, byte[] body, @Context HttpHeaders headers) {
        return webhooks.take(provider, new ProviderCall(body, headers::getHeaderString))
                .map(taken -> new PaymentWebhookApi.Taken(taken.news(), taken.stored()));
    }
}
