package dev.countermand.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.Sources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NativeQueriesTest {

    private static final Pattern BASIC = Pattern.compile(
            "createNativeQuery\\((?:(?!OneColumn)[^;])*?,\\s*(UUID|String|Boolean|Long|Integer|Short|Instant)\\.class\\s*\\)");

    /** Hibernate would plan such a query anew at each call, and keep every plan. */
    @Test
    void noneIsAskedForABasicClass() {
        List<String> found = new ArrayList<>();
        for (Path file : Sources.files()) {
            Matcher call = BASIC.matcher(Sources.text(file));
            while (call.find()) {
                found.add(file.getFileName() + ": " + call.group());
            }
        }
        assertThat(found).as("take OneColumn").isEmpty();
    }
}
