package dev.countermand.seller.account;

import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.RefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes down many payouts, each in a transaction of its own: a bad line does not affect the others. */
@ApplicationScoped
class PayoutFiles {

    /** Two payouts of one seller at once: the one that was later looks again. */
    private static final int LOOKS_AGAIN = 2;

    /** A line as it was read. */
    sealed interface Entry {

        /** From 1, as in the file. */
        int line();

        record Read(int line, Payouts.Payout payout) implements Entry {}

        record Unreadable(int line, Refusal refusal) implements Entry {}
    }

    /** What became of a line: a payout that was taken down, or is there already, or a refusal. */
    record Result(
            int line,
            @Nullable String id,
            Payouts.@Nullable Done done,
            @Nullable Refusal refusal) {}

    private final Payouts payouts;
    private final Sessions sessions;

    PayoutFiles(Payouts payouts, Sessions sessions) {
        this.payouts = payouts;
        this.sessions = sessions;
    }

    /** One after the other: payouts of one seller have an order. */
    Uni<List<Result>> pay(List<Entry> entries, Actor by) {
        List<Result> results = new ArrayList<>();
        return Steps.inTurn(entries, entry -> pay(entry, by).invoke(results::add))
                .replaceWith(results);
    }

    private Uni<Result> pay(Entry entry, Actor by) {
        return switch (entry) {
            case Entry.Unreadable it -> Uni.createFrom().item(new Result(it.line(), null, null, it.refusal()));
            case Entry.Read it -> {
                String id = it.payout().id();
                yield Uni.createFrom()
                        .deferred(() -> sessions.inTransaction(() -> payouts.pay(it.payout(), by)))
                        .onFailure(Sessions::isTakenAlready)
                        .retry()
                        .atMost(LOOKS_AGAIN)
                        .map(done -> new Result(it.line(), id, done, null))
                        .onFailure(RefusedException.class)
                        .recoverWithItem(
                                refused -> new Result(it.line(), id, null, ((RefusedException) refused).refusal()));
            }
        };
    }
}
