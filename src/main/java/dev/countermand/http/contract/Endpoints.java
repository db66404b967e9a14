package dev.countermand.http.contract;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponses;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/** The methods behind the addresses, as the index of the build knows them. */
final class Endpoints {

    private static final List<Class<? extends Annotation>> METHODS =
            List.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class);

    private final Map<String, MethodInfo> byAddress = new TreeMap<>();

    private final IndexView index;

    Endpoints(IndexView index) {
        this.index = index;
        for (AnnotationInstance path : index.getAnnotations(Path.class)) {
            if (path.target().kind() == AnnotationTarget.Kind.CLASS) {
                ClassInfo resource = path.target().asClass();
                resource.methods().stream()
                        .filter(method -> !isHidden(method))
                        .forEach(method -> add(path.value().asString(), method));
            }
        }
    }

    private static boolean isHidden(MethodInfo method) {
        AnnotationInstance operation = method.declaredAnnotation(Operation.class);
        return operation != null
                && operation.value("hidden") != null
                && operation.value("hidden").asBoolean();
    }

    private void add(String base, MethodInfo method) {
        AnnotationInstance path = method.annotation(Path.class);
        String address = normal(base + "/" + (path == null ? "" : path.value().asString()));
        METHODS.stream()
                .filter(method::hasAnnotation)
                .forEach(verb -> byAddress.put(verb.getSimpleName() + " " + address, method));
    }

    private static String normal(String address) {
        // A parameter may carry a pattern, which the document leaves out.
        String joined =
                ("/" + address).replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}").replaceAll("/+", "/");
        return joined.endsWith("/") ? joined.substring(0, joined.length() - 1) : joined;
    }

    /** The tools of dev and test and the pages of the framework are not published. */
    boolean isPublished(String path) {
        return path.startsWith("/v1/") && !path.startsWith("/v1/dev/");
    }

    MethodInfo at(String method, String path) {
        MethodInfo found = byAddress.get(method + " " + path);
        if (found == null) {
            throw new IllegalStateException("The contract has " + method + " " + path + ", the code has not");
        }
        return found;
    }

    /** The roles of an operation; empty where no token is asked for. */
    static List<String> roles(MethodInfo method) {
        List<String> own = strings(method.declaredAnnotation(RolesAllowed.class));
        return own.isEmpty() ? strings(method.declaringClass().declaredAnnotation(RolesAllowed.class)) : own;
    }

    /**
     * The schema of an answer, from its {@code @APIResponse}: the generator leaves it out where the method returns a
     * {@code Response} and so does not tell the media type.
     */
    String schemaOf(MethodInfo method, String status) {
        AnnotationInstance one = method.declaredAnnotation(APIResponse.class);
        AnnotationInstance several = method.declaredAnnotation(APIResponses.class);
        Stream<AnnotationInstance> answers = Stream.concat(
                Stream.ofNullable(one),
                Stream.ofNullable(several)
                        .flatMap(all -> Arrays.stream(all.value().asNestedArray())));
        return answers.filter(answer -> answer.value("responseCode").asString().equals(status))
                .map(answer -> answer.value("content").asNestedArray()[0])
                .map(content -> content.value("schema").asNested().value("implementation"))
                .map(type -> ContractSchemas.nameOf(
                        index.getClassByName(type.asClass().name())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(method + " does not say what " + status + " carries"));
    }

    private static List<String> strings(@Nullable AnnotationInstance annotation) {
        return annotation == null ? List.of() : List.of(annotation.value().asStringArray());
    }
}
