package dev.countermand.payment.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Operators read of an outage when it begins and when it has ended, whatever fails in between. */
class OutageTest {

    private final Outage outage = new Outage("hotline");

    @Test
    void anOutageIsOneLineAndItsEndAnother() {
        assertThat(outage.answered()).isEmpty();
        assertThat(outage.failed("no answer", 0))
                .hasValueSatisfying(line -> assertThat(line).startsWith("hotline has failed: no answer;"));
        for (int call = 0; call < 1_000; call++) {
            assertThat(outage.failed("no answer", Outage.PAUSE.toNanos() * call))
                    .isEmpty();
        }
        assertThat(outage.answered()).contains("hotline answers again; failed calls until then: 1001");
        assertThat(outage.answered()).isEmpty();
    }

    @Test
    void whoFailsNowAndThenIsNotToldOfEachTime() {
        assertThat(outage.failed("once", Long.MIN_VALUE)).isPresent();
        assertThat(outage.answered()).isPresent();
        assertThat(outage.failed("twice", Long.MIN_VALUE + 1)).isEmpty();
        assertThat(outage.answered()).isEmpty();
        assertThat(outage.failed("again", Long.MIN_VALUE + Outage.PAUSE.toNanos()))
                .isPresent();
    }

    /** One that goes on beyond the pause is told of, though it began too soon after the one before. */
    @Test
    void anOutageThatGoesOnIsToldOf() {
        outage.failed("once", 0);
        outage.answered();
        assertThat(outage.failed("gone for good", 1)).isEmpty();
        assertThat(outage.failed("gone for good", Outage.PAUSE.toNanos())).isPresent();
        assertThat(outage.answered()).contains("hotline answers again; failed calls until then: 2");
    }
}
