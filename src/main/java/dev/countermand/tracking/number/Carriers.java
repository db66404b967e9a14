package dev.countermand.tracking.number;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The catalogue of known carriers and of the formats of their tracking numbers. Immutable: load it once. */
public final class Carriers {

    private static final String FOLDER = "carriers/";

    private final SortedMap<String, Carrier> carriers;

    /**
     * One carrier of the catalogue, as read from its file.
     *
     * @param abroad the carrier whose formats the numbers of its parcels abroad have, if they are not its own
     */
    record Carrier(String code, String name, @Nullable String abroad, List<NumberFormat> formats) {

        Carrier {
            formats = List.copyOf(formats);
        }
    }

    Carriers(Map<String, Carrier> carriers) {
        this.carriers = Collections.unmodifiableSortedMap(new TreeMap<>(carriers));
        carriers.values().forEach(this::refuseUnknownAbroad);
    }

    /**
     * Reads the catalogue shipped with the service.
     *
     * @throws CatalogueException on the first faulty entry, with its file and the reason
     */
    public static Carriers load() {
        SortedMap<String, Carrier> carriers = new TreeMap<>();
        for (String code : CatalogueFile.readIndex("index.yaml", text("index.yaml"))) {
            String file = code + ".yaml";
            carriers.put(code, CatalogueFile.readCarrier(file, code, text(file)));
        }
        return new Carriers(carriers);
    }

    private void refuseUnknownAbroad(Carrier carrier) {
        if (carrier.abroad() != null && !carriers.containsKey(carrier.abroad())) {
            throw CatalogueException.source(carrier.code() + ".yaml")
                    .line(1)
                    .faulty("abroad is " + carrier.abroad() + ", which is not in the index");
        }
    }

    /**
     * Whose number it is when a parcel is said to be with this carrier. Posts give their parcels abroad numbers of the
     * Universal Postal Union, and the post that takes over has another name but the same number: both stand under the
     * union's code.
     *
     * @param number as {@link TrackingNumberDecoder#canonical} gives it
     */
    public String issuer(String code, String number) {
        Carrier carrier = carriers.get(code);
        String abroad = carrier == null ? null : carrier.abroad();
        return abroad != null && !fits(code, number) && fits(abroad, number) ? abroad : code;
    }

    private boolean fits(String code, String number) {
        return formats(code).stream().anyMatch(format -> format.match(number).isPresent());
    }

    /** Whether the catalogue has the carrier. Codes are in lower case, and taken literally. */
    public boolean isKnown(String code) {
        return carriers.containsKey(code);
    }

    /** The codes of all carriers, sorted. */
    public List<String> codes() {
        return List.copyOf(carriers.keySet());
    }

    /** The carrier's own name, for sentences; empty when the carrier is not known. */
    public Optional<String> name(String code) {
        return Optional.ofNullable(carriers.get(code)).map(Carrier::name);
    }

    /** The formats of one carrier (none when it is not known), or of all when no code is given. */
    List<NumberFormat> formats(@Nullable String code) {
        if (code == null) {
            List<NumberFormat> all = new ArrayList<>();
            carriers.values().forEach(carrier -> all.addAll(carrier.formats()));
            return all;
        }
        Carrier carrier = carriers.get(code);
        return carrier == null ? List.of() : carrier.formats();
    }

    private static String text(String file) {
        return CatalogueException.source(file).shipped(FOLDER + file);
    }
}
