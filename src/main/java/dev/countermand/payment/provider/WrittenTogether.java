package dev.countermand.payment.provider;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes what many write at about the same time, each before its own call (A20), in one statement and one commit. Whoever comes while nothing
 * is being written writes at once; those who come meanwhile are written together. Each goes on once its own is committed, with
 * what came of the statement, and fails when it could not be.
 */
public final class WrittenTogether<T, R> {

    /** Those who are written together. */
    private static final class Group<T, R> {
        private final List<T> things = new ArrayList<>();
        private @Nullable Uni<Void> before;
        private Uni<R> written = Uni.createFrom().nothing();
    }

    private final Function<List<T>, Uni<R>> work;
    private @Nullable Group<T, R> open;
    private Uni<Void> last = Uni.createFrom().voidItem();

    /** @param work writes them all, and commits */
    public WrittenTogether(Function<List<T>, Uni<R>> work) {
        this.work = work;
    }

    /** Done once it is committed. */
    public Uni<R> write(T thing) {
        return Uni.createFrom().deferred(() -> join(thing));
    }

    private synchronized Uni<R> join(T thing) {
        Group<T, R> group = open;
        if (group == null) {
            group = next();
            open = group;
        }
        group.things.add(thing);
        return group.written;
    }

    private Group<T, R> next() {
        Group<T, R> next = new Group<>();
        next.before = last;
        // Whoever waits for it first sets it going; it goes on to its end, though they may give up.
        next.written = Uni.createFrom()
                .deferred(() -> turn(next).chain(() -> work.apply(closed(next))))
                .memoize()
                .indefinitely();
        last = next.written.replaceWithVoid();
        return next;
    }

    /** What became of those before fails nobody else; they are not held on to. */
    private synchronized Uni<Void> turn(Group<T, R> group) {
        Uni<Void> before = group.before;
        group.before = null;
        return before == null ? Uni.createFrom().voidItem() : before.onFailure().recoverWithNull();
    }

    private synchronized List<T> closed(Group<T, R> group) {
        open = null;
        return List.copyOf(group.things);
    }
}
