package dev.countermand.tracking.number;

import dev.countermand.tracking.number.Carriers.Carrier;
import dev.countermand.tracking.number.NumberFormat.Lookup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads a file of the catalogue, and refuses it whole when anything in it is faulty. {@code carriers/index.yaml} says
 * how one is written.
 */
final class CatalogueFile {

    private static final Pattern CARRIER_CODE = Pattern.compile("[a-z0-9_]{1,32}");

    private CatalogueFile() {}

    /** The carrier codes listed in the index. */
    static List<String> readIndex(String file, String yaml) {
        List<String> codes = Entry.texts(file, Entry.document(file, yaml));
        Set<String> seen = new HashSet<>();
        for (String code : codes) {
            if (!CARRIER_CODE.matcher(code).matches()) {
                throw new CatalogueException(file, "lists " + code + ", which is no carrier code");
            }
            if (!seen.add(code)) {
                throw new CatalogueException(file, "lists " + code + " twice");
            }
        }
        return codes;
    }

    /** One carrier with its formats. */
    static Carrier readCarrier(String file, String code, String yaml) {
        Entry carrier = Entry.of(file, Entry.document(file, yaml)).allowing("name", "abroad", "tables", "formats");
        Map<String, CodeTable> tables = new LinkedHashMap<>();
        carrier.mapping("tables")
                .forEach((name, table) ->
                        tables.put(name, CodeTableEntry.read(Entry.of(file + ": table " + name, table))));
        Set<String> names = new HashSet<>();
        List<NumberFormat> formats = new ArrayList<>();
        for (Entry entry : carrier.entries("formats")) {
            NumberFormat format = format(code, entry, tables);
            if (!names.add(format.name())) {
                throw carrier.faulty("has the format " + format.name() + " twice");
            }
            formats.add(format);
        }
        refuseUnused(carrier, tables, formats);
        return new Carrier(code, carrier.text("name"), carrier.has("abroad") ? carrier.text("abroad") : null, formats);
    }

    private static NumberFormat format(String carrier, Entry untitled, Map<String, CodeTable> tables) {
        String name = untitled.text("format");
        Entry format = untitled.at(name).allowing("format", "pattern", "check", "lookups", "required", "untracked");
        Pattern pattern = pattern(format, "pattern");
        List<String> parts = pattern.namedGroups().entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
        if (format.has("check") && !parts.containsAll(List.of(NumberFormat.SERIAL_NUMBER, NumberFormat.CHECK_DIGIT))) {
            throw format.faulty("has a check, so its pattern needs the groups serialNumber and checkDigit");
        }
        CheckDigitRule rule = format.has("check") ? CheckEntry.read(format.nested("check")) : null;
        Pattern untracked = format.has("untracked") ? pattern(format, "untracked") : null;
        return new NumberFormat(carrier, name, pattern, parts, rule, untracked, lookups(format, parts, tables));
    }

    private static Pattern pattern(Entry format, String field) {
        try {
            return Pattern.compile(format.text(field), Pattern.COMMENTS);
        } catch (PatternSyntaxException e) {
            throw format.faulty("has a " + field + " that is no regular expression: " + e.getMessage(), e);
        }
    }

    private static List<Lookup> lookups(Entry format, List<String> parts, Map<String, CodeTable> tables) {
        Set<String> required = new HashSet<>(format.texts("required"));
        Set<String> taken = new HashSet<>(parts);
        List<Lookup> lookups = new ArrayList<>();
        format.mapping("lookups").forEach((part, title) -> {
            CodeTable table = tables.get(String.valueOf(title));
            if (table == null || !parts.contains(part)) {
                throw format.faulty("looks up " + part + " in " + title + ", but one of them does not exist");
            }
            if (!table.columns().stream().allMatch(taken::add)) {
                throw format.faulty("has a part twice: the pattern or another table gives one of " + table.columns());
            }
            lookups.add(new Lookup(part, table, required.remove(part)));
        });
        if (!required.isEmpty()) {
            throw format.faulty("requires " + required + " without looking it up");
        }
        return lookups;
    }

    private static void refuseUnused(Entry carrier, Map<String, CodeTable> tables, List<NumberFormat> formats) {
        Map<String, CodeTable> unused = new LinkedHashMap<>(tables);
        formats.forEach(
                format -> format.lookups().forEach(lookup -> unused.values().remove(lookup.table())));
        if (!unused.isEmpty()) {
            throw carrier.faulty("has tables that no format uses: " + unused.keySet());
        }
    }
}
