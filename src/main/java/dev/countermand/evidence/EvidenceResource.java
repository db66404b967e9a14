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
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1")
@Tag(name = "Disputes")
class EvidenceResource implements BeforeBody {

    private final EvidenceDemands demands;
    private final Documents documents;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    EvidenceResource(EvidenceDemands demands, Documents documents, Idempotency idempotency, CurrentCaller caller) {
        this.demands = demands;
        this.documents = documents;
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
                    "A scan of the posting receipt or another document, as `file`. What it is is seen by its content. In time, it stops the deadline.")
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
        return Hashing.over(form, () -> Form.file(contentType, form, "file"))
                .chain(Documents.Document::of)
                .chain(document -> idempotency.once(
                        call,
                        Map.of("sha256", document.sha256()),
                        who -> documents
                                .give(who, shipmentId, document)
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
                .map(row -> Response.ok(row.content, row.mediaType)
                        .header("ETag", "\"" + row.sha256 + "\"")
                        // What somebody uploaded never runs: every answer has nosniff as well.
                        .header("Content-Disposition", "attachment; filename=\"evidence-" + row.id + "\"")
                        .build());
    }
}
