package dev.countermand.demo;

import dev.countermand.database.CallTime;
import dev.countermand.kernel.Iso8601;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The clock and tokens of dev and test; in production none of it exists. */
@Path("/v1/dev")
@PermitAll
@IfBuildProfile(anyOf = {"dev", "test"})
public class DevResource {

    /** How far the clock goes in one step. */
    private static final Duration FARTHEST = Duration.ofDays(3_653);

    private final DevClock clock;
    private final DevTokens tokens;
    private final DueWork dueWork;

    DevResource(DevClock clock, DevTokens tokens, DueWork dueWork) {
        this.clock = clock;
        this.tokens = tokens;
        this.dueWork = dueWork;
    }

    public record Now(Instant now) {}

    public record Advance(@Nullable String advance) {}

    public record Token(String token) {}

    @GET
    @Path("/clock")
    @Operation(hidden = true)
    public Now now() {
        return new Now(clock.instant());
    }

    /** Answers when everything that has become due has happened. */
    @POST
    @Path("/clock")
    @Blocking
    @Operation(hidden = true)
    public Uni<Now> advance(@Nullable Advance request) {
        CallTime.unlimit();
        clock.advance(duration(request == null ? null : request.advance()));
        return dueWork.carryOut().map(ignored -> now());
    }

    @GET
    @Path("/token")
    @Operation(hidden = true)
    public Token token(@QueryParam("subject") @Nullable String subject, @QueryParam("role") @Nullable String role) {
        if (subject == null || subject.isBlank()) {
            throw Refusal.invalid("subject", "must be given").asException();
        }
        return tokens.sign(subject, roles(role))
                .map(Token::new)
                .orElseThrow(() -> Refusal.notFound("signing key: tokens come from the OpenID provider")
                        .asException());
    }

    private static Duration duration(@Nullable String text) {
        if (text == null) {
            throw Refusal.invalid("advance", "must be given, for example P6D").asException();
        }
        Duration duration = parse(text);
        if (!duration.isPositive() || duration.compareTo(FARTHEST) > 0) {
            throw Refusal.invalid("advance", "must be more than nothing and at most ten years")
                    .asException();
        }
        return duration;
    }

    private static Duration parse(String text) {
        try {
            return Iso8601.duration(text);
        } catch (DateTimeException e) {
            throw Refusal.invalid("advance", Iso8601.DURATION_MESSAGE).asException();
        }
    }

    private static Set<String> roles(@Nullable String role) {
        List<String> asked = role == null ? List.of() : List.of(role.split(",", -1));
        if (asked.isEmpty()
                || !asked.stream().allMatch(each -> Role.ofToken(each).isPresent())) {
            throw Refusal.invalid(
                            "role",
                            "must be one or more of buyer, seller, moderator, lead, service, agent,"
                                    + " separated by commas")
                    .asException();
        }
        return new LinkedHashSet<>(asked);
    }
}
