package dev.countermand.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** Which problem the request at hand was answered with, for those who count and list refused calls. */
public final class RefusedWith {

    private static final String KEY = RefusedWith.class.getName();

    private RefusedWith() {}

    static void note(Problem problem) {
        Context context = Vertx.currentContext();
        if (context != null) {
            context.putLocal(KEY, problem.code());
        }
    }

    /** The code of its problem; null where there was none, or the framework answered by itself. */
    public static @Nullable String code() {
        Context context = Vertx.currentContext();
        return context == null ? null : context.getLocal(KEY);
    }
}
