package dev.countermand.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.database.Retention.Kept;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nothing is forgotten before the rules have done with it, whatever is set. */
class RetentionTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void startsWithTheLeastTimesAndRefusesLess() {
        assertThatCode(() -> retention("PT24H").check(new StartupEvent())).doesNotThrowAnyException();
        assertThatThrownBy(() -> retention("PT23H").check(new StartupEvent()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("countermand.retention.answers is PT23H: it must be at least PT24H.");
    }

    @Test
    void whatIsOldIsSoByTheClockOfTheService() {
        assertThat(retention("PT48H").oldest(Kept.ANSWERS)).isEqualTo(NOW.minus(Duration.ofHours(48)));
        assertThat(retention("PT1H").oldest(Kept.ANSWERS))
                .as("the contract says a day")
                .isEqualTo(NOW.minus(Duration.ofHours(24)));
        assertThat(retention("PT24H").oldest(Kept.WEBHOOK_DELIVERIES, Duration.ofDays(5)))
                .as("another setting says five days")
                .isEqualTo(NOW.minus(Duration.ofDays(5)));
    }

    private static Retention retention(String answers) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "countermand.retention.events", "P7D",
                "countermand.retention.audit", "P365D",
                "countermand.retention.carrier-events", "P180D",
                "countermand.retention.bulk-decisions", "P184D",
                "countermand.retention.second-reviews", "P92D",
                "countermand.retention.sweeps", "P7D",
                "countermand.retention.provider-news", "P180D",
                "countermand.retention.reconciliations", "P30D",
                "countermand.retention.webhook-deliveries", "P3D"));
        settings.put("countermand.retention.answers", answers);
        return new Retention(
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new PropertiesConfigSource(settings, "test", 100))
                        .build(),
                InstantSource.fixed(NOW));
    }
}
