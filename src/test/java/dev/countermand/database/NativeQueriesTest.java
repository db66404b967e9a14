package dev.countermand.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NativeQueriesTest {

    private static final Pattern BASIC = Pattern.compile(
            "createNativeQuery\\((?:(?!OneColumn)[^;])*?,\\s*(UUID|String|Boolean|Long|Integer|Short|Instant)\\.class\\s*\\)");

    /** Hibernate would plan such a query anew at each call, and keep every plan. */
    @Test
    void noneIsAskedForABasicClass() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                Matcher call = BASIC.matcher(Files.readString(file));
                while (call.find()) {
                    found.add(file.getFileName() + ": " + call.group());
                }
            }
        }
        assertThat(found).as("take OneColumn").isEmpty();
    }
}
