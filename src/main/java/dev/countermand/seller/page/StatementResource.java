package dev.countermand.seller.page;

import dev.countermand.database.Hashing;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.seller.statement.StatementPdf;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/sanctions")
@Tag(name = "Sellers")
class StatementResource {

    private static final MediaType PDF = MediaType.valueOf(StatementPdf.MEDIA_TYPE);

    private final SanctionDesk desk;
    private final CurrentCaller caller;

    StatementResource(SanctionDesk desk, CurrentCaller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    @GET
    @Path("/{id}/statement")
    @Produces({MediaType.APPLICATION_JSON, StatementPdf.MEDIA_TYPE})
    @RolesAllowed({Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @Operation(
            operationId = "statementOfReasons",
            summary = "The statement of reasons of a sanction (A27)",
            description =
                    "Decision, facts, rule, whether a machine found it or decided, and until when and how to appeal,"
                            + " in the language of the market. With `Accept: application/pdf` as a document. Sellers see only"
                            + " their own.")
    @APIResponse(
            responseCode = "200",
            description = "The statement",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = SanctionApi.StatementView.class)),
                @Content(
                        mediaType = StatementPdf.MEDIA_TYPE,
                        schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public Uni<Response> statement(@PathParam("id") String id, @Context HttpHeaders headers) {
        boolean pdf = headers.getAcceptableMediaTypes().stream()
                .findFirst()
                .filter(type -> !type.isWildcardType() && type.isCompatible(PDF))
                .isPresent();
        return desk.statement(Query.id("sanction", id), caller.get())
                .chain(reasoned -> pdf
                        ? Hashing.aside(() -> StatementPdf.of(reasoned.statement()))
                                .map(bytes -> Response.ok(bytes, PDF)
                                        .header(
                                                "Content-Disposition",
                                                "attachment; filename=\"statement-"
                                                        + reasoned.sanction().id() + ".pdf\"")
                                        .build())
                        : Uni.createFrom()
                                .item(() -> Response.ok(
                                                SellerViews.view(reasoned.sanction(), reasoned.statement()),
                                                MediaType.APPLICATION_JSON_TYPE)
                                        .build()));
    }
}
