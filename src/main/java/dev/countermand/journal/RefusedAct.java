package dev.countermand.journal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a known caller tried and was refused.
 *
 * @param caller subject of their token
 * @param role as their token names it; empty for one that is none of ours
 * @param call method and path
 * @param details status, code and where to find it in the log, or how many were left out
 */
public record RefusedAct(String caller, String role, String call, Instant at, Map<String, Object> details) {

    public RefusedAct {
        details = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }
}
