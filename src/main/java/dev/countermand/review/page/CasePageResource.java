package dev.countermand.review.page;

import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Query;
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

@Path("/v1/cases")
@Tag(name = "Cases")
class CasePageResource {

    private final CasePage page;
    private final CurrentCaller caller;

    CasePageResource(CasePage page, CurrentCaller caller) {
        this.page = page;
        this.caller = caller;
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "case",
            summary = "A case with everything needed to decide it",
            description = "What seller, carrier and buyer did, side by side and in one line; what stands against the"
                    + " order, in words; its parcels, units and money; the seller; and other orders that have something in"
                    + " common with it. Every list has a limit, which stands beside it.")
    @APIResponse(
            responseCode = "200",
            description = "The case",
            content = @Content(schema = @Schema(implementation = CasePageApi.CaseView.class)))
    public Uni<Response> reviewCase(@PathParam("id") String id) {
        return page.load(Query.id("case", id), caller.get())
                .map(dossier -> Response.ok(CasePageViews.view(dossier))
                        .header("ETag", "\"" + dossier.one().version() + "\"")
                        .build());
    }
}
