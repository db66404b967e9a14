package dev.countermand.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.database.CallTime;
import dev.countermand.database.DatabaseAwayException;
import dev.countermand.database.Faults;
import dev.countermand.history.HistoryApi.LineResult;
import dev.countermand.history.HistoryApi.Result;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Departure;
import dev.countermand.http.Fingerprint;
import dev.countermand.http.Problem;
import dev.countermand.http.Roles;
import dev.countermand.http.json.InvalidBodies;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.RefusedException;
import dev.countermand.kernel.Role;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

@Path("/v1")
@Tag(name = "Orders")
class HistoryResource {

    static final String NDJSON = "application/x-ndjson";

    /** Lines worked on beside each other, each in a transaction of its own. */
    static final int WIDTH = 8;

    private static final Logger LOG = Logger.getLogger(HistoryResource.class);

    private final HistoryImport history;
    private final ObjectMapper json;
    private final Validator validator;
    private final Fingerprint fingerprint;
    private final CurrentCaller caller;
    private final Departure departure;

    HistoryResource(
            HistoryImport history,
            ObjectMapper json,
            Validator validator,
            Fingerprint fingerprint,
            CurrentCaller caller,
            Departure departure) {
        this.history = history;
        this.json = json;
        this.validator = validator;
        this.fingerprint = fingerprint;
        this.caller = caller;
        this.departure = departure;
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
                    "Streamed both ways: a result per line, in the order of the lines. History is taken as it was:"
                            + " nothing is refunded or fined for what ended before; deadlines and detection go on from"
                            + " here. A replica that is about to end rejects what is left, with status 503. A bad line"
                            + " does not affect the others. The same line again is UNCHANGED, so repeat"
                            + " an interrupted import as it is; an Idempotency-Key is not needed and not kept.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = HistoryApi.Line.class)))
    @APIResponse(
            responseCode = "200",
            description = "A result per line",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = LineResult.class)))
    public Multi<LineResult> take(@Context HttpServerRequest request) {
        CallTime.unlimit();
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
                batch.stream().map(line -> take(line, by)).toList();
        return Uni.join()
                .all(results)
                .usingConcurrencyOf(WIDTH)
                .andFailFast()
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable);
    }

    /** Never fails for what is in the line. */
    private Uni<LineResult> take(Ndjson.Line line, Actor by) {
        HistoryApi.Line told;
        try {
            told = read(line);
        } catch (RefusedException e) {
            return Uni.createFrom().item(rejected(line, null, Problem.of(e.refusal())));
        }
        String id = told.order() == null ? null : told.order().id();
        return Uni.createFrom()
                .deferred(() -> {
                    if (departure.announced()) {
                        throw Refusal.unavailable("This replica ends; send this line again, to another one")
                                .asException();
                    }
                    HistoryApi.Line checked = valid(told);
                    return fingerprint.of(told).chain(origin -> history.take(checked.toCommand(origin), by));
                })
                .map(created -> new LineResult(line.number(), id, created ? Result.CREATED : Result.UNCHANGED, null))
                .onFailure(RefusedException.class)
                .recoverWithItem(refused -> rejected(line, id, Problem.of(((RefusedException) refused).refusal())))
                .onFailure()
                .recoverWithItem(failure -> broken(line, id, failure));
    }

    private HistoryApi.Line read(Ndjson.Line line) {
        if (line.tooLong()) {
            throw Refusal.invalid("line", "must not be longer than " + Ndjson.MAX_LINE_BYTES + " bytes")
                    .asException();
        }
        try {
            HistoryApi.Line told = json.readValue(line.bytes(), HistoryApi.Line.class);
            if (told == null) {
                throw Refusal.invalid("body", "must be an object").asException();
            }
            return told;
        } catch (JsonProcessingException e) {
            throw InvalidBodies.refusalOf(e).asException();
        } catch (IOException e) {
            // Bad UTF-8 in places is reported like this.
            throw Refusal.invalid("body", "is not valid JSON in UTF-8").asException();
        }
    }

    private HistoryApi.Line valid(HistoryApi.Line told) {
        Set<ConstraintViolation<HistoryApi.Line>> violations = validator.validate(told);
        if (!violations.isEmpty()) {
            throw Refusal.invalid(InvalidBodies.errorsOf(new ConstraintViolationException(violations)))
                    .asException();
        }
        return told;
    }

    /** Our own fault, or the database's; the other lines are not to suffer for it. */
    private static LineResult broken(Ndjson.Line line, @Nullable String id, Throwable failure) {
        Faults.error(LOG, failure, "Line %d of an import failed", line.number());
        return rejected(
                line,
                id,
                DatabaseAwayException.isBehind(failure)
                        ? Problem.of(Refusal.unavailable("The database does not answer; send this line again"))
                        : Problem.plain(
                                500, "Internal error", "Something went wrong here with this line; send it again"));
    }

    private static LineResult rejected(Ndjson.Line line, @Nullable String id, Problem problem) {
        return new LineResult(line.number(), id, Result.REJECTED, problem);
    }
}
