package dev.countermand.payment;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A20: the first calls that hand refunds over, written down before they are made. Whoever comes while nothing is being written
 * writes at once; those who come meanwhile are written together, in one statement and one commit. Each goes on once its own is
 * committed, and fails when it could not be: a refund of which nobody has written that it is handed over is not.
 */
final class HandOvers {

    /** Those who are written together. */
    private static final class Group {
        private final List<RefundRow> refunds = new ArrayList<>();
        private @Nullable Uni<Void> before;
        private Uni<Void> written = Uni.createFrom().voidItem();
    }

    private final Function<List<RefundRow>, Uni<Void>> work;
    private @Nullable Group open;
    private Uni<Void> last = Uni.createFrom().voidItem();

    /** @param work writes them all, and commits */
    HandOvers(Function<List<RefundRow>, Uni<Void>> work) {
        this.work = work;
    }

    /** Done once it is written. */
    Uni<Void> begin(RefundRow refund) {
        return Uni.createFrom().deferred(() -> join(refund));
    }

    private synchronized Uni<Void> join(RefundRow refund) {
        Group group = open;
        if (group == null) {
            Group next = new Group();
            next.before = last;
            // Whoever waits for it first sets it going; it goes on to its end, though they may give up.
            next.written =
                    Uni.createFrom().deferred(() -> write(next)).memoize().indefinitely();
            last = next.written;
            open = next;
            group = next;
        }
        group.refunds.add(refund);
        return group.written;
    }

    private Uni<Void> write(Group group) {
        return turn(group).chain(() -> work.apply(closed(group)));
    }

    /** What became of those before fails nobody else; nothing of them is held on to. */
    private synchronized Uni<Void> turn(Group group) {
        Uni<Void> before = group.before;
        group.before = null;
        return before == null
                ? Uni.createFrom().voidItem()
                : before.onFailure().recoverWithNull();
    }

    private synchronized List<RefundRow> closed(Group group) {
        open = null;
        return List.copyOf(group.refunds);
    }
}
