package dev.countermand.cancellation.seller;

import dev.countermand.cancellation.CancellationAnswers;
import dev.countermand.cancellation.SeenCancellation;
import dev.countermand.database.Sessions;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.RefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A seller answers many requests at once. Each is answered in a transaction of its own, because each is of another order; what is
 * refused for one keeps none of the others from being answered.
 */
@ApplicationScoped
class ManyAnswers {

    /** Requests that are answered beside each other. */
    private static final int WIDTH = 4;

    /** Somebody else wrote the same thing at the same moment; a second look finds it. */
    private static final int LOOKS_AGAIN = 2;

    /**
     * What a seller says to one request.
     *
     * @param refusal why not; null where they agree
     * @param reasonConfirmed whether they say that the buyer's reason is true, where they agree (A12)
     */
    record Said(UUID id, @Nullable String refusal, @Nullable Boolean reasonConfirmed) {}

    /** What has come of it: the request, or why it could not be answered so. */
    record Result(
            UUID id,
            @Nullable SeenCancellation done,
            @Nullable Refusal refusal) {}

    private final CancellationAnswers answers;
    private final Sessions sessions;

    ManyAnswers(CancellationAnswers answers, Sessions sessions) {
        this.answers = answers;
        this.sessions = sessions;
    }

    /** In the order in which they were said; refuses a request that stands twice. */
    Uni<List<Result>> answer(List<Said> all, Caller caller) {
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            if (!ids.add(all.get(i).id())) {
                throw Refusal.invalid("answers[" + i + "].id", "stands twice").asException();
            }
        }
        Map<UUID, Result> results = new ConcurrentHashMap<>();
        return sessions.forEach(
                        all,
                        WIDTH,
                        said -> one(said, caller)
                                .invoke(result -> results.put(said.id(), result))
                                .replaceWithVoid())
                .replaceWith(() -> all.stream()
                        .map(said -> Objects.requireNonNull(results.get(said.id())))
                        .toList());
    }

    private Uni<Result> one(Said said, Caller caller) {
        return sessions.inTransaction(() -> answers.answer(caller, said.id(), said.refusal(), said.reasonConfirmed()))
                .onFailure(Sessions::isTakenAlready)
                .retry()
                .atMost(LOOKS_AGAIN)
                .map(done -> new Result(said.id(), done, null))
                .onFailure(RefusedException.class)
                .recoverWithItem(refused -> new Result(said.id(), null, ((RefusedException) refused).refusal()));
    }
}
