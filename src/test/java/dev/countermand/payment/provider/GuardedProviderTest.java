package dev.countermand.payment.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.payment.provider.PaymentProvider.Handover;
import dev.countermand.payment.provider.PaymentProvider.Instruction;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** In the service only because the breaker is part of it. */
@QuarkusTest
class GuardedProviderTest {

    private static final Duration LIMIT = Duration.ofMillis(50);
    private static final Duration REST = Duration.ofSeconds(2);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Instruction REFUND =
            new Instruction(new UUID(0, 1), "ch_1", new Money(2_990, Currency.getInstance("EUR")));

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger givenUp = new AtomicInteger();
    private volatile boolean silent = true;

    private final PaymentProvider provider = new GuardedProvider(
            new PaymentProvider() {
                @Override
                public String name() {
                    return "hotline";
                }

                @Override
                public Uni<Handover> submit(Instruction instruction) {
                    calls.incrementAndGet();
                    return silent
                            ? Uni.createFrom()
                                    .<Handover>nothing()
                                    .onCancellation()
                                    .invoke(givenUp::incrementAndGet)
                            : Uni.createFrom().item(new Handover.Taken("reference"));
                }

                @Override
                public Uni<Progress> ask(Submitted refund) {
                    return Uni.createFrom().item(new Progress.Pending());
                }
            },
            LIMIT,
            REST);

    @Test
    void aCallWithoutAnAnswerHasFailedAndIsGivenUp() {
        assertThatThrownBy(this::submit)
                .isInstanceOf(ProviderUnavailable.class)
                .hasMessageContaining("hotline did not answer within");
        assertThat(givenUp).hasValue(1);
    }

    /** Nothing that fails because a provider is away is a line of its own for operators, be it called or not. */
    @Test
    void whatFailsInAnOutageIsTold() {
        List<LogRecord> lines = new CopyOnWriteArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                    lines.add(line);
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger(GuardedProvider.class.getName()).addHandler(listener);
        try {
            for (int i = 0; i < 3 * GuardedProvider.FAILURES; i++) {
                assertThatThrownBy(this::submit)
                        .isInstanceOfSatisfying(
                                ProviderUnavailable.class,
                                away -> assertThat(away.isTold()).isTrue());
            }
        } finally {
            Logger.getLogger(GuardedProvider.class.getName()).removeHandler(listener);
        }
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().getMessage()).startsWith("hotline has failed: hotline did not answer within");
    }

    @Test
    void aProviderThatFailsTooOftenIsLeftAloneForAWhile() throws InterruptedException {
        for (int i = 0; i < GuardedProvider.FAILURES; i++) {
            assertThatThrownBy(this::submit).hasMessageContaining("did not answer");
        }
        assertThatThrownBy(this::submit).isInstanceOf(ProviderUnavailable.class).hasMessageContaining("left alone");
        assertThat(calls).hasValue(GuardedProvider.FAILURES);

        silent = false;
        Thread.sleep(REST);
        for (int i = 0; i < GuardedProvider.FAILURES; i++) {
            assertThat(submit()).isEqualTo(new Handover.Taken("reference"));
        }
    }

    private Handover submit() {
        return provider.submit(REFUND).await().atMost(A_MINUTE);
    }
}
