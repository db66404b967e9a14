package dev.countermand.database;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Gives a chain of statements a session and transaction of its own. A reactive session is bound to its Vert.x context
 * and is one chain; work that runs beside other work needs a context of its own.
 */
@ApplicationScoped
public class Sessions {

    /** A key that is there already, and what refers to the row that was not written because of it. */
    private static final Set<String> TAKEN = Set.of("23505", "23503");

    private final Vertx vertx;

    public Sessions(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Runs {@code work} in a new transaction on a new session; its failure rolls back. */
    public <T> Uni<T> inTransaction(Supplier<Uni<T>> work) {
        return onContextOfItsOwn(() -> Panache.withTransaction(work));
    }

    /** Runs {@code work} on a new session without a transaction around it: each statement commits by itself. */
    public <T> Uni<T> inSession(Supplier<Uni<T>> work) {
        return onContextOfItsOwn(() -> Panache.withSession(work));
    }

    private <T> Uni<T> onContextOfItsOwn(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(own, true);
            CallTime call = CallTime.current();
            if (call != null) {
                call.share(own);
            }
            return Uni.createFrom()
                    .deferred(work::get)
                    .runSubscriptionOn(command -> own.runOnContext(ignored -> command.run()));
        });
    }

    /** Somebody else wrote what this transaction wanted to write, at the same moment: worth a second look. */
    public static boolean isTakenAlready(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException violation) {
                return TAKEN.contains(String.valueOf(violation.getSQLState()));
            }
        }
        return false;
    }

    /**
     * Runs {@code work} for each item, at most {@code width} at once, each on what it opens for itself. What fails for one
     * item keeps none of the others from being done, and fails the whole afterwards; of several failures the first is told.
     */
    public <T> Uni<Void> forEach(List<T> items, int width, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUni(work::apply)
                .collectFailures()
                .merge(width)
                .collect()
                .asList()
                .onFailure(CompositeException.class)
                .transform(
                        failures -> ((CompositeException) failures).getCauses().getFirst())
                .replaceWithVoid();
    }
}
