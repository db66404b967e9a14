package dev.countermand.seller.transparency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.database.Sessions;
import dev.countermand.kernel.Timestamps;
import dev.countermand.policy.catalogue.Policies;
import dev.countermand.seller.Sanction;
import dev.countermand.seller.SanctionReader;
import dev.countermand.seller.SanctionStatus;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Sends statements of reasons in batches, outside of any transaction, and then writes down what became of them. Each goes under
 * the id of its sanction, which the database takes once: a statement whose answer was lost is sent again, and "exists" counts as
 * done. So it is sent exactly once, however often a replica is killed.
 */
final class StatementExports {

    /** Statements of one call; the database takes no more. */
    static final int BATCH = 100;

    /** Longer than a call can take. */
    private static final Duration CLAIM = Duration.ofMinutes(5);

    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** After so many attempts the wait is the longest. */
    private static final int DOUBLINGS = 6;

    /**
     * Where statements go, and how.
     *
     * @param token of the marketplace's account there
     * @param since sanctions that came into force earlier are not sent
     */
    record Destination(TransparencyClient client, String token, Instant since, TransparencyForm.Terms terms) {}

    private final Destination destination;
    private final ExportQueue queue;
    private final SanctionReader sanctions;
    private final Policies policies;
    private final Sessions sessions;
    private final ObjectMapper json;
    private final InstantSource clock;

    StatementExports(
            Destination destination,
            ExportQueue queue,
            SanctionReader sanctions,
            Policies policies,
            Sessions sessions,
            ObjectMapper json,
            InstantSource clock) {
        this.destination = destination;
        this.queue = queue;
        this.sanctions = sanctions;
        this.policies = policies;
        this.sessions = sessions;
        this.json = json;
        this.clock = clock;
    }

    /** Sends all that is due; ends early when the database took nothing of a batch, and tries again later. */
    Uni<Void> send() {
        return sessions.inTransaction(() -> queue.collect(destination.since(), now()))
                .chain(this::sendOn);
    }

    private Uni<Void> sendOn() {
        return sessions.inTransaction(() -> queue.claim(BATCH, now(), now().plus(CLAIM)))
                .chain(claimed -> claimed.isEmpty() ? Uni.createFrom().item(false) : sendBatch(claimed))
                .chain(goesOn -> goesOn ? sendOn() : Uni.createFrom().voidItem());
    }

    private Uni<Boolean> sendBatch(List<ExportQueue.Claimed> claimed) {
        List<UUID> ids = claimed.stream().map(ExportQueue.Claimed::id).toList();
        int attempts =
                claimed.stream().mapToInt(ExportQueue.Claimed::attempts).max().orElse(1);
        return sessions.inSession(() -> sanctions.of(ids)).chain(found -> {
            List<Sanction> standing = inOrder(ids, found);
            List<UUID> sent = standing.stream().map(Sanction::id).toList();
            List<UUID> gone = ids.stream().filter(id -> !sent.contains(id)).toList();
            return sessions.inTransaction(() -> queue.end(gone, ExportState.NOT_NEEDED, Map.of(), now()))
                    .chain(() -> sent.isEmpty()
                            ? Uni.createFrom().item(true)
                            : call(standing, sent).chain(answer -> written(answer, sent, attempts)));
        });
    }

    /** Those that nothing has undone meanwhile. */
    private static List<Sanction> inOrder(List<UUID> ids, List<Sanction> found) {
        Map<UUID, Sanction> byId = found.stream()
                .filter(sanction ->
                        sanction.status() == SanctionStatus.IN_FORCE || sanction.status() == SanctionStatus.ENDED)
                .collect(Collectors.toMap(Sanction::id, Function.identity()));
        return ids.stream().filter(byId::containsKey).map(byId::get).toList();
    }

    private Uni<TransparencyAnswer> call(List<Sanction> batch, List<UUID> sent) {
        return destination
                .client()
                .create("Bearer " + destination.token(), body(batch))
                .map(answer -> TransparencyAnswer.of(answer.getStatus(), text(answer), sent, json))
                .onFailure()
                .recoverWithItem(failure -> new TransparencyAnswer.Failed("It was not reached, or did not answer: "
                        + failure.getClass().getSimpleName()));
    }

    /** Of what is no success the client hands over the bytes, which are all there. */
    private static String text(RestResponse<?> answer) {
        Object entity = answer.getEntity();
        if (!(entity instanceof InputStream bytes)) {
            return entity == null ? "" : entity.toString();
        }
        try (bytes) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private String body(List<Sanction> batch) {
        List<Map<String, Object>> forms = batch.stream()
                .map(sanction -> TransparencyForm.of(
                        sanction, policies.version(sanction.market(), sanction.policyVersion()), destination.terms()))
                .toList();
        try {
            return json.writeValueAsString(Map.of("statements", forms));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A form is JSON", e);
        }
    }

    /** Whether there is a point in going on at once. */
    private Uni<Boolean> written(TransparencyAnswer answer, List<UUID> sent, int attempts) {
        Instant now = now();
        return sessions.inTransaction(() -> switch (answer) {
            case TransparencyAnswer.Created created ->
                queue.end(sent, ExportState.SENT, created.references(), now).replaceWith(true);
            case TransparencyAnswer.Exist exist ->
                queue.end(exist.existing(), ExportState.SENT, Map.of(), now)
                        .chain(() -> queue.later(without(sent, exist.existing()), now, null))
                        .replaceWith(true);
            case TransparencyAnswer.Refused refused ->
                queue.end(refused.words().keySet(), ExportState.REJECTED, refused.words(), now)
                        .chain(() -> queue.later(without(sent, refused.words().keySet()), now, null))
                        .replaceWith(true);
            case TransparencyAnswer.Failed failed ->
                queue.later(sent, now.plus(waitAfter(attempts)), failed.words()).replaceWith(false);
        });
    }

    private static List<UUID> without(List<UUID> sent, Collection<UUID> these) {
        List<UUID> rest = new ArrayList<>(sent);
        rest.removeAll(these);
        return rest;
    }

    /** Twice as long after each attempt: a minute at first, an hour at last. */
    static Duration waitAfter(int attempts) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(DOUBLINGS, Math.max(0, attempts - 1)));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private Instant now() {
        return Timestamps.now(clock);
    }
}
