package dev.countermand.http;

import dev.countermand.database.Sessions;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.RefusedException;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Does a POST once: the act and its answer are written in one transaction, and whoever sends the same key again gets
 * that answer. Answers kept are those that decided something: success, and "not now". Malformed requests, lost races
 * and faults are not kept, so the same key may be sent again after them.
 */
@ApplicationScoped
public class Idempotency {

    /** How long an answer is kept. */
    static final Duration KEPT_FOR = Duration.ofHours(24);

    /** Two with one key at once: the loser of the insert looks again, and finds the winner's answer. */
    private static final int LOOKS_AGAIN = 2;

    private final Fingerprint fingerprint;
    private final WhatElse whatElse;
    private final InstantSource clock;

    public Idempotency(Fingerprint fingerprint, WhatElse whatElse, InstantSource clock) {
        this.fingerprint = fingerprint;
        this.whatElse = whatElse;
        this.clock = clock;
    }

    /**
     * @param request the parsed body; two bodies that say the same are the same request
     * @param act runs in a transaction together with the keeping of its answer
     */
    public Uni<Response> once(Call call, Object request, Function<Caller, Uni<Answer>> act) {
        String key = call.idempotencyKey();
        if (key == null) {
            return Panache.withTransaction(() -> act.apply(call.caller()))
                    .onFailure(Sessions::isTakenAlready)
                    .retry()
                    .atMost(LOOKS_AGAIN)
                    .onFailure(RefusedException.class)
                    .recoverWithUni(refused -> whatElse(call, (RefusedException) refused))
                    .map(answer -> toResponse(toRow(call, "", "", answer)));
        }
        return fingerprint
                .of(List.of(call.target(), request))
                .chain(hash -> Panache.withTransaction(() -> replay(call, key, hash)
                                .chain(replayed -> replayed != null
                                        ? Uni.createFrom().item(replayed)
                                        : act.apply(call.caller())
                                                .chain(answer -> keep(toRow(call, key, hash, answer)))))
                        .onFailure(Sessions::isTakenAlready)
                        .retry()
                        .atMost(LOOKS_AGAIN)
                        .onFailure(RefusedException.class)
                        .recoverWithUni(refused -> whatElse(call, (RefusedException) refused))
                        .onFailure(RefusedException.class)
                        .recoverWithUni(refused -> refusedOrReplayed(call, key, hash, (RefusedException) refused)));
    }

    /**
     * Like {@link #once} for an act that runs transactions of its own and is harmless when repeated: its answer is kept
     * after it, so a crash in between only means that the act is repeated.
     */
    public Uni<Response> onceAfter(Call call, Object request, Function<Caller, Uni<Answer>> act) {
        String key = call.idempotencyKey();
        if (key == null) {
            return act.apply(call.caller()).map(answer -> toResponse(toRow(call, "", "", answer)));
        }
        return fingerprint
                .of(List.of(call.target(), request))
                .chain(hash -> Panache.withTransaction(() -> replay(call, key, hash))
                        .chain(replayed -> replayed != null
                                ? Uni.createFrom().item(replayed)
                                : act.apply(call.caller())
                                        .chain(answer -> Panache.withTransaction(() -> replay(call, key, hash)
                                                .chain(twin -> twin != null
                                                        ? Uni.createFrom().item(twin)
                                                        : keep(toRow(call, key, hash, answer)))))
                                        .onFailure(Sessions::isTakenAlready)
                                        .retry()
                                        .atMost(LOOKS_AGAIN)));
    }

    /** The same refusal; where an order has refused, with what the caller can do with it instead. */
    private <T> Uni<T> whatElse(Call call, RefusedException refused) {
        String orderId = refused.refusal().orderId();
        return orderId == null
                ? Uni.createFrom().failure(refused)
                : whatElse.allowed(orderId, call.caller())
                        .chain(actions -> Uni.createFrom()
                                .failure(refused.refusal().instead(actions).asException()));
    }

    /** A refusal may be the echo of our own twin that was faster; otherwise "not now" is kept like any decision. */
    private Uni<Response> refusedOrReplayed(Call call, String key, String hash, RefusedException refused) {
        if (refused.refusal().kind() != Refusal.Kind.NOT_NOW
                && refused.refusal().kind() != Refusal.Kind.LOST_RACE) {
            return Uni.createFrom().failure(refused);
        }
        return Panache.withTransaction(() -> replay(call, key, hash).chain(replayed -> {
                    if (replayed != null) {
                        return Uni.createFrom().item(replayed);
                    }
                    if (refused.refusal().kind() == Refusal.Kind.LOST_RACE) {
                        return Uni.createFrom().failure(refused);
                    }
                    Problem problem = Problem.of(refused.refusal());
                    IdempotencyRow row = toRow(call, key, hash, new Answer(problem.status(), null, null, problem));
                    row.contentType = Problem.MEDIA_TYPE;
                    return keep(row);
                }))
                .onFailure(Sessions::isTakenAlready)
                .retry()
                .atMost(LOOKS_AGAIN);
    }

    private Uni<@Nullable Response> replay(Call call, String key, String hash) {
        Instant oldest = Timestamps.now(clock).minus(KEPT_FOR);
        return Panache.getSession()
                .chain(session -> session.find(
                                IdempotencyRow.class,
                                new IdempotencyRow.Key(call.caller().subject(), key))
                        .chain(row -> {
                            if (row == null) {
                                return Uni.createFrom().nullItem();
                            }
                            if (row.createdAt.isBefore(oldest)) {
                                return session.remove(row).call(session::flush).replaceWith((Response) null);
                            }
                            if (row.roles != null && !row.roles.equals(roles(call))) {
                                return Uni.createFrom()
                                        .failure(keyReused("by you in another role")
                                                .asException());
                            }
                            if (!row.requestHash.equals(hash)) {
                                return Uni.createFrom()
                                        .failure(
                                                keyReused("for another request").asException());
                            }
                            return Uni.createFrom()
                                    .item(Response.fromResponse(toResponse(row))
                                            .header("Idempotency-Replayed", "true")
                                            .build());
                        }));
    }

    private static Uni<Response> keep(IdempotencyRow row) {
        return Panache.getSession().chain(session -> session.persist(row)).map(ignored -> toResponse(row));
    }

    private IdempotencyRow toRow(Call call, String key, String hash, Answer answer) {
        IdempotencyRow row = new IdempotencyRow();
        row.caller = call.caller().subject();
        row.key = key;
        row.roles = roles(call);
        row.requestHash = hash;
        row.status = answer.status();
        row.location = answer.location();
        row.etag = answer.version() == null ? null : answer.version().toString();
        row.body = fingerprint.text(answer.body());
        row.contentType = MediaType.APPLICATION_JSON;
        row.createdAt = Timestamps.now(clock);
        return row;
    }

    private static Response toResponse(IdempotencyRow row) {
        Response.ResponseBuilder response =
                Response.status(row.status).type(row.contentType).entity(row.body);
        if (row.location != null) {
            response.header("Location", row.location);
        }
        if (row.etag != null) {
            response.header("ETag", '"' + row.etag + '"');
        }
        return response.build();
    }

    /** What somebody gets to see as a seller is not for them as a buyer. */
    private static String roles(Call call) {
        return call.caller().roles().stream().map(Role::token).sorted().collect(Collectors.joining(" "));
    }

    private static Refusal keyReused(String how) {
        return new Refusal(
                Refusal.Kind.KEY_REUSED,
                "KEY_REUSED",
                "This Idempotency-Key was used " + how + " within the last 24 hours",
                List.of(),
                null,
                null,
                null,
                null);
    }
}
