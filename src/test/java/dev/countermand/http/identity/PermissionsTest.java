package dev.countermand.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.countermand.kernel.Role;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of who may make which call is the one that the endpoints enforce. */
class PermissionsTest {

    @Test
    void theTableSaysWhatTheEndpointsEnforce() {
        SortedMap<String, Set<String>> table = new TreeMap<>();
        Permissions.ALL.forEach(permission -> table.put(
                permission.call(),
                permission.reach().keySet().stream().map(Role::token).collect(Collectors.toCollection(TreeSet::new))));

        assertThat(table)
                .as("an endpoint that is missing here, or has other roles, is put into Permissions")
                .hasSameSizeAs(Permissions.ALL)
                .isEqualTo(enforced());
    }

    @Test
    void onlyPartiesHaveAnythingOfTheirOwn() {
        assertThat(Permissions.ALL)
                .allSatisfy(permission -> permission
                        .reach()
                        .forEach((role, reach) -> assertThat(
                                        reach == Permission.Reach.ANY || role == Role.BUYER || role == Role.SELLER)
                                .as(permission.call() + " as " + role)
                                .isTrue()));
    }

    private static SortedMap<String, Set<String>> enforced() {
        SortedMap<String, Set<String>> enforced = new TreeMap<>();
        new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.countermand")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .filter(type -> !type.getPackageName().endsWith(".demo"))
                        .forEach(resource -> endpoints(resource)
                                .forEach(method -> enforced.put(call(resource, method), roles(resource, method))));
        assertThat(enforced).isNotEmpty();
        return enforced;
    }

    private static Stream<JavaMethod> endpoints(JavaClass resource) {
        return resource.getMethods().stream().filter(method -> method.isMetaAnnotatedWith(HttpMethod.class));
    }

    private static String call(JavaClass resource, JavaMethod method) {
        String verb = method.getAnnotations().stream()
                .filter(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class))
                .map(annotation -> annotation.getRawType().getSimpleName())
                .findFirst()
                .orElseThrow();
        String below = method.isAnnotatedWith(Path.class)
                ? "/" + method.getAnnotationOfType(Path.class).value()
                : "";
        String path = ("/" + resource.getAnnotationOfType(Path.class).value() + below)
                .replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}")
                .replaceAll("/+", "/");
        return verb + " " + path;
    }

    private static Set<String> roles(JavaClass resource, JavaMethod method) {
        List<String> roles = method.isAnnotatedWith(RolesAllowed.class)
                ? Arrays.asList(method.getAnnotationOfType(RolesAllowed.class).value())
                : resource.isAnnotatedWith(RolesAllowed.class)
                        ? Arrays.asList(
                                resource.getAnnotationOfType(RolesAllowed.class).value())
                        : List.of();
        assertThat(roles.isEmpty())
                .as(method.getFullName() + " says who may call it")
                .isEqualTo(method.isAnnotatedWith(PermitAll.class) || resource.isAnnotatedWith(PermitAll.class));
        return new TreeSet<>(roles);
    }
}
