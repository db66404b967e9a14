package dev.countermand.demo;

import dev.countermand.TestDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A start with the demo market, on a database of its own: it is made on an empty one only. */
public class PopulatedMarket implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("countermand.demo.market", "true");
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(EmptyDatabase.class));
    }

    /** The keys that all tests share, and a database that none has touched. */
    public static class EmptyDatabase implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            Map<String, String> settings = new HashMap<>(new TestDatabase().start());
            try {
                String url = EmbeddedDatabase.temporary(TestDatabase.PROGRAMS).url();
                settings.put("quarkus.datasource.reactive.url", url);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return settings;
        }

        /** The database ends with the JVM. */
        @Override
        public void stop() {}
    }
}
