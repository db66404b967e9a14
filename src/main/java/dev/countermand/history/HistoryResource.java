package dev.countermand.history;

import dev.countermand.history.HistoryApi.LineResult;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Role;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

@Path("/v1")
@Tag(name = "Orders")
class HistoryResource {

    static final String NDJSON = "application/x-ndjson";

    /** Lines worked on beside each other, each in a transaction of its own. */
    static final int WIDTH = 8;

    private final HistoryImport history;
    private final CurrentCaller caller;

    HistoryResource(HistoryImport history, CurrentCaller caller) {
        this.history = history;
        this.caller = caller;
    }

    @POST
    @Path("/orders/import")
    @Consumes(NDJSON)
    @Produces(NDJSON)
    @RestStreamElementType("application/json")
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            summary = "Import a history, one order a line",
            description =
                    "Streamed both ways: a result per line, in the order of the lines. History is taken as it was: nothing is refunded or fined for what ended before; deadlines and detection go on from here. A bad line stops no other. The same line again is UNCHANGED, so an import that broke off is simply repeated; an Idempotency-Key is not needed and not kept.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = HistoryApi.Line.class)))
    @APIResponse(
            responseCode = "200",
            description = "A result per line",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = LineResult.class)))
    public Multi<LineResult> take(@Context HttpServerRequest request) {
        Actor by = caller.get().as(Role.SERVICE);
        Ndjson lines = new Ndjson();
        return io.vertx.mutiny.core.http.HttpServerRequest.newInstance(request)
                .toMulti()
                .map(buffer -> lines.feed(buffer.getBytes()))
                .onCompletion()
                .switchTo(() -> Multi.createFrom().item(lines.end()))
                .onItem()
                .transformToMultiAndConcatenate(batch -> take(batch, by));
    }

    private Multi<LineResult> take(List<Ndjson.Line> batch, Actor by) {
        if (batch.isEmpty()) {
            return Multi.createFrom().empty();
        }
        List<Uni<LineResult>> results =
                batch.stream().map(line -> history.take(line, by)).toList();
        return Uni.join()
                .all(results)
                .usingConcurrencyOf(WIDTH)
                .andFailFast()
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable);
    }
}
