package dev.countermand.review.quality;

import dev.countermand.database.Reads;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.review.CaseReader;
import dev.countermand.review.state.CaseVerdict;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/** Cases of which a lead says what is right: moderators meet them among their second reviews. */
@ApplicationScoped
class GoldenCases {

    private final ReviewStore store;
    private final CaseReader cases;
    private final Journal journal;
    private final InstantSource clock;

    GoldenCases(ReviewStore store, CaseReader cases, Journal journal, InstantSource clock) {
        this.store = store;
        this.cases = cases;
        this.journal = journal;
        this.clock = clock;
    }

    /** Says what is right, for the first time or anew; refuses a case that nobody has decided. */
    @WithTransaction
    Uni<ReviewStore.Golden> set(UUID caseId, CaseVerdict verdict, String because, Caller caller) {
        Actor by = caller.as(Role.LEAD);
        return cases.find(caseId).chain(one -> {
            if (one.decidedAt() == null) {
                throw Refusal.notFound("decided case").asException();
            }
            Instant now = Timestamps.now(clock);
            return store.setGolden(one.orderId(), caseId, verdict, because, by.subject(), now)
                    .chain(() -> noted("golden-case.set", caseId, by, now))
                    .replaceWith(
                            () -> new ReviewStore.Golden(caseId, one.orderId(), verdict, because, by.subject(), now));
        });
    }

    /** Nobody meets it any more; what was decided stays counted. Refuses when it is none. */
    @WithTransaction
    Uni<ReviewStore.Golden> drop(UUID caseId, Caller caller) {
        Actor by = caller.as(Role.LEAD);
        Instant now = Timestamps.now(clock);
        return store.endGolden(caseId, now).chain(golden -> {
            if (golden == null) {
                throw Refusal.notFound("golden case").asException();
            }
            return noted("golden-case.dropped", caseId, by, now).replaceWith(golden);
        });
    }

    /** By the cases' ids. */
    @Reads
    Uni<Page<ReviewStore.Golden>> page(PageRequest page) {
        return store.golden(page.afterId(), page.fetch())
                .map(found -> Page.of(found, page, one -> one.caseId().toString()));
    }

    /** Not under the order: whom it is to test reads that. */
    private Uni<Void> noted(String what, UUID caseId, Actor by, Instant now) {
        return journal.writeUntold(new Act(
                by,
                what,
                SecondReviews.SUBJECT,
                "golden-cases/" + caseId,
                null,
                now,
                Map.of("caseId", caseId.toString())));
    }
}
