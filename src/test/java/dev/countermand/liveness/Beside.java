package dev.countermand.liveness;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Many beside each other, as many at once as keep the service busy. */
final class Beside {

    private static final int AT_ONCE = 12;

    private Beside() {}

    /** Returns when it is done for all; throws what one of them threw. */
    static <T> void each(List<T> items, Consumer<T> work) {
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> running = new ArrayList<>();
            items.forEach(item -> running.add(workers.submit(() -> work.accept(item))));
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
