package dev.countermand.journal;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Visible;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Record")
class JournalResource {

    private final EventReader events;
    private final AuditReader audit;
    private final CurrentCaller caller;

    JournalResource(EventReader events, AuditReader audit, CurrentCaller caller) {
        this.events = events;
        this.audit = audit;
        this.caller = caller;
    }

    /** A CloudEvent 1.0. */
    @RegisterForReflection
    @Schema(name = "Event")
    record EventView(
            @Schema(examples = "1.0") String specversion,
            UUID id,
            @Schema(examples = "/countermand") String source,

            @Schema(examples = "dev.countermand.order.frozen.v1")
            String type,

            @Schema(description = "The thing it is about.", examples = "orders/order-1001")
            String subject,

            Instant time,
            @Schema(examples = "application/json") String datacontenttype,

            @Schema(
                    description =
                            "Its place among all events: no gaps, no duplicates. Send the last one you saw as `after`.")
            long position,

            @JsonRawValue @Schema(type = SchemaType.OBJECT) String data) {}

    /** An entry of the audit. */
    @RegisterForReflection
    @Schema(name = "AuditEntry")
    record AuditView(
            UUID id,

            @Schema(description = "The order or sweep it was done to.", examples = "order-1001")
            String subject,

            @Schema(examples = "cancellations/0198c5b2-0000-7000-8000-000000000000")
            String object,

            @Schema(examples = "cancellation.approved") String action,
            Instant at,
            @Schema(examples = "seller-3") String actor,
            @Schema(examples = "seller") String role,

            @Schema(description = "The buyer an agent acted for.") @Nullable
            String onBehalfOf,

            @Schema(description = "The order's version after it.") @Nullable
            Long version,

            @JsonRawValue @Schema(type = SchemaType.OBJECT) String details) {}

    @GET
    @Path("/events")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @Operation(
            summary = "Everything that happened, in one order",
            description = "CloudEvents 1.0. Whoever remembers the last position misses nothing.")
    @APIResponse(responseCode = "200", description = "A page of events")
    public Uni<Page<EventView>> events(
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        PageRequest page = caller.page(limit, cursor);
        return events.page(page.after() == null ? page.behind(after) : page)
                .map(found -> found.map(JournalResource::view));
    }

    @GET
    @Path("/audit")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @Operation(
            summary = "Who did what, when, on which version",
            description = "Oldest first. The subject is an order's id, or an object such as `cases/{id}`."
                    + " `callers/{subject}` has what a caller tried and was refused, so many a minute; what was"
                    + " left out is counted.")
    @APIResponse(responseCode = "200", description = "A page of entries")
    public Uni<Page<AuditView>> audit(
            @QueryParam("subject") @Nullable String subject,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        if (subject == null || subject.isBlank()) {
            throw Refusal.invalid("subject", "must be given").asException();
        }
        return audit.about(Visible.everybodysTo(caller.get()), subject, caller.page(limit, cursor))
                .map(found -> found.map(JournalResource::view));
    }

    private static EventView view(Event event) {
        return new EventView(
                "1.0",
                event.id(),
                "/countermand",
                event.type(),
                event.subject(),
                event.time(),
                "application/json",
                event.position(),
                event.data());
    }

    private static AuditView view(AuditEntry entry) {
        return new AuditView(
                entry.id(),
                entry.subject(),
                entry.object(),
                entry.action(),
                entry.at(),
                entry.actor(),
                entry.role(),
                entry.onBehalfOf(),
                entry.version(),
                entry.details());
    }
}
