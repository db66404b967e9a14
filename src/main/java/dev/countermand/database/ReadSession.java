package dev.countermand.database;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.hibernate.FlushMode;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Gives what {@link Reads} its session. Hibernate looks through every row of a session before each query, lest the query
 * should miss what was changed; where nothing may be changed that is work for nothing, and a sixth of what a call cost.
 */
@Reads
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class ReadSession {

    @AroundInvoke
    Object read(InvocationContext call) {
        return Panache.withSession(() -> Panache.getSession().chain(session -> {
            if (session.currentTransaction() != null) {
                return proceed(call);
            }
            FlushMode before = session.getFlushMode();
            session.setFlushMode(FlushMode.MANUAL);
            return proceed(call).eventually(() -> restore(session, before));
        }));
    }

    /** Whoever opened the session may write in it later. */
    private static void restore(Mutiny.Session session, FlushMode before) {
        if (session.isOpen()) {
            session.setFlushMode(before);
        }
    }

    private static Uni<?> proceed(InvocationContext call) {
        try {
            return (Uni<?>) call.proceed();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
