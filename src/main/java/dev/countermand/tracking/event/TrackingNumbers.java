package dev.countermand.tracking.event;

import dev.countermand.tracking.number.Carriers;
import dev.countermand.tracking.number.DecodedNumber;
import dev.countermand.tracking.number.TrackingNumberDecoder;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The carriers' catalogue, read once at start. */
@Startup
@ApplicationScoped
public class TrackingNumbers {

    private final Carriers carriers = Carriers.load();
    private final TrackingNumberDecoder decoder = new TrackingNumberDecoder(carriers);

    /** Why this is no carrier, if it is none. */
    public Optional<String> faultOf(String carrier) {
        return carriers.isKnown(carrier) ? Optional.empty() : Optional.of("must be one of " + codes());
    }

    public List<String> codes() {
        return carriers.codes();
    }

    public DecodedNumber decode(String number, @Nullable String carrier) {
        return decoder.decode(number, carrier);
    }

    /**
     * The parcel that is meant, as it is stored and compared: the number without blanks and hyphens and in capital letters,
     * under the code of {@link Carriers#issuer whose number it is}.
     */
    public ParcelNumber parcel(String carrier, String number) {
        String canonical = TrackingNumberDecoder.canonical(number);
        return new ParcelNumber(carriers.issuer(carrier, canonical), canonical);
    }
}
