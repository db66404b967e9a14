package dev.countermand.journal.chain;

import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.kernel.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/audit/verification")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Record")
class VerificationResource {

    private final AuditProof proof;
    private final CurrentCaller caller;

    VerificationResource(AuditProof proof, CurrentCaller caller) {
        this.proof = proof;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @Operation(
            operationId = "verifyAudit",
            summary = "Whether the audit of a period is as it was written",
            description =
                    "Goes along the chain and over the entries, and names the first that was changed, deleted or inserted"
                            + " with SQL. A long period takes several calls.")
    @APIResponse(responseCode = "200", description = "What holds, or the first thing that does not")
    public Uni<VerificationApi.VerificationView> verify(
            @Parameter(required = true, description = "The first day (UTC).", example = "2026-11-01")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(
                            required = true,
                            description = "The last day, which is in it; a year of days at most.",
                            example = "2026-11-30")
                    @QueryParam("to")
                    @Nullable
                    String to,
            @QueryParam("cursor") @Nullable String cursor) {
        LocalDate first = Query.day("from", from);
        LocalDate last = Query.day("to", to);
        PageRequest page = caller.page(null, cursor);
        return proof.prove(first, last, page.after())
                .map(found -> VerificationApi.VerificationView.of(first, last, found, page.cursor()));
    }
}
