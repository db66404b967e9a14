package dev.countermand.tracking.event;

import dev.countermand.tracking.number.DecodedNumber;
import dev.countermand.tracking.number.FormatMatch;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a tracking number says of itself (F4). */
public final class TrackingNumberApi {

    private TrackingNumberApi() {}

    /** A decoded tracking number. */
    @RegisterForReflection
    @Schema(name = "TrackingNumber")
    public record NumberView(
            @Schema(examples = "1Z5R89390357567127") String number,

            @Schema(description = "A format matches wholly and its check digit holds, or it has none.")
            boolean valid,

            @Schema(description = "False when only formats without a check digit match.")
            boolean certain,

            List<MatchView> matches) {

        public static NumberView of(DecodedNumber decoded) {
            return new NumberView(
                    decoded.number(),
                    decoded.valid(),
                    decoded.certain(),
                    decoded.matches().stream().map(MatchView::of).toList());
        }
    }

    /** A format the number fits. */
    @RegisterForReflection
    @Schema(name = "TrackingNumberMatch")
    public record MatchView(
            @Schema(examples = "ups") String carrier,
            @Schema(examples = "ups") String format,

            @Schema(description = "HELD, FAILED or NONE.", examples = "HELD")
            String checkDigit,

            @Schema(description = "What the number says: shipper, service, destination.")
            Map<String, String> parts) {

        static MatchView of(FormatMatch match) {
            return new MatchView(
                    match.carrier(), match.format(), match.checkDigit().name(), match.parts());
        }
    }
}
