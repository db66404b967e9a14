package dev.countermand.http.gate;

import dev.countermand.kernel.Refusal;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** What must hold of a request before anybody interprets it: one reading of its address, and one host. */
final class RequestLine {

    private RequestLine() {}

    /** What is wrong with it. */
    static Optional<Refusal> refusalOf(HttpServerRequest request) {
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
