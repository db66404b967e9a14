package dev.countermand.tracking.number;

import dev.countermand.document.Fields;
import dev.countermand.document.Value;
import dev.countermand.document.YamlReader;
import java.util.LinkedHashMap;
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
        String yaml = CatalogueException.source(file).shipped("carriers/" + file);
        return read(file, yaml, catalogue);
    }

    static CarrierNames read(String file, String yaml, Carriers catalogue) {
        Map<String, String> codes = new LinkedHashMap<>();
        Fields all = Fields.of(YamlReader.read(CatalogueException.source(file), yaml))
                .allowing(catalogue.codes());
        for (String code : catalogue.codes()) {
            for (Value name : all.items(code)) {
                String other = codes.put(plain(name.text()), code);
                if (other != null && !other.equals(code)) {
                    throw name.faulty("is " + name.text() + ", which stands for " + other + " already");
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
