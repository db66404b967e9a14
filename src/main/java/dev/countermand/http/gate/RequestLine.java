package dev.countermand.http.gate;

import dev.countermand.http.Problem;
import dev.countermand.kernel.Refusal;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * What must hold of a request before anybody interprets it: a head of a size that people and programs need, one reading of
 * its address, and one host. The server reads heads that are somewhat larger, so that they get an answer in words.
 */
public final class RequestLine {

    /** Characters of path and query. */
    public static final int LONGEST_ADDRESS = 4_096;

    /** Characters of all headers, each with its colon, blank and line end. */
    public static final int LARGEST_HEADERS = 20_480;

    private static final int AROUND_A_HEADER = 4;

    private RequestLine() {}

    /** What is wrong with it. */
    static Optional<Problem> problemOf(HttpServerRequest request) {
        if (request.uri().length() > LONGEST_ADDRESS) {
            return Optional.of(Problem.plain(
                    414,
                    "Address too long",
                    "Path and query must not be longer than " + LONGEST_ADDRESS + " characters"));
        }
        if (sizeOf(request.headers()) > LARGEST_HEADERS) {
            return Optional.of(Problem.plain(
                    431,
                    "Headers too large",
                    "All headers must not be larger than " + LARGEST_HEADERS + " characters"));
        }
        return refusalOf(request).map(Problem::of);
    }

    private static int sizeOf(MultiMap headers) {
        return headers.entries().stream()
                .mapToInt(header -> header.getKey().length() + header.getValue().length() + AROUND_A_HEADER)
                .sum();
    }

    private static Optional<Refusal> refusalOf(HttpServerRequest request) {
        if (request.headers().getAll("Host").size() > 1) {
            return Optional.of(Refusal.invalid("Host", "must stand once"));
        }
        String uri = request.uri();
        int query = uri.indexOf('?');
        if (!isSound(query < 0 ? uri : uri.substring(0, query))) {
            return Optional.of(
                    Refusal.invalid("path", "must be visible ASCII without \\, and % before two hex digits"));
        }
        if (query >= 0 && !isSound(uri.substring(query))) {
            return Optional.of(
                    Refusal.invalid("query", "must be visible ASCII without \\, and % before two hex digits"));
        }
        return isUri(uri)
                ? Optional.empty()
                : Optional.of(Refusal.invalid("path", "or query has characters that no URI has, such as |, \" or {"));
    }

    /** Whoever reads the address later takes it for one. */
    static boolean isUri(String uri) {
        try {
            return !new URI(uri).toString().isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    static boolean isSound(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c <= ' ' || c > '~' || c == '\\') {
                return false;
            }
            if (c == '%' && !(i + 2 < part.length() && isHex(part.charAt(i + 1)) && isHex(part.charAt(i + 2)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 128;
    }
}
