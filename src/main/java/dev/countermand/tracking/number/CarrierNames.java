package dev.countermand.tracking.number;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What somebody else calls the carriers of our catalogue, from {@code carriers/names/*.yaml} on the class path. */
public final class CarrierNames {

    private final Map<String, String> codes;

    private CarrierNames(Map<String, String> codes) {
        this.codes = Map.copyOf(codes);
    }

    /**
     * Reads what this aggregator calls them.
     *
     * @throws CatalogueException when a name stands for two carriers, or for one that is not in the catalogue
     */
    public static CarrierNames load(String aggregator, Carriers catalogue) {
        String file = "names/" + aggregator + ".yaml";
        try (InputStream stream = CarrierNames.class.getResourceAsStream("/carriers/" + file)) {
            if (stream == null) {
                throw new CatalogueException(file, "is not on the class path");
            }
            return read(file, new String(stream.readAllBytes(), StandardCharsets.UTF_8), catalogue);
        } catch (IOException e) {
            throw new CatalogueException(file, "cannot be read", e);
        }
    }

    static CarrierNames read(String file, String yaml, Carriers catalogue) {
        Map<String, String> codes = new LinkedHashMap<>();
        Entry all = Entry.of(file, Entry.document(file, yaml))
                .allowing(catalogue.codes().toArray(String[]::new));
        for (String code : catalogue.codes()) {
            List<String> names = all.texts(code);
            for (String name : names) {
                String other = codes.put(plain(name), code);
                if (other != null && !other.equals(code)) {
                    throw all.faulty("has " + name + " for both " + other + " and " + code);
                }
            }
        }
        return new CarrierNames(codes);
    }

    /** The code of the carrier that goes by this name; empty when the catalogue does not have it. */
    public Optional<String> code(String name) {
        return Optional.ofNullable(codes.get(plain(name)));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
    }
}
