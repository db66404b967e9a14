package dev.countermand.seller.page;

import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Caller;
import dev.countermand.seller.SellerReader;
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
            description =
                    "Points, what keeps them from selling, the ladder of sanctions, and all that stands in their record."
                            + " Without entries a seller is in good standing. Sellers see only their own record, and of"
                            + " sanctions those that they were told of.")
    @APIResponse(
            responseCode = "200",
            description = "Points, entries and sanctions",
            content = @Content(schema = @Schema(implementation = SellerApi.SellerView.class)))
    public Uni<Response> seller(@PathParam("id") String id) {
        Caller who = caller.get();
        return sellers.standing(id, who)
                .map(standing -> Response.ok(SellerViews.view(standing, SellerViews.seesAuthors(who)))
                        .header("ETag", "\"" + standing.version() + "\"")
                        .build());
    }
}
