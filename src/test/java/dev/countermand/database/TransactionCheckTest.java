package dev.countermand.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.deadline.Deadlines;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What {@link NeedsTransaction} is refused without one, at the first call and not at the first lost write. */
@QuarkusTest
class TransactionCheckTest {

    private static final String NO_ORDER = "nobody-placed-this";
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

    @Inject
    Sessions sessions;

    @Inject
    Deadlines deadlines;

    @Test
    void aSessionWithoutTransactionIsNotEnough() {
        assertThatThrownBy(() -> inSession(() -> deadlines.dropAll(NO_ORDER)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs a transaction");
    }

    @Test
    void inATransactionItIsDone() {
        assertThatCode(() -> sessions.inTransaction(() -> deadlines.dropAll(NO_ORDER))
                        .await()
                        .atMost(LONG_ENOUGH))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsNotMarkedNeedsNone() {
        assertThat(inSession(() -> deadlines.ofOrders(List.of(NO_ORDER)))).isEmpty();
    }

    private <T> T inSession(Supplier<Uni<T>> work) {
        return sessions.inSession(work).await().atMost(LONG_ENOUGH);
    }
}
