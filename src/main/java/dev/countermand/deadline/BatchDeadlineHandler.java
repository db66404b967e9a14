package dev.countermand.deadline;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Can do in one transaction what is due for many orders; for kinds that come in thousands at the same hour. */
public interface BatchDeadlineHandler extends DeadlineHandler {

    /**
     * Does what is due in the caller's transaction, with a handful of statements whatever the number. It must lock the
     * orders without waiting for any, and call {@link DueDeadlines#finishAll} before the effect. When it fails nothing has
     * happened, and the runner calls {@link #fire} for one after the other.
     *
     * @param due in due order, each of another order
     * @return those it left alone, because somebody has their order locked at this moment
     */
    Uni<List<Deadline>> fireAll(List<Deadline> due);
}
