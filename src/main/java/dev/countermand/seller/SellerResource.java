package dev.countermand.seller;

import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/sellers")
@Tag(name = "Sellers")
class SellerResource {

    private final SellerReader sellers;
    private final CurrentCaller caller;

    SellerResource(SellerReader sellers, CurrentCaller caller) {
        this.sellers = sellers;
        this.caller = caller;
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @Operation(
            summary = "A seller's standing (A24, A27)",
            description = "Without entries a seller is in good standing. Sellers see only their own record.")
    @APIResponse(
            responseCode = "200",
            description = "Points and entries",
            content = @Content(schema = @Schema(implementation = SellerApi.SellerView.class)))
    public Uni<Response> seller(@PathParam("id") String id) {
        return sellers.standing(id, caller.get())
                .map(standing -> Response.ok(view(standing))
                        .header("ETag", "\"" + standing.entries() + "\"")
                        .build());
    }

    private static SellerApi.SellerView view(SellerReader.Standing standing) {
        return new SellerApi.SellerView(
                standing.sellerId(),
                standing.points(),
                standing.newest().stream().map(SellerResource::view).toList());
    }

    private static SellerApi.EntryView view(SellerReader.Entry entry) {
        return new SellerApi.EntryView(
                entry.id(),
                entry.kind(),
                entry.orderId(),
                entry.rule(),
                entry.amount().text(),
                entry.amount().currency().getCurrencyCode(),
                entry.points(),
                entry.statement(),
                entry.decidedBy(),
                entry.at());
    }
}
