package dev.countermand.dispute;

import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.kernel.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** How resources answer an act on a dispute: with it as the caller may see it, once for each {@code Idempotency-Key}. */
@ApplicationScoped
public class DisputeReplies {

    private final DisputeReader reader;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    DisputeReplies(DisputeReader reader, Idempotency idempotency, CurrentCaller caller) {
        this.reader = reader;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /** @param body the request's, which a repeated key must come with again; "" where there is none */
    public Uni<Response> answer(Object body, Function<Caller, Uni<Disputes.Done>> act) {
        return idempotency.once(
                caller.call(),
                body,
                who -> act.apply(who)
                        .chain(done -> reader.of(done, who)
                                .map(seen -> Answer.ok(done.order().version(), DisputeViews.of(seen)))));
    }
}
