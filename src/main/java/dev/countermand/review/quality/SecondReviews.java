package dev.countermand.review.quality;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Reads;
import dev.countermand.database.Steps;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.kernel.Words;
import dev.countermand.review.page.BlindPage;
import dev.countermand.review.state.CaseVerdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * A second moderator decides a case without seeing the first decision. Nothing follows for the order: it is counted whether the
 * two agree. Now and then it is a case of which it is known what is right, and nothing tells it from the others.
 */
@ApplicationScoped
class SecondReviews {

    /** Of entries in the audit: under the order, whoever decides it again would read them. */
    static final String SUBJECT = "quality";

    /** A review that is somebody's now, and what they see of the case. */
    record Given(ReviewStore.Review review, BlindPage.Blind page) {}

    private final ReviewStore store;
    private final BlindPage pages;
    private final Journal journal;
    private final Duration claimFor;
    private final Duration within;
    private final int goldenEvery;
    private final InstantSource clock;

    SecondReviews(
            ReviewStore store,
            BlindPage pages,
            Journal journal,
            @ConfigProperty(name = "countermand.quality.claim-for") Duration claimFor,
            @ConfigProperty(name = "countermand.quality.review-within") Duration within,
            @ConfigProperty(name = "countermand.quality.golden-every") int goldenEvery,
            InstantSource clock) {
        this.store = store;
        this.pages = pages;
        this.journal = journal;
        this.claimFor = claimFor;
        this.within = within;
        this.goldenEvery = goldenEvery;
        this.clock = clock;
    }

    /** The next one for this person; what they have begun first. Refuses when there is none. */
    @NeedsTransaction
    Uni<Given> next(Caller caller) {
        String reader = caller.as(Role.MODERATOR, Role.LEAD).subject();
        Instant now = Timestamps.now(clock);
        Instant until = now.plus(claimFor);
        return store.held(reader, now)
                .chain(held -> held != null ? Uni.createFrom().item(held.id()) : another(reader, until, now))
                .chain(id -> {
                    if (id == null) {
                        throw Refusal.notNow(
                                        "NO_REVIEW_WAITS", "No decided case waits for a second review", null, List.of())
                                .asException();
                    }
                    return store.claim(id, reader, until).chain(() -> store.find(id));
                })
                .chain(review -> given(Objects.requireNonNull(review), caller));
    }

    private Uni<@Nullable UUID> another(String reader, Instant until, Instant now) {
        return store.had(reader)
                .chain(had -> isGolden(had)
                        ? golden(reader, until, now)
                        : Uni.createFrom().nullItem())
                .chain(id -> id != null
                        ? Uni.createFrom().item(id)
                        : store.next(reader, now.minus(within), now)
                                .map(review -> review == null ? null : review.id()));
    }

    /** Of so many, one. */
    private boolean isGolden(long had) {
        return goldenEvery > 0 && (had + 1) % goldenEvery == 0;
    }

    private Uni<@Nullable UUID> golden(String reader, Instant until, Instant now) {
        return store.goldenFor(reader)
                .chain(known -> known == null
                        ? Uni.createFrom().nullItem()
                        : store.add(known, ReviewKind.GOLDEN, reader, until, now)
                                // Of two calls of one person at once, one has added it.
                                .chain(() -> store.held(reader, now))
                                .map(held -> held == null ? null : held.id()));
    }

    /** What this person has begun; what is another's is not there. */
    @Reads
    Uni<Given> find(UUID id, Caller caller) {
        return store.find(id).chain(review -> given(theirs(review, caller), caller));
    }

    /** Decides it; once for good. Refuses whoever does not have it, or has it no more. */
    @NeedsTransaction
    Uni<ReviewStore.Review> decide(UUID id, CaseVerdict verdict, String statement, Caller caller) {
        Actor by = caller.as(Role.MODERATOR, Role.LEAD);
        Words.mustSayWhy(statement);
        Instant now = Timestamps.now(clock);
        return store.lock(id).chain(found -> {
            ReviewStore.Review review = theirs(found, caller);
            if (!review.isHeldBy(by.subject(), now)) {
                throw Refusal.notNow(
                                "REVIEW_NOT_HELD",
                                review.decidedAt() == null
                                        ? "Your time for this review is over: ask for the next one"
                                        : "You have decided it already",
                                null,
                                List.of())
                        .asException();
            }
            return store.decide(id, verdict, statement, now)
                    .chain(() -> journal.writeUntold(new Act(
                            by,
                            "review.decided",
                            SUBJECT,
                            "reviews/" + id,
                            null,
                            now,
                            Map.of("caseId", review.caseId().toString()))))
                    .chain(() -> store.find(id))
                    .map(Objects::requireNonNull);
        });
    }

    /** All of them with what came of them, for leads. */
    @Reads
    Uni<Page<ReviewStore.Review>> page(boolean done, boolean apart, PageRequest page) {
        return store.page(done, apart, page.afterId(), page.fetch())
                .map(found -> Page.of(found, page, one -> one.id().toString()));
    }

    private Uni<Given> given(ReviewStore.Review review, Caller caller) {
        return pages.load(review.caseId(), caller).map(page -> new Given(review, page));
    }

    private static ReviewStore.Review theirs(ReviewStore.@Nullable Review review, Caller caller) {
        if (review == null || !caller.subject().equals(review.reviewer())) {
            throw Refusal.notFound("review").asException();
        }
        return review;
    }

    /** Takes what was decided lately, and cannot be undone any more, into the sample. */
    @NeedsTransaction
    Uni<Integer> sample(Instant since, int share, int most, Instant now) {
        return store.renew(since, now, most)
                .chain(() -> store.sample(since, now, share, most))
                .chain(decided -> Steps.inTurn(decided, one -> store.add(one, ReviewKind.SECOND, null, null, now))
                        .replaceWith(decided.size()));
    }
}
