package dev.countermand.http.gate;

import io.vertx.core.http.HttpMethod;
import java.util.Set;
import java.util.stream.Collectors;

/** What the methods of HTTP mean to those who look at calls before, or after, a resource does. */
public final class Methods {

    /** Stands for every method that a caller has made up, in labels and lines. */
    static final String OTHER = "OTHER";

    private static final Set<String> KNOWN =
            HttpMethod.values().stream().map(HttpMethod::name).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> READING =
            Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(), HttpMethod.OPTIONS.name());

    private Methods() {}

    /** The method's name, if it is one of HTTP's own. */
    public static String named(String method) {
        return KNOWN.contains(method) ? method : OTHER;
    }

    /** Whether a call of this method only reads, so that a body of it means nothing. */
    public static boolean isReading(String method) {
        return READING.contains(method);
    }
}
