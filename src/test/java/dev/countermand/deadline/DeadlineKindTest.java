package dev.countermand.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeadlineKindTest {

    /** A kind leads to its handler without a search, and no handler is for more than one kind. */
    @Test
    void everyKindHasOneHandlerThatIsNamedAfterIt() {
        assertThat(new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("dev.countermand")
                                .stream()
                                .filter(type -> type.isAssignableTo(DeadlineHandler.class) && !type.isInterface())
                                .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(DeadlineKind.values())
                        .map(DeadlineKindTest::handler)
                        .toList());
    }

    private static String handler(DeadlineKind kind) {
        String name = Arrays.stream(kind.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
        return name
                + switch (kind.lane()) {
                    case RULES -> "Deadline";
                    case JOBS -> "Job";
                };
    }
}
