package dev.countermand.detector;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a detector saw.
 *
 * @param words plain sentences for a moderator
 * @param facts the facts and figures that were compared, in the order in which they are read
 */
public record Evidence(String words, Map<String, Object> facts) {

    public Evidence {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
