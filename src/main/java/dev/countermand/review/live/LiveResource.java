package dev.countermand.review.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.database.CallTime;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Visible;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/cases")
@Tag(name = "Cases")
class LiveResource {

    private static final String LAST = "Last-Event-ID";

    /** Milliseconds after which a client whose stream has ended comes again. */
    private static final long AGAIN_AFTER = 1_000;

    private final LiveDesk desk;
    private final ObjectMapper json;
    private final CurrentCaller caller;

    LiveResource(LiveDesk desk, ObjectMapper json, CurrentCaller caller) {
        this.desk = desk;
        this.json = json;
        this.caller = caller;
    }

    @GET
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "followCases",
            summary = "What happens to cases, while it happens",
            description = "Server-sent events, named after what has happened (`case.opened`, `case.claimed`, ...), each"
                    + " with its position as id; whichever replica answers, the order is the same. `ready` says where the"
                    + " stream begins, `alive` that nothing has happened, `reset` that so much was missed that the queue is"
                    + " to be loaded anew, `end` that this stream is over. Come again with the last id as `Last-Event-ID`"
                    + " and nothing is missed, and nothing told twice. What concerns a case to which you are a party is"
                    + " left out. When all streams of a replica are taken, 503.")
    @APIResponse(
            responseCode = "200",
            description = "Events, until the stream ends",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = LiveApi.CaseChange.class)))
    public Multi<OutboundSseEvent> follow(
            @Parameter(description = "The id of the last event that you have: the stream goes on behind it.")
                    @HeaderParam(LAST)
                    @Nullable
                    String lastEventId,
            @Parameter(description = "The same for clients that can set no header.") @QueryParam("after") @Nullable
                    String after,
            @Parameter(description = "Only of this case.") @QueryParam("caseId") @Schema(format = "uuid") @Nullable
                    String caseId,
            @Context Sse sse) {
        CallTime.unlimit();
        Caller who = caller.get();
        Visible.everybodysTo(who);
        Long position = lastEventId == null ? position("after", after) : position(LAST, lastEventId);
        return desk.follow(who.subject(), caseId(caseId), position).map(line -> event(line, sse));
    }

    private static @Nullable Long position(String name, @Nullable String value) {
        if (value == null) {
            return null;
        }
        if (!value.matches("\\d{1,18}")) {
            throw Refusal.invalid(name, "must be the id of an event of this stream")
                    .asException();
        }
        return Long.valueOf(value);
    }

    private static @Nullable UUID caseId(@Nullable String value) {
        return value == null
                ? null
                : Ids.parse(value)
                        .orElseThrow(() -> Refusal.invalid("caseId", "must be the id of a case")
                                .asException());
    }

    private OutboundSseEvent event(LiveReader.Line line, Sse sse) {
        CaseEvent said = line.event();
        OutboundSseEvent.Builder event = sse.newEventBuilder()
                .id(Long.toString(line.id()))
                .name(line.name())
                .data(text(said == null ? Map.of("position", line.id()) : LiveApi.CaseChange.of(said)));
        return line.name().equals(LiveReader.READY)
                ? event.reconnectDelay(AGAIN_AFTER).build()
                : event.build();
    }

    private String text(Object data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A change is JSON", e);
        }
    }
}
