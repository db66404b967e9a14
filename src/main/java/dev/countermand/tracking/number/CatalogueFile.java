package dev.countermand.tracking.number;

import dev.countermand.document.Fields;
import dev.countermand.document.Value;
import dev.countermand.document.YamlReader;
import dev.countermand.tracking.number.Carriers.Carrier;
import dev.countermand.tracking.number.NumberFormat.Lookup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * Reads a file of the catalogue, and refuses it whole when anything in it is faulty. {@code carriers/index.yaml} says
 * how one is written.
 */
final class CatalogueFile {

    private static final Pattern CARRIER_CODE = Pattern.compile("[a-z0-9_]{1,32}");

    private CatalogueFile() {}

    /** The carrier codes listed in the index. */
    static List<String> readIndex(String file, String yaml) {
        Set<String> codes = new LinkedHashSet<>();
        for (Value item :
                YamlReader.readAny(CatalogueException.source(file), yaml).items()) {
            String code = item.text();
            if (!CARRIER_CODE.matcher(code).matches()) {
                throw item.faulty("is " + code + ", which is no carrier code");
            }
            if (!codes.add(code)) {
                throw item.faulty("lists " + code + " twice");
            }
        }
        return List.copyOf(codes);
    }

    /** One carrier with its formats. */
    static Carrier readCarrier(String file, String code, String yaml) {
        Fields carrier = Fields.of(YamlReader.read(CatalogueException.source(file), yaml))
                .allowing("name", "abroad", "tables", "formats");
        Map<String, CodeTable> tables = new LinkedHashMap<>();
        carrier.byKey("tables").forEach((name, table) -> tables.put(name, CodeTableEntry.read(table.fields())));
        Set<String> names = new HashSet<>();
        List<NumberFormat> formats = new ArrayList<>();
        for (Value entry : carrier.get("formats").items()) {
            NumberFormat format = format(code, entry.fields(), tables);
            if (!names.add(format.name())) {
                throw entry.faulty("has the format " + format.name() + " a second time");
            }
            formats.add(format);
        }
        refuseUnused(carrier, tables, formats);
        String abroad = carrier.has("abroad") ? carrier.get("abroad").text() : null;
        return new Carrier(code, carrier.get("name").text(), abroad, formats);
    }

    private static NumberFormat format(String carrier, Fields format, Map<String, CodeTable> tables) {
        format.allowing("format", "pattern", "check", "lookups", "required", "untracked");
        Pattern pattern = pattern(format.get("pattern"), Pattern.COMMENTS);
        List<String> parts = pattern.namedGroups().entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
        CheckDigitRule rule = null;
        if (format.has("check")) {
            Value check = format.get("check");
            if (!parts.containsAll(List.of(NumberFormat.SERIAL_NUMBER, NumberFormat.CHECK_DIGIT))) {
                throw check.faulty("is there, so the pattern needs the groups serialNumber and checkDigit");
            }
            rule = CheckEntry.read(check.fields());
        }
        return new NumberFormat(
                carrier,
                format.get("format").text(),
                pattern,
                parts,
                rule,
                format.has("untracked") ? pattern(format.get("untracked"), Pattern.COMMENTS) : null,
                lookups(format, parts, tables));
    }

    static Pattern pattern(Value value, int flags) {
        return pattern(value, value.text(), flags);
    }

    /** A regular expression that is, or belongs to, this value. */
    static Pattern pattern(Value value, String regex, int flags) {
        try {
            return Pattern.compile(regex, flags);
        } catch (PatternSyntaxException e) {
            throw value.faulty("is no regular expression: " + e.getDescription());
        }
    }

    private static List<Lookup> lookups(Fields format, List<String> parts, Map<String, CodeTable> tables) {
        List<Value> required = format.items("required");
        Set<String> missing = required.stream().map(Value::text).collect(Collectors.toCollection(HashSet::new));
        Set<String> taken = new HashSet<>(parts);
        List<Lookup> lookups = new ArrayList<>();
        format.byKey("lookups").forEach((part, title) -> {
            CodeTable table = tables.get(title.text());
            if (table == null || !parts.contains(part)) {
                throw title.faulty("looks up " + part + " in " + title.text() + ", but one of them does not exist");
            }
            if (!table.columns().stream().allMatch(taken::add)) {
                throw title.faulty("gives a part twice: the pattern or another table has one of " + table.columns());
            }
            lookups.add(new Lookup(part, table, missing.remove(part)));
        });
        if (!missing.isEmpty()) {
            throw format.get("required").faulty("names " + missing + ", which nothing looks up");
        }
        return lookups;
    }

    private static void refuseUnused(Fields carrier, Map<String, CodeTable> tables, List<NumberFormat> formats) {
        Map<String, CodeTable> unused = new LinkedHashMap<>(tables);
        formats.forEach(
                format -> format.lookups().forEach(lookup -> unused.values().remove(lookup.table())));
        if (!unused.isEmpty()) {
            throw carrier.get("tables").faulty("has tables that no format uses: " + unused.keySet());
        }
    }
}
