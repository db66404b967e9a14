package dev.countermand.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.countermand.history.HistoryApi;
import dev.countermand.tracking.event.CarrierEventApi;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Bodies have only fields of kinds that are read in one form; {@link StrictFormsTest} says which form each has. */
class RequestFieldsTest {

    private static final Set<Class<?>> KINDS = Set.of(
            String.class, Integer.class, Boolean.class, Instant.class, LocalDate.class, Duration.class, UUID.class);

    /** Read by the service itself, element by element or byte by byte. */
    private static final Set<Class<?>> READ_BY_HAND = Set.of(JsonNode.class, byte[].class);

    /** Figures of a detector, which are held against what its thresholds are. */
    private static final String FREE =
            Map.class.getName() + "<" + String.class.getName() + ", " + Object.class.getName() + ">";

    private final Set<Type> seen = new HashSet<>();
    private final Set<String> others = new TreeSet<>();

    @Test
    void bodiesHaveFieldsOfKnownKindsOnly() {
        bodies().forEach(type -> look("body", type));
        look("line", HistoryApi.Line.class);
        look("event", CarrierEventApi.ReportEvent.class);

        assertThat(seen).as("records were found").hasSizeGreaterThan(30);
        assertThat(others)
                .as("a kind of field that is new gets a deserializer of one form, a test of it, and a place in KINDS")
                .isEmpty();
    }

    private static List<Type> bodies() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.countermand")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .map(JavaClass::reflect)
                        .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                        .filter(RequestFieldsTest::isEndpoint)
                        .flatMap(RequestFieldsTest::body)
                        .toList();
    }

    private static boolean isEndpoint(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    private static Stream<Type> body(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> Arrays.stream(parameter.getAnnotations())
                        .noneMatch(annotation ->
                                annotation.annotationType().getPackageName().startsWith("jakarta.ws.rs")))
                .map(Parameter::getParameterizedType);
    }

    private void look(String where, Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            look(where + "[]", generic.getActualTypeArguments()[0]);
        } else if (type instanceof Class<?> record && record.isRecord()) {
            if (seen.add(type)) {
                for (RecordComponent field : record.getRecordComponents()) {
                    look(record.getSimpleName() + "." + field.getName(), field.getGenericType());
                }
            }
        } else if (!(type instanceof Class<?> leaf
                        && (KINDS.contains(leaf) || READ_BY_HAND.contains(leaf) || leaf.isEnum()))
                && !type.getTypeName().equals(FREE)) {
            others.add(where + " is " + type.getTypeName());
        }
    }
}
