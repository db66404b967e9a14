package dev.countermand.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is written for people in an answer has times to the minute and durations in words, as nobody reads others. */
final class Readable {

    private static final Set<String> FOR_PEOPLE =
            Set.of("detail", "message", "explanation", "words", "what", "problem");

    private static final Pattern FOR_MACHINES = Pattern.compile(
            "\\bPT\\d+[HMS]|\\bP\\d+[DWMY]|\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}|\\bnull\\b|\\b1 (units|days|hours|requests) ");

    /** Where a form is taught, it is shown. */
    private static final Pattern TAUGHT = Pattern.compile("for example|such as");

    private Readable() {}

    /** The texts that are not so. */
    static List<String> faults(JsonNode answer) {
        List<String> faults = new ArrayList<>();
        collect("", answer, faults);
        return faults;
    }

    private static void collect(String name, JsonNode node, List<String> faults) {
        if (node.isTextual() && FOR_PEOPLE.contains(name)) {
            String text = node.asText();
            if (FOR_MACHINES.matcher(text).find() && !TAUGHT.matcher(text).find()) {
                faults.add(name + " is not for people: " + text);
            }
        } else if (node.isArray()) {
            node.forEach(element -> collect(name, element, faults));
        } else {
            node.properties().forEach(field -> collect(field.getKey(), field.getValue(), faults));
        }
    }
}
