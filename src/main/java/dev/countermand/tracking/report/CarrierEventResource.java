package dev.countermand.tracking.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Roles;
import dev.countermand.http.json.InvalidBodies;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Refusal.FieldError;
import dev.countermand.tracking.event.CarrierEventApi;
import dev.countermand.tracking.event.SentEvent;
import dev.countermand.tracking.event.TrackingNumberApi;
import dev.countermand.tracking.event.TrackingNumbers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shipments")
class CarrierEventResource {

    /** Events in one batch. */
    static final int MAX_EVENTS = 500;

    private final ObjectMapper json;
    private final Validator validator;
    private final CarrierReports reports;
    private final TrackingNumbers numbers;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    CarrierEventResource(
            ObjectMapper json,
            Validator validator,
            CarrierReports reports,
            TrackingNumbers numbers,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.json = json;
        this.validator = validator;
        this.reports = reports;
        this.numbers = numbers;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/carrier-events")
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            summary = "Report what carriers saw",
            description =
                    "In batches; duplicates and any order of arrival are harmless. LABEL_CREATED is no scan. An invalid event is REJECTED alone, with the reason; the others are stored. So is one whose id was stored for this parcel with another status, time or place. What was told wrongly is taken back by its id with `voided: true`, before or after it came: it stays on record, and what followed from it is worked out anew; what is right is sent under a new id. A batch without a single valid event is refused as a whole. A number in the format of the Universal Postal Union is the same parcel under s10 and under the posts that use it (usps, canadapost).")
    @APIResponse(
            responseCode = "200",
            description = "A result per event",
            content = @Content(schema = @Schema(implementation = CarrierEventApi.EventResults.class)))
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.ARRAY,
                                            implementation = CarrierEventApi.ReportEvent.class,
                                            minItems = 1,
                                            maxItems = MAX_EVENTS)))
    public Uni<Response> report(@NotNull @Size(min = 1, max = MAX_EVENTS) List<JsonNode> batch) {
        List<Item> items = IntStream.range(0, batch.size())
                .mapToObj(place -> read(place, batch.get(place)))
                .toList();
        return idempotency.onceAfter(
                caller.call(),
                items.stream().map(Item::content).toList(),
                who -> reports.take(items.stream().map(Item::event).toList())
                        .map(results -> Answer.ok(null, CarrierEventApi.EventResults.of(results))));
    }

    /**
     * One item of a batch.
     *
     * @param content what was sent, for telling whether two batches are the same
     */
    private record Item(SentEvent event, Object content) {}

    /** One by one, so that the good ones do not suffer for a faulty one; as strictly as any other body, in the same words. */
    private Item read(int place, JsonNode sent) {
        if (!sent.isObject()) {
            return faulty("", sent, List.of(new FieldError("[" + place + "]", "must be an object")));
        }
        CarrierEventApi.ReportEvent event;
        try {
            event = json.treeToValue(sent, CarrierEventApi.ReportEvent.class);
        } catch (JsonProcessingException e) {
            return faulty(idOf(sent), sent, InvalidBodies.errorsAt(place, e));
        }
        List<FieldError> errors = InvalidBodies.errorsAt(place, validator.validate(event, event.checks()));
        return errors.isEmpty() ? new Item(event.toCommand(), event) : faulty(idOf(sent), sent, errors);
    }

    private static Item faulty(String id, JsonNode sent, List<FieldError> faults) {
        return new Item(new SentEvent.Faulty(id, faults), sent);
    }

    private String idOf(JsonNode sent) {
        try {
            String id = json.treeToValue(sent.get("id"), String.class);
            return id == null ? "" : id;
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    @GET
    @Path("/tracking-numbers/{number}")
    @RolesAllowed({Roles.BUYER, Roles.SELLER, Roles.MODERATOR, Roles.LEAD, Roles.SERVICE, Roles.AGENT})
    @Operation(
            summary = "What a tracking number looks like (F4)",
            description = "All formats it fits; ambiguity is reported, never guessed.")
    @APIResponse(
            responseCode = "200",
            description = "The formats that match",
            content = @Content(schema = @Schema(implementation = TrackingNumberApi.NumberView.class)))
    public Uni<TrackingNumberApi.NumberView> decode(
            @PathParam("number") String number, @QueryParam("carrier") @Nullable String carrier) {
        if (carrier != null) {
            numbers.faultOf(carrier).ifPresent(fault -> {
                throw Refusal.invalid("carrier", fault).asException();
            });
        }
        return Uni.createFrom().item(TrackingNumberApi.NumberView.of(numbers.decode(number, carrier)));
    }
}
