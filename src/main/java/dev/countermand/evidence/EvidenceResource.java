package dev.countermand.evidence;

import dev.countermand.database.Hashing;
import dev.countermand.http.Answer;
import dev.countermand.http.Call;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.http.gate.BeforeBody;
import dev.countermand.http.gate.Form;
import dev.countermand.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1")
@Tag(name = "Disputes")
class EvidenceResource implements BeforeBody {

    private final EvidenceDemands demands;
    private final Documents documents;
    private final Uploads uploads;
    private final OwedEvidence owed;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    EvidenceResource(
            EvidenceDemands demands,
            Documents documents,
            Uploads uploads,
            OwedEvidence owed,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.demands = demands;
        this.documents = documents;
        this.uploads = uploads;
        this.owed = owed;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/shipments/{id}/evidence-demands")
    @RolesAllowed({Roles.BUYER, Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "demandEvidence",
            summary = "Ask the seller for evidence of a shipment (A16)",
            description =
                    "As long as no carrier has the parcel. Without evidence by the due date the complaint stands.")
    @APIResponse(
            responseCode = "201",
            description = "The seller is asked",
            content = @Content(schema = @Schema(implementation = EvidenceApi.DemandView.class)))
    public Uni<Response> demandEvidence(@PathParam("id") String id) {
        UUID shipmentId = Query.id("shipment", id);
        return idempotency.once(
                caller.call(),
                "",
                who -> demands.demand(who, shipmentId)
                        .map(demand -> Answer.created(
                                "/v1/orders/" + demand.orderId(), null, EvidenceApi.DemandView.of(demand))));
    }

    @POST
    @Path("/shipments/{id}/evidence")
    @RolesAllowed(Roles.SELLER)
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            operationId = "giveEvidence",
            summary = "Submit evidence for a shipment (A16)",
            description =
                    "A scan of the posting receipt or another document, as `file`: PDF, JPEG or PNG, at most 10 MiB. What it is"
                            + " is seen by its content, whatever its name. It must be whole: what is empty or cut short"
                            + " is refused with the field and the reason, as is what runs or hides something (scripts,"
                            + " launch actions and attachments of a PDF, two files in one, anything behind its end). In"
                            + " time, it stops the deadline of whoever asked for it, also while the order is frozen"
                            + " (A26). What comes late is kept and shown as late.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = EvidenceApi.Form.class)))
    @APIResponse(
            responseCode = "201",
            description = "Kept",
            content = @Content(schema = @Schema(implementation = EvidenceApi.EvidenceView.class)))
    public Uni<Response> giveEvidence(
            @PathParam("id") String id,
            byte[] form,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType) {
        UUID shipmentId = Query.id("shipment", id);
        Call call = caller.call();
        return Hashing.over(form, () -> Form.file(contentType, form, Document.FIELD))
                .chain(Document::of)
                .chain(document -> uploads.keep(shipmentId, document))
                .chain(upload -> idempotency.once(
                        call,
                        Map.of("sha256", upload.document().sha256()),
                        who -> documents
                                .give(who, shipmentId, upload)
                                .map(kept -> Answer.created(
                                        "/v1/evidence/" + kept.id(), null, EvidenceApi.EvidenceView.of(kept)))));
    }

    @Override
    public boolean standsBefore(String address) {
        return address.equals(UPLOADS);
    }

    /** Nobody sends ten megabytes about somebody else's parcel. */
    @Override
    public Uni<Void> admit(String id) {
        return documents.mayGive(caller.get(), Query.id("shipment", id));
    }

    @GET
    @Path("/evidence-demands")
    @RolesAllowed({Roles.SELLER, Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "evidenceDemands",
            summary = "What evidence a seller owes (A16, A26)",
            description =
                    "Whoever asked for it: the buyer, a dispute, or the marketplace. Demand, due date and rule are in"
                            + " the market's language; why the marketplace asks is never said. Answer with `POST"
                            + " /v1/shipments/{id}/evidence`. Sellers see their own; the administration names a seller.")
    @APIResponse(responseCode = "200", description = "A page of demands, the oldest first")
    public Uni<Page<EvidenceApi.OwedView>> evidenceDemands(
            @QueryParam("open")
                    @Parameter(
                            description =
                                    "true, which it is if left out: what is asked for now; false: what has ended.",
                            schema = @Schema(type = SchemaType.BOOLEAN))
                    @Nullable
                    String open,
            @QueryParam("sellerId") @Parameter(description = "Whose; needed unless you are the seller.") @Nullable
                    String sellerId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        boolean waiting = !Boolean.FALSE.equals(Query.flag("open", open));
        return owed.page(caller.get(), sellerId, waiting, caller.page(limit, cursor))
                .map(page -> page.map(EvidenceApi.OwedView::of));
    }

    @GET
    @Path("/evidence/{id}")
    @RolesAllowed({Roles.SELLER, Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "evidence",
            summary = "A document as submitted",
            description = "For the seller who gave it, and for the administration.")
    @APIResponse(
            responseCode = "200",
            description = "The document; its ETag is the SHA-256 of its content",
            content = {
                @Content(mediaType = "application/pdf", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "image/jpeg", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "image/png", schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public Uni<Response> evidence(@PathParam("id") String id) {
        return documents
                .read(caller.get(), Query.id("evidence", id))
                .map(given -> Response.ok(given.content(), given.evidence().mediaType())
                        .header("ETag", "\"" + given.evidence().sha256() + "\"")
                        // What somebody uploaded never runs: every answer has nosniff as well.
                        .header(
                                "Content-Disposition",
                                "attachment; filename=\"evidence-"
                                        + given.evidence().id() + "\"")
                        .build());
    }
}
