package dev.countermand.seller;

import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Currency;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/sellers")
@Tag(name = "Sellers")
class SellerResource {

    /** Entries shown at once. */
    static final int NEWEST_ENTRIES = 200;

    private final SellerStore store;
    private final CurrentCaller caller;

    SellerResource(SellerStore store, CurrentCaller caller) {
        this.store = store;
        this.caller = caller;
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @WithSession
    @Operation(
            summary = "A seller's standing (A24, A27)",
            description = "Who has no entries is in good standing. A seller sees only himself.")
    @APIResponse(
            responseCode = "200",
            description = "Points and entries",
            content = @Content(schema = @Schema(implementation = SellerApi.SellerView.class)))
    public Uni<Response> seller(@PathParam("id") String id) {
        Caller who = caller.get();
        boolean ours = who.isAny(Role.MODERATOR, Role.LEAD, Role.SERVICE);
        if (!ours && !who.subject().equals(id)) {
            throw Refusal.notFound("seller").asException();
        }
        return store.sum(id)
                .chain(sum -> store.newest(id, NEWEST_ENTRIES)
                        .map(rows -> new SellerApi.SellerView(id, sum.points(), views(rows, ours)))
                        // Entries are only added, so their number tells one version from another.
                        .map(view -> Response.ok(view)
                                .header("ETag", "\"" + sum.entries() + "\"")
                                .build()));
    }

    private static List<SellerApi.EntryView> views(List<SellerEntryRow> rows, boolean withAuthor) {
        return rows.stream().map(row -> view(row, withAuthor)).toList();
    }

    private static SellerApi.EntryView view(SellerEntryRow row, boolean withAuthor) {
        return new SellerApi.EntryView(
                row.id,
                row.kind,
                row.orderId,
                row.rule,
                new Money(row.amount, Currency.getInstance(row.currency)).text(),
                row.currency,
                row.points,
                row.statement,
                withAuthor ? row.decidedBy : null,
                row.at);
    }
}
