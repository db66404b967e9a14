package dev.countermand.http.gate;

import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Refusal.FieldError;
import io.vertx.core.MultiMap;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A parameter of a query that an address does not know is refused, not passed over: whoever mistypes a filter would take
 * all rows for the filtered ones. What is known is what the method of the resource declares, so there is no list to keep.
 */
final class QueryNames {

    /** Names are the caller's, and may be long; so much of one is repeated. */
    private static final int NAME_AT_MOST = 100;

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    /** What is wrong with the names in this query; each may stand once, for each has one value. */
    Optional<Refusal> refusalOf(Method resource, MultiMap query) {
        Set<String> declared = known.computeIfAbsent(resource, QueryNames::declared);
        List<FieldError> errors = query.names().stream()
                .sorted()
                .flatMap(
                        name -> fault(name, query.getAll(name).size(), declared)
                                .map(fault -> new FieldError(cut(name), fault))
                                .stream())
                .toList();
        return errors.isEmpty() ? Optional.empty() : Optional.of(Refusal.invalid(errors));
    }

    private static Optional<String> fault(String name, int times, Set<String> declared) {
        if (!declared.contains(name)) {
            return Optional.of(
                    declared.isEmpty()
                            ? "is not a parameter of this address; it takes none"
                            : "is not a parameter of this address; it takes " + String.join(", ", declared));
        }
        return times > 1 ? Optional.of("must stand once") : Optional.empty();
    }

    private static Set<String> declared(Method resource) {
        return Arrays.stream(resource.getParameters())
                .flatMap(QueryNames::carriers)
                .map(QueryNames::nameOf)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where parameters of the query are declared: at a method's parameter, or at the fields of one that stands for many. */
    private static Stream<? extends AnnotatedElement> carriers(Parameter parameter) {
        return parameter.isAnnotationPresent(BeanParam.class)
                ? Arrays.stream(parameter.getType().getFields())
                : Stream.of(parameter);
    }

    private static Optional<String> nameOf(AnnotatedElement carrier) {
        return Optional.ofNullable(carrier.getAnnotation(QueryParam.class)).map(QueryParam::value);
    }

    private static String cut(String name) {
        return name.length() <= NAME_AT_MOST ? name : name.substring(0, NAME_AT_MOST) + "...";
    }
}
