package dev.countermand.database;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Fails a call of what {@link NeedsTransaction} when none is open. */
@NeedsTransaction
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class TransactionCheck {

    @AroundInvoke
    Object check(InvocationContext call) throws Exception {
        if (!Uni.class.isAssignableFrom(call.getMethod().getReturnType())) {
            return call.proceed();
        }
        return Panache.getSession().chain(session -> {
            if (session.currentTransaction() == null) {
                throw new IllegalStateException(call.getMethod() + " needs a transaction, and none is open");
            }
            return proceed(call);
        });
    }

    /** Goes on with a call that gives a {@code Uni}. */
    static Uni<?> proceed(InvocationContext call) {
        try {
            return (Uni<?>) call.proceed();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
