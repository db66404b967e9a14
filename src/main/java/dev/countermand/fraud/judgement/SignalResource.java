package dev.countermand.fraud.judgement;

import dev.countermand.http.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Detectors")
class SignalResource {

    private final SignalReader signals;

    SignalResource(SignalReader signals) {
        this.signals = signals;
    }

    @GET
    @Path("/orders/{id}/signals")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "orderSignals",
            summary = "The signals against an order, and its score (rules F)",
            description = "Also while it is only watched, and what was cleared since.")
    @APIResponse(responseCode = "200", description = "Verdict and signals")
    public Uni<SignalApi.OrderSignalsView> orderSignals(@PathParam("id") String id) {
        return signals.ofOrder(id).map(SignalApi::of);
    }
}
