package dev.countermand.payment.reconciliation;

import dev.countermand.database.Hashing;
import dev.countermand.document.Csv;
import dev.countermand.http.Answer;
import dev.countermand.http.Call;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Fingerprint;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Sha256;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/reconciliations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Money")
class ReconciliationResource {

    /** Books that differ more than that are not put right by a table. */
    private static final int MOST_LINES = 50_000;

    private final Reconciliations reconciliations;
    private final Idempotency idempotency;
    private final Fingerprint fingerprint;
    private final CurrentCaller caller;

    ReconciliationResource(
            Reconciliations reconciliations, Idempotency idempotency, Fingerprint fingerprint, CurrentCaller caller) {
        this.reconciliations = reconciliations;
        this.idempotency = idempotency;
        this.fingerprint = fingerprint;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.LEAD, Roles.SERVICE})
    @Operation(
            operationId = "requestReconciliation",
            summary = "Compare our refunds and captures with a payment provider's",
            description =
                    "Runs in the background. A provider with lists is asked; of another, their report is handed in."
                            + " Nothing is changed by it: what differs is for people.")
    @APIResponse(
            responseCode = "202",
            description = "Queued",
            content = @Content(schema = @Schema(implementation = ReconciliationApi.ReconciliationView.class)))
    public Uni<Response> request(@NotNull @Valid ReconciliationApi.RequestReconciliation request) {
        return queued(caller.call(), request, request.toCommand());
    }

    @POST
    @Path("/report")
    @Consumes(Csv.MEDIA_TYPE)
    @RolesAllowed({Roles.LEAD, Roles.SERVICE})
    @Operation(
            operationId = "reportForReconciliation",
            summary = "Compare our refunds and captures with a payment provider's report",
            description =
                    "Of a provider who cannot be asked: the report as it is, up to 64 MiB. What is wrong with it is said"
                            + " at once, with its line; the comparison runs in the background.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "202",
            description = "Queued",
            content = @Content(schema = @Schema(implementation = ReconciliationApi.ReconciliationView.class)))
    public Uni<Response> report(
            @Parameter(required = true, description = "A provider that is in use here.", example = "adyen")
                    @QueryParam("provider")
                    @Nullable
                    String provider,
            @Parameter(required = true, description = "The beginning of the time that is compared.")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(required = true, description = "Its end, which is not in it: at most 92 days later.")
                    @QueryParam("to")
                    @Nullable
                    String to,
            byte[] report) {
        Call call = caller.call();
        return Hashing.over(report, () -> new Report(Sha256.hex(report), new String(report, StandardCharsets.UTF_8)))
                .chain(read -> queued(
                        call,
                        Map.of("sha256", read.hash()),
                        new Reconciliations.Wanted(
                                Query.required("provider", provider),
                                Query.moment("from", from),
                                Query.moment("to", to),
                                read.text())));
    }

    private record Report(String hash, String text) {}

    /** What is handed in is read before any transaction begins. */
    private Uni<Response> queued(Call call, Object request, Reconciliations.Wanted wanted) {
        return Uni.createFrom()
                .deferred(() -> reconciliations.read(wanted))
                .chain(ready -> idempotency.once(
                        call,
                        request,
                        who -> reconciliations
                                .request(ready, who.as(Role.LEAD, Role.SERVICE))
                                .map(ReconciliationApi.ReconciliationView::of)
                                .map(view -> Answer.accepted("/v1/reconciliations/" + view.id(), view))));
    }

    @GET
    @RolesAllowed({Roles.LEAD, Roles.SERVICE})
    @Operation(operationId = "reconciliations", summary = "Comparisons with providers' books, newest first")
    @APIResponse(responseCode = "200", description = "A page of comparisons")
    public Uni<Page<ReconciliationApi.ReconciliationView>> reconciliations(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return reconciliations
                .page(caller.page(limit, cursor))
                .map(page -> page.map(ReconciliationApi.ReconciliationView::of));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.LEAD, Roles.SERVICE})
    @Operation(operationId = "reconciliation", summary = "A comparison: how far it is, and how much differs")
    @APIResponse(
            responseCode = "200",
            description = "The comparison",
            content = @Content(schema = @Schema(implementation = ReconciliationApi.ReconciliationView.class)))
    public Uni<Response> reconciliation(@PathParam("id") String id) {
        return reconciliations
                .find(Query.id("reconciliation", id))
                .map(ReconciliationApi.ReconciliationView::of)
                .chain(fingerprint::tagged);
    }

    @GET
    @Path("/{id}/differences")
    @RolesAllowed({Roles.LEAD, Roles.SERVICE})
    @Operation(operationId = "differences", summary = "What differs between our books and the provider's")
    @APIResponse(responseCode = "200", description = "A page of differences, by the provider's names")
    public Uni<Page<ReconciliationApi.DifferenceView>> differences(
            @PathParam("id") String id,
            @Parameter(description = "Of this kind alone.")
                    @QueryParam("kind")
                    @Schema(implementation = Difference.class)
                    @Nullable
                    String kind,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        PageRequest page = caller.page(limit, cursor);
        return reconciliations
                .differences(
                        Query.id("reconciliation", id),
                        Query.oneOf(Difference.class, "kind", kind),
                        page.after(),
                        page.fetch())
                .map(rows -> Page.of(rows, page, row -> row.reference).map(ReconciliationViews::of));
    }

    @GET
    @Path("/{id}/differences.csv")
    @Produces(Csv.MEDIA_TYPE)
    @RolesAllowed({Roles.LEAD, Roles.SERVICE})
    @Operation(operationId = "differencesAsTable", summary = "All that differs, as a table")
    @APIResponse(
            responseCode = "200",
            description = "CSV by RFC 4180, with a header; 50,000 lines at most",
            content = @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)))
    public Uni<String> table(@PathParam("id") String id) {
        return reconciliations
                .differences(Query.id("reconciliation", id), null, null, MOST_LINES)
                .map(ReconciliationViews::csv);
    }
}
