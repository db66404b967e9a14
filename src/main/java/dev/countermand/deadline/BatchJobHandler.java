package dev.countermand.deadline;

import dev.countermand.database.Steps;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Supplier;

/**
 * A job that can read and write for many at once; for kinds that come in thousands. Between the two each makes its own
 * call, outside of any transaction and beside others: what one receiver says, or that they say nothing, concerns no other.
 *
 * @param <A> what comes of a call
 */
public interface BatchJobHandler<A> extends DeadlineHandler {

    /**
     * A call that is ready to be made.
     *
     * @param call makes it; what its receiver may do, be it silence, is an answer, and fails nothing
     */
    record Call<A>(Deadline deadline, Supplier<Uni<A>> call) {}

    /** What came of a call. */
    record Answered<A>(Deadline deadline, A answer) {}

    /** Reads what the calls of all these need, with a handful of statements; no transaction is left open. */
    Uni<List<Call<A>>> read(List<Deadline> due);

    /**
     * Writes what came of a call, in a transaction of its own in which it waits for its order's lock; as {@link
     * DeadlineHandler#fire} says, it happens once.
     */
    Uni<Void> write(Answered<A> one);

    /**
     * Does the same for many in one transaction, with a handful of statements whatever the number, and must wait for no
     * order's lock. When it fails, each is written by itself; what was written then is not written again.
     *
     * @param many each of another order
     * @return those that it left alone, because somebody has their order locked at this moment: their calls are made again
     */
    Uni<List<Answered<A>>> writeAll(List<Answered<A>> many);

    /** One by itself. */
    @Override
    default Uni<Void> fire(Deadline deadline) {
        return read(List.of(deadline))
                .chain(calls -> Steps.inTurn(
                        calls,
                        call -> call.call().get().chain(answer -> write(new Answered<>(call.deadline(), answer)))));
    }
}
