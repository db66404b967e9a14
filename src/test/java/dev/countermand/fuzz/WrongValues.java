package dev.countermand.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What to put in the place of a value of this schema, as it stands in JSON; much of it is none. */
final class WrongValues {

    /** Over what readers of numbers take, and over what readers of depth and names do. */
    private static final int DIGITS = 1_001;

    private static final int DEPTH = 1_001;
    private static final int NAME = 50_001;
    private static final int ELEMENTS = 2_000;

    /** As large as a body may be, and as many elements as fit. */
    private static final int MANY_ELEMENTS = 300_000;

    private static final Map<String, String> OF_ANY_TYPE = new LinkedHashMap<>();

    static {
        OF_ANY_TYPE.put("null", "null");
        OF_ANY_TYPE.put("true", "true");
        OF_ANY_TYPE.put("zero", "0");
        OF_ANY_TYPE.put("negative", "-1");
        OF_ANY_TYPE.put("a fraction", "1.5");
        OF_ANY_TYPE.put("minus nothing", "-0");
        OF_ANY_TYPE.put("over 32 bits", "2147483648");
        OF_ANY_TYPE.put("over 64 bits", "9223372036854775808");
        OF_ANY_TYPE.put("over any double", "1e400");
        OF_ANY_TYPE.put("under any double", "1e-400");
        OF_ANY_TYPE.put("with a huge exponent", "1e999999999");
        OF_ANY_TYPE.put("of " + DIGITS + " digits", "9".repeat(DIGITS));
        OF_ANY_TYPE.put("of " + DIGITS + " digits behind the point", "0." + "3".repeat(DIGITS));
        OF_ANY_TYPE.put("NaN", "NaN");
        OF_ANY_TYPE.put("-Infinity", "-Infinity");
        OF_ANY_TYPE.put("with a zero before", "007");
        OF_ANY_TYPE.put("hexadecimal", "0x10");
        OF_ANY_TYPE.put("a text", "\"text\"");
        OF_ANY_TYPE.put("a text with a number", "\"1\"");
        OF_ANY_TYPE.put("in single quotation marks", "'text'");
        OF_ANY_TYPE.put("nothing at all", "");
        OF_ANY_TYPE.put("an empty array", "[]");
        OF_ANY_TYPE.put("an array of null", "[null]");
        OF_ANY_TYPE.put("an array in an array", "[[[]]]");
        OF_ANY_TYPE.put("an array of " + ELEMENTS + " objects", many("{}", ELEMENTS));
        OF_ANY_TYPE.put("an array of " + MANY_ELEMENTS + " objects", many("{}", MANY_ELEMENTS));
        OF_ANY_TYPE.put("an empty object", "{}");
        OF_ANY_TYPE.put("an object with an unknown field", "{\"colour\":\"red\"}");
        OF_ANY_TYPE.put("an object with __proto__ and @class", "{\"__proto__\":{},\"@class\":\"java.lang.Object\"}");
        OF_ANY_TYPE.put("an object with a field twice", "{\"a\":1,\"a\":2}");
        OF_ANY_TYPE.put("an object with a name of " + NAME + " characters", "{\"" + "k".repeat(NAME) + "\":1}");
        OF_ANY_TYPE.put("arrays nested " + DEPTH + " deep", "[".repeat(DEPTH) + "]".repeat(DEPTH));
        OF_ANY_TYPE.put("objects nested " + DEPTH + " deep", "{\"a\":".repeat(DEPTH) + "1" + "}".repeat(DEPTH));
    }

    private static final List<String> TIMES = List.of(
            "yesterday",
            "0000-00-00T00:00:00Z",
            "2026-02-30T12:00:00Z",
            "2026-06-30T23:59:60Z",
            "2026-01-31T24:00:00Z",
            "2026-01-31T25:00:00Z",
            "2026-01-31T12:00:00",
            "2026-01-31 12:00:00Z",
            "2026-01-31T12:00:00+99:99",
            "2026-01-31T12:00:00.1234567890123Z",
            "-292275055-05-16T16:47:04Z",
            "+292278994-08-17T07:12:55Z",
            "-1000000000-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "0001-01-01T00:00:00Z",
            "-4713-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "+294277-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z");

    private static final List<String> DATES = List.of(
            "2026-02-29",
            "2026-13-01",
            "0000-01-01",
            "-0001-01-01",
            "+999999999-12-31",
            "-999999999-01-01",
            "20260101");

    private static final List<String> DURATIONS = List.of(
            "P0D",
            "P-1D",
            "-P1D",
            "P",
            "PT",
            "P1Y",
            "P1M",
            "PT0.0000000001S",
            "P106751991167300D",
            "PT9223372036854775807S",
            "P99999999999999999999D",
            "P1DT",
            "1 day",
            "PT1H-1M");

    private static final List<String> AMOUNTS = List.of(
            "-4.90",
            "+4.90",
            "4,90",
            "4.9",
            "4.900",
            "04.90",
            ".90",
            "4.",
            "0",
            "0.00",
            "1e3",
            "1e400",
            "NaN",
            "Infinity",
            "9999999999999.9999",
            "99999999999999",
            "0x10",
            " 4.90",
            "4.90 ",
            "\u0664.\u0669\u0660",
            "9".repeat(DIGITS));

    private WrongValues() {}

    /** What each is, and the JSON. */
    static Map<String, String> instead(JsonNode schema) {
        Map<String, String> all = new LinkedHashMap<>(OF_ANY_TYPE);
        if (schema.path("type").asText().equals("string")) {
            all.putAll(WrongTexts.ALL);
            special(schema).forEach(text -> all.put("the text " + shortened(text), "\"" + text + "\""));
        }
        for (String bound : List.of("minimum", "maximum")) {
            if (schema.has(bound)) {
                long over = schema.path(bound).asLong() + (bound.equals("minimum") ? -1 : 1);
                all.put("just over its " + bound, Long.toString(over));
            }
        }
        if (schema.has("maxLength")) {
            int most = schema.path("maxLength").asInt();
            all.put("one character too long", "\"" + "x".repeat(most + 1) + "\"");
            all.put("as long as may be", "\"" + "x".repeat(most) + "\"");
            all.put("as long as may be, of four bytes each", "\"" + "\ud83d\udce6".repeat(most / 2) + "\"");
        }
        if (schema.has("maxItems")) {
            all.put("one element too many", many("{}", schema.path("maxItems").asInt() + 1));
        }
        return all;
    }

    private static List<String> special(JsonNode schema) {
        List<String> texts = new ArrayList<>();
        switch (schema.path("format").asText()) {
            case "date-time" -> texts.addAll(TIMES);
            case "date" -> texts.addAll(DATES);
            case "duration" -> texts.addAll(DURATIONS);
            case "decimal" -> texts.addAll(AMOUNTS);
            default -> {}
        }
        if (schema.path("pattern").asText().startsWith("^\\d")) {
            texts.addAll(AMOUNTS);
        }
        for (JsonNode value : schema.path("enum")) {
            texts.add(value.asText().toLowerCase(java.util.Locale.ROOT));
            texts.add(value.asText() + " ");
        }
        return texts;
    }

    static String shortened(String text) {
        int most = 30;
        return text.length() > most ? text.substring(0, most) + "..." : text;
    }

    static String many(String element, int count) {
        return "[" + (element + ",").repeat(count - 1) + element + "]";
    }
}
