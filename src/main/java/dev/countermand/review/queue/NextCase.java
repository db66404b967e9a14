package dev.countermand.review.queue;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import dev.countermand.review.Claims;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.review.state.Claim;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Gives moderators the first free case of a queue, each another one, however many ask at once. */
@ApplicationScoped
class NextCase {

    /** A case that is the caller's now. */
    record Given(QueueReader.At<QueuedCase> one, Claim claim) {}

    private final QueueReader reader;
    private final Claims claims;
    private final InstantSource clock;

    NextCase(QueueReader reader, Claims claims, InstantSource clock) {
        this.reader = reader;
        this.claims = claims;
        this.clock = clock;
    }

    /** Claims it; refuses when none is free. Cases to which the caller is a party are passed over. */
    @NeedsTransaction
    Uni<Given> next(QueueFilter filter, Caller caller) {
        return reader.reading(filter, caller.subject(), Timestamps.now(clock))
                .chain(reading -> free(filter, reading, CaseStatus.OPEN)
                        .chain(open -> open.isEmpty() ? free(filter, reading, CaseStatus.CLAIMED) : only(open)))
                .chain(free -> {
                    if (free.isEmpty()) {
                        throw Refusal.notNow("NO_CASE_FREE", "No case of this queue is free", null, List.of())
                                .asException();
                    }
                    String orderId = (String) free.getFirst()[0];
                    UUID id = (UUID) free.getFirst()[1];
                    return claims.claim(id, caller)
                            .chain(claim -> reader.one(orderId, id).map(one -> new Given(one, claim)));
                });
    }

    private static Uni<List<Object[]>> free(QueueFilter filter, QueueSql.Reading reading, CaseStatus status) {
        return QueueReader.rows(QueueSql.next(filter, reading, status));
    }

    private static Uni<List<Object[]>> only(List<Object[]> rows) {
        return Uni.createFrom().item(rows);
    }
}
