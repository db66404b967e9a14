package dev.countermand.fraud.judgement;

import dev.countermand.http.Roles;
import dev.countermand.kernel.Refusal;
import dev.countermand.order.OrderStore;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
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

    private final OrderStore orders;
    private final Findings findings;

    SignalResource(OrderStore orders, Findings findings) {
        this.orders = orders;
        this.findings = findings;
    }

    @GET
    @Path("/orders/{id}/signals")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @WithSession
    @Operation(
            operationId = "orderSignals",
            summary = "What gives an order's shipments away, and what it comes to (rules F)",
            description = "Also while it is only watched, and what was cleared since.")
    @APIResponse(responseCode = "200", description = "Verdict and signals")
    public Uni<SignalApi.OrderSignalsView> orderSignals(@PathParam("id") String id) {
        return orders.find(id)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.notFound("order").asException())
                .chain(order -> findings.ofOrder(id)
                        .map(known -> new SignalApi.OrderSignalsView(
                                id,
                                SignalApi.verdict(Findings.verdict(
                                        known, order.policy().detection().freezeAt())),
                                known.stream().map(SignalApi::signal).toList())));
    }
}
