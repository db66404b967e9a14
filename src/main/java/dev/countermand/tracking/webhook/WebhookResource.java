package dev.countermand.tracking.webhook;

import dev.countermand.http.gate.BeforeBody;
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

@Path("/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shipments")
class WebhookResource implements BeforeBody {

    private static final String EXAMPLE = """
            {"id":"evt_5f0d1c","object":"Event","description":"tracker.updated","created_at":"2026-01-31T12:00:00Z",
             "result":{"object":"Tracker","tracking_code":"1Z5R89390357567127","carrier":"UPS","tracking_details":[
               {"status":"in_transit","status_detail":"received_at_origin_facility","message":"Origin scan",
                "datetime":"2026-01-31T11:58:00Z","tracking_location":{"city":"Berlin","country":"DE","zip":"10115"}}]}}""";

    private final Webhooks webhooks;

    WebhookResource(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public boolean standsBefore(String address) {
        return address.equals(WEBHOOKS);
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
    @Operation(summary = "Receive an aggregator's webhook", description = """
                    `easypost` (Event webhooks) or `aftership` (tracking webhooks). The body is the provider's own and is signed \
                    with the secret that was agreed with them: `X-Hmac-Signature: hmac-sha256-hex=...` or \
                    `aftership-hmac-sha256: ...`. The signature is checked over the bytes as they came. 401 when it does not \
                    hold, or when the delivery is older than is taken; 400 when it does not say when it was sent (`created_at`, \
                    `ts`). Nothing is stored then. 404 for a provider who is not \
                    known, or for whom no secret is set.

                    Takes no Idempotency-Key: the provider's id of the delivery is the key. A delivery that was taken before \
                    is answered 200 with `replayed` and changes nothing; one that failed may be sent again. What cannot be \
                    used (a carrier that is not in the catalogue, paperwork) is ignored one by one, with the reason.""")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            example = EXAMPLE))
    @APIResponse(
            responseCode = "200",
            description = "Taken, now or before",
            content = @Content(schema = @Schema(implementation = WebhookApi.Taken.class)))
    public Uni<WebhookApi.Taken> receive(
            @PathParam("provider") String provider, byte[] body, @Context HttpHeaders headers) {
        return webhooks.take(provider, new WebhookCall(body, headers::getHeaderString))
                .map(WebhookApi.Taken::of);
    }
}
