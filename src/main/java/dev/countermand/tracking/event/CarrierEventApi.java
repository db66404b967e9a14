package dev.countermand.tracking.event;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.Default;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What carriers say about parcels. */
public final class CarrierEventApi {

    private CarrierEventApi() {}

    /** What an event that is no correction must have besides. */
    public interface Telling {}

    /** One item of {@code POST /v1/carrier-events}. */
    @RegisterForReflection
    @Schema(name = "CarrierEvent")
    public record ReportEvent(
            @NotNull
            @Size(min = 1, max = 100)
            @Schema(description = "The carrier's own id of the event.", examples = "ev-1")
            String id,

            @NotNull @Schema(examples = "ups") String carrier,

            @NotNull
            @Pattern(regexp = ParcelNumber.WRITTEN, message = ParcelNumber.WRITTEN_MESSAGE)
            @Schema(examples = "1Z5R89390357567127")
            String trackingNumber,

            @NotNull(groups = Telling.class) @Schema(description = "Needed unless it is voided.") @Nullable
            CarrierStatus status,

            @NotNull(groups = Telling.class)
            @Schema(
                    description =
                            "Needed unless it is voided. By the carrier's clock, which may be up to 24 hours ahead of ours: a time ahead of ours"
                                    + " counts as the moment at which the event was received.")
            @Nullable
            Instant occurredAt,

            @Valid @Nullable Place location,
            @Size(max = 500) @Nullable String description,

            @Schema(
                    description =
                            "The carrier takes the event with this id back: it was not so. It stays on record and does"
                                    + " not count, even if it comes later. The rest can be left out.",
                    examples = "false")
            @Nullable
            Boolean voided) {

        /** What of it is to be checked. */
        public Class<?>[] checks() {
            return Boolean.TRUE.equals(voided)
                    ? new Class<?>[] {Default.class}
                    : new Class<?>[] {Default.class, Telling.class};
        }

        public SentEvent toCommand() {
            if (Boolean.TRUE.equals(voided)) {
                return new SentEvent.Voided(id, carrier, trackingNumber);
            }
            Place place = location == null ? Place.NOWHERE : location;
            return new SentEvent.Read(new CarrierEvent(
                    id,
                    carrier,
                    trackingNumber,
                    Objects.requireNonNull(status),
                    Objects.requireNonNull(occurredAt),
                    place.country(),
                    place.postalCode(),
                    place.city(),
                    description));
        }
    }

    /** Where it happened. */
    @RegisterForReflection
    @Schema(name = "CarrierEventLocation")
    public record Place(
            @Pattern(regexp = "[A-Z]{2}", message = "must be a country code of two capital letters (ISO 3166-1)")
            @Schema(examples = "DE")
            @Nullable
            String country,

            @Size(max = 20) @Nullable String postalCode,
            @Size(max = 100) @Nullable String city) {

        public static final Place NOWHERE = new Place(null, null, null);
    }

    /** The result for one event. */
    @RegisterForReflection
    @Schema(name = "CarrierEventResult")
    public record ResultView(
            @Schema(description = "As it was sent; empty where it could not be read.", examples = "ev-1")
            String id,

            EventOutcome result,

            @Schema(description = "Why it was rejected, with the fields by their path in the batch.") @Nullable
            String problem) {}

    /** One result per event, in the order in which they were sent. */
    @RegisterForReflection
    @Schema(name = "CarrierEventResults")
    public record EventResults(List<ResultView> items) {

        public static EventResults of(List<EventResult> results) {
            return new EventResults(results.stream()
                    .map(result -> new ResultView(result.id(), result.result(), result.problem()))
                    .toList());
        }
    }
}
