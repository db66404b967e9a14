package dev.countermand.overview;

import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1")
@Tag(name = "Policies")
class PolicyResource {

    private final PolicyReader policies;
    private final CurrentCaller caller;

    PolicyResource(PolicyReader policies, CurrentCaller caller) {
        this.policies = policies;
        this.caller = caller;
    }

    @GET
    @Path("/policies")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE, Roles.AGENT})
    @Operation(
            summary = "The markets and their policies, by name",
            description = "Each in its newest version, alone and with every layer on top (M1, M2).")
    @APIResponse(responseCode = "200", description = "A page of policies")
    public Uni<Page<PolicyApi.PolicySummary>> policies(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return Uni.createFrom().item(policies.page(caller.page(limit, cursor)).map(PolicyApi.PolicySummary::of));
    }

    @GET
    @Path("/policies/{market}")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE, Roles.AGENT})
    @Operation(
            summary = "One policy, in figures and in words",
            description =
                    "The newest version, or the one under which an order was placed: it keeps that for good (M1). What tells how to stay below a suspicion (`detection`, `liability`, `shipping.scanBeforeOrder`, and the sentences about them) is shown to moderators, leads and services only.")
    @APIResponse(
            responseCode = "200",
            description = "The policy",
            content = @Content(schema = @Schema(implementation = PolicyApi.PolicyView.class)))
    public Uni<PolicyApi.PolicyView> policy(
            @Parameter(description = "Name of the policy, with a layer's behind a `+`.") @PathParam("market")
                    String market,
            @Parameter(description = "The newest, if left out.")
                    @QueryParam("version")
                    @Schema(implementation = Integer.class)
                    @Nullable
                    String version) {
        return Uni.createFrom()
                .item(PolicyApi.PolicyView.of(policies.find(market, Query.count("version", version), caller.get())));
    }
}
