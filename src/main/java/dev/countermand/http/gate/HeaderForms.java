package dev.countermand.http.gate;

import dev.countermand.http.Problem;
import dev.countermand.kernel.Refusal;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at headers before anything else reads them: the framework's parsers take a malformed one for a fault of ours. */
@ApplicationScoped
class HeaderForms {

    /** RFC 9110: what names, types and plain values of parameters are made of. */
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    private static final Pattern TYPE = Pattern.compile(TOKEN + "/" + TOKEN);
    private static final Pattern PARAMETER = Pattern.compile(TOKEN + "=(" + TOKEN + "|\"[^\"\\\\\\p{Cntrl}]*\")");
    private static final Pattern WEIGHT = Pattern.compile("[qQ]=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)");
    private static final Pattern WEIGHED = Pattern.compile("[qQ]=.*");

    /** After {@link dev.countermand.http.Intake}, which gives the answer its correlation id. */
    private static final int AFTER_INTAKE = 990;

    void register(@Observes Filters filters) {
        filters.register(HeaderForms::look, AFTER_INTAKE);
    }

    private static void look(RoutingContext request) {
        Problem problem = problemOf(request.request());
        if (problem == null) {
            request.next();
        } else {
            problem.writeTo(request.response());
        }
    }

    private static @Nullable Problem problemOf(HttpServerRequest request) {
        MultiMap headers = request.headers();
        for (Map.Entry<String, String> header : headers) {
            if (header.getValue().indexOf('\0') >= 0) {
                return Problem.of(Refusal.invalid(header.getKey(), "must not contain U+0000"));
            }
        }
        if (!isOneMediaType(headers.getAll("Content-Type"))) {
            if (Unread.hasBody(request)) {
                return Problem.of(
                        Refusal.unsupported("The Content-Type must be one media type, such as application/json"));
            }
            headers.remove("Content-Type");
        }
        return problemOfAccept(headers);
    }

    /** RFC 9110: empty elements of a list count for nothing, and whoever accepts nothing in particular accepts everything. */
    private static @Nullable Problem problemOfAccept(MultiMap headers) {
        List<String> ranges = headers.getAll("Accept").stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .filter(range -> !range.isEmpty())
                .toList();
        if (!ranges.stream().allMatch(HeaderForms::isMediaRange)) {
            return Problem.plain(
                    406, "Not acceptable", "Accept must be a list of media types, such as application/json");
        }
        if (ranges.isEmpty()) {
            headers.remove("Accept");
        } else {
            // Without the blanks that a list may have, and not every reader of it takes.
            headers.set(
                    "Accept",
                    ranges.stream().map(range -> String.join(";", parts(range))).collect(Collectors.joining(", ")));
        }
        return null;
    }

    private static boolean isOneMediaType(List<String> contentTypes) {
        return contentTypes.size() <= 1 && contentTypes.stream().allMatch(HeaderForms::isMediaType);
    }

    private static boolean isMediaRange(String range) {
        return isMediaType(range)
                && parts(range).stream()
                        .filter(part -> WEIGHED.matcher(part).matches())
                        .allMatch(part -> WEIGHT.matcher(part).matches());
    }

    private static boolean isMediaType(String text) {
        List<String> parts = parts(text);
        return TYPE.matcher(parts.getFirst()).matches()
                && parts.stream()
                        .skip(1)
                        .allMatch(part ->
                                part.isEmpty() || PARAMETER.matcher(part).matches());
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split(";", -1)).map(String::strip).toList();
    }
}
