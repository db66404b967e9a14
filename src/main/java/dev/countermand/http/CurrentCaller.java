package dev.countermand.http;

import dev.countermand.kernel.Caller;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says of the request at hand who calls, and which call it is. */
@RequestScoped
public class CurrentCaller {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");
    private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

    private final SecurityIdentity identity;
    private final RoutingContext request;
    private final Cursors cursors;

    CurrentCaller(SecurityIdentity identity, RoutingContext request, Cursors cursors) {
        this.identity = identity;
        this.request = request;
        this.cursors = cursors;
    }

    /** The caller; refuses a malformed {@code If-Match} or {@code Idempotency-Key}, whatever is called. */
    public Caller get() {
        return call().caller();
    }

    /** The page of the list at hand that the caller asks for; refuses a cursor that was not given to them for this list. */
    public PageRequest page(@Nullable String limit, @Nullable String cursor) {
        return Paging.of(
                limit,
                cursor,
                cursors,
                get().subject() + " " + request.request().path());
    }

    /** The call, with its caller; refuses the same. */
    public Call call() {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String group : identity.getRoles()) {
            Role.ofToken(group).ifPresent(roles::add);
        }
        String key = key(request.request().getHeader("Idempotency-Key"));
        Caller caller = new Caller(
                identity.getPrincipal().getName(),
                roles,
                version(request.request().getHeader("If-Match")));
        return new Call(
                caller, request.request().method() + " " + request.request().path(), key);
    }

    private static @Nullable String key(@Nullable String header) {
        if (header != null && !KEY.matcher(header).matches()) {
            throw Refusal.invalid("Idempotency-Key", "must be 1 to 255 visible ASCII characters")
                    .asException();
        }
        return header;
    }

    private static @Nullable Long version(@Nullable String header) {
        if (header == null || "*".equals(header)) {
            return null;
        }
        Matcher matcher = VERSION.matcher(header);
        if (!matcher.matches()) {
            throw Refusal.invalid("If-Match", "must be an ETag as this service gave it, or *")
                    .asException();
        }
        return Long.valueOf(matcher.group(1));
    }
}
