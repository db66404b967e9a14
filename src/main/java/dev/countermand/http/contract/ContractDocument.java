package dev.countermand.http.contract;

import dev.countermand.http.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.IndexView;

/**
 * Completes the generated OpenAPI document while the service is built, from what the code says: roles, headers, errors,
 * which fields are always there, examples. What no code can tell is in {@code META-INF/openapi.yaml}. The result is
 * published as {@code openapi/openapi.yaml}; a test compares the two.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ContractDocument implements OASFilter {

    /** The heading under which the problem types stand in the description. */
    private static final String PROBLEMS = """

        ## Problems
        Every error is `application/problem+json` (RFC 9457). `type` says which one:

        """;

    private static final Set<Integer> OF_NO_OPERATION = Set.of(405, 406, 500);

    private static final Map<Integer, String> SPECIAL_HEADERS =
            Map.of(401, "WWW-Authenticate", 409, "Idempotency-Replayed", 429, "Retry-After", 503, "Retry-After");

    private final IndexView index;

    public ContractDocument(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Endpoints endpoints = new Endpoints(index);
        // Where it runs and who must not know of it is no part of the contract.
        document.setServers(null);
        List.copyOf(document.getPaths().getPathItems().keySet()).stream()
                .filter(path -> !endpoints.isPublished(path))
                .forEach(document.getPaths()::removePathItem);
        document.getInfo().setDescription(document.getInfo().getDescription() + PROBLEMS + ContractProblems.table());

        new ContractSchemas(index).complete(document.getComponents());
        addErrors(document.getComponents());
        ContractOperations operations = new ContractOperations(endpoints, document.getComponents());
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations()
                        .forEach((method, operation) -> operations.complete(method.name(), path, operation)));
    }

    private static void addErrors(Components components) {
        Schema problem = Objects.requireNonNull(components.getSchemas().get("Problem"), "every error is a Problem");
        Objects.requireNonNull(problem.getProperties().get("type"), "a Problem has a type")
                .setEnumeration(ContractProblems.all().stream()
                        .map(each -> (Object) each.type())
                        .distinct()
                        .toList());
        ContractProblems.byStatus().forEach((status, each) -> {
            // Wrong methods, media types and faults are told in the description only.
            if (!OF_NO_OPERATION.contains(status)) {
                components.addResponse(ContractOperations.nameOf(status), response(each));
            }
        });
    }

    private static APIResponse response(Problem problem) {
        APIResponse response = OASFactory.createAPIResponse()
                .description(problem.title() + ". " + problem.detail())
                .addHeader("X-Correlation-Id", OASFactory.createHeader().ref("X-Correlation-Id"))
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("Problem"))
                                        .example(ContractExamples.of(problem))));
        String special = SPECIAL_HEADERS.get(problem.status());
        if (special != null) {
            response.addHeader(special, OASFactory.createHeader().ref(special));
        }
        return response;
    }
}
