package dev.countermand.seller.account;

import dev.countermand.document.Csv;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/sellers")
@Tag(name = "Sellers")
class AccountResource {

    private static final MediaType CSV = MediaType.valueOf(Csv.MEDIA_TYPE);

    private final AccountReader accounts;
    private final CurrentCaller caller;

    AccountResource(AccountReader accounts, CurrentCaller caller) {
        this.accounts = accounts;
        this.caller = caller;
    }

    @GET
    @Path("/{id}/account")
    @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
    @RolesAllowed({Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @Operation(
            summary = "A seller's account (A18, A24)",
            description =
                    "What was released to the seller, what they owe, and what was paid out, the oldest first, each"
                            + " entry with the rule that caused it and the balance after it; and what all of it comes to."
                            + " With `Accept: text/csv` the entries of the page as a table; `Link` leads to the next one."
                            + " Sellers see only their own.")
    @APIResponse(
            responseCode = "200",
            description = "The account",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = AccountApi.AccountView.class)),
                @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<Response> account(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context HttpHeaders headers) {
        boolean csv = headers.getAcceptableMediaTypes().stream()
                .findFirst()
                .filter(type -> !type.isWildcardType() && type.isCompatible(CSV))
                .isPresent();
        return accounts.account(id, caller.page(limit, cursor), caller.get())
                .map(account -> csv
                        ? table(account, limit)
                        : Response.ok(AccountViews.of(account), MediaType.APPLICATION_JSON_TYPE)
                                .build());
    }

    private static Response table(AccountReader.Account account, @Nullable String limit) {
        Response.ResponseBuilder response = Response.ok(AccountViews.csv(account), CSV.withCharset("utf-8"));
        String next = account.entries().next();
        if (next != null) {
            String size = limit == null ? "" : "limit=" + limit + "&";
            response.header(
                    "Link",
                    "</v1/sellers/" + encoded(account.sellerId()) + "/account?" + size + "cursor=" + encoded(next)
                            + ">; rel=\"next\"");
        }
        return response.build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
