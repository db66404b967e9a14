package dev.countermand.journal;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.countermand.http.Paging;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Objects;
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

    private final EventRelay relay;

    JournalResource(EventRelay relay) {
        this.relay = relay;
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
                            "Its place among all events: no gaps, no doubles. Send the last one you saw as `after`.")
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
        PageRequest page = Paging.of(limit, cursor);
        long start = position(page.after() == null ? after : page.after());
        return relay.number()
                .chain(() -> Panache.withSession(() -> Panache.getSession()
                        .chain(session -> session.createSelectionQuery(
                                        "from EventRow where position > :start order by position", EventRow.class)
                                .setParameter("start", start)
                                .setMaxResults(page.fetch())
                                .getResultList())
                        .map(rows -> Page.of(rows, page, row -> String.valueOf(row.position))
                                .map(JournalResource::view))));
    }

    @GET
    @Path("/audit")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD, Roles.SERVICE})
    @Operation(
            summary = "Who did what, when, on which version",
            description = "Oldest first. The subject is an order's id, or an object such as `cases/{id}`.")
    @APIResponse(responseCode = "200", description = "A page of entries")
    public Uni<Page<AuditView>> audit(
            @QueryParam("subject") @Nullable String subject,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        if (subject == null || subject.isBlank()) {
            throw Refusal.invalid("subject", "must be given").asException();
        }
        PageRequest page = Paging.of(limit, cursor);
        String after = page.after() == null ? "" : " and id > :after";
        return Panache.withSession(() -> Panache.getSession().chain(session -> {
            var query = session.createSelectionQuery(
                            "from AuditRow where (subject = :subject or object = :subject)" + after + " order by id",
                            AuditRow.class)
                    .setParameter("subject", subject);
            if (page.after() != null) {
                query.setParameter("after", PageRequest.id(page.after()));
            }
            return query.setMaxResults(page.fetch())
                    .getResultList()
                    .map(rows -> Page.of(rows, page, row -> row.id.toString()).map(JournalResource::view));
        }));
    }

    private static long position(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        if (!text.matches("\\d{1,18}")) {
            throw Refusal.invalid("after", "must be the position of an event").asException();
        }
        return Long.parseLong(text);
    }

    private static EventView view(EventRow row) {
        return new EventView(
                "1.0",
                row.id,
                "/countermand",
                row.type,
                row.subject,
                row.time,
                "application/json",
                Objects.requireNonNull(row.position),
                row.data);
    }

    private static AuditView view(AuditRow row) {
        return new AuditView(
                row.id,
                row.subject,
                row.object,
                row.action,
                row.at,
                row.actor,
                row.role,
                row.onBehalfOf,
                row.version,
                row.details);
    }
}
