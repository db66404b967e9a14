package dev.countermand.http.contract;

import dev.countermand.http.Intake;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jboss.jandex.MethodInfo;

/** Adds to each operation what holds for all of its kind: roles, headers, errors, examples. */
final class ContractOperations {

    /** Acts on one thing that has a version; payments are facts and are taken whatever the version. */
    private static final Pattern CONDITIONAL =
            Pattern.compile("(POST /v1/(orders/\\{id}/(?!payments).+|shipments/\\{id}/correction"
                    + "|(cancellations|cases|disputes|sanctions)/\\{id}/.+)"
                    + "|(PUT|DELETE) /v1/detectors/.+|POST /v1/detectors/.+/promotion)");

    private static final Pattern VERSIONED = Pattern.compile(
            "/v1/(orders(?!/import)|cancellations|cases|disputes|refunds|sanctions|sellers/\\{id}/sanctions"
                    + "|shipments/\\{id}/correction)(/.*)?");

    /** What the parameters of paths and queries mean, by name. */
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("after", "Only what came after this position."),
            Map.entry("assignee", "Only what this moderator has claimed."),
            Map.entry("buyerId", "Only of this buyer."),
            Map.entry("carrier", "Only formats of this carrier."),
            Map.entry("code", "The code."),
            Map.entry("frozen", "Only frozen orders, or only those that are not."),
            Map.entry("minScore", "Only with at least this score."),
            Map.entry("number", "The number, as printed on the parcel."),
            Map.entry("orderId", "Only of this order."),
            Map.entry("paymentId", "The payment's id."),
            Map.entry("provider", "Who reports."),
            Map.entry("sellerId", "Only of this seller."),
            Map.entry("sort", "What comes first."),
            Map.entry("status", "Only in this status."),
            Map.entry("subject", "The order's id, or an object such as `cases/{id}`."),
            Map.entry("Case-Token", "The token of your claim on the case; every act on a claimed case needs it."));

    private final Endpoints endpoints;
    private final ContractExamples examples;

    ContractOperations(Endpoints endpoints, Components components) {
        this.endpoints = endpoints;
        this.examples = new ContractExamples(components);
    }

    /** The name of the shared answer with this status. */
    static String nameOf(int status) {
        return "Problem" + status;
    }

    void complete(String method, String path, Operation operation) {
        MethodInfo code = endpoints.at(method, path);
        boolean post = method.equals("POST");
        boolean conditional = CONDITIONAL.matcher(method + " " + path).matches();
        describeRoles(operation, Endpoints.roles(code));
        completeParameters(operation, path, post && !isDelivered(path), conditional);
        if (operation.getRequestBody() != null) {
            addExamples(operation.getRequestBody().getContent());
        }
        APIResponses responses = OASFactory.createAPIResponses();
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("2")) {
                if (isEmpty(response.getContent())) {
                    response.setContent(json(endpoints.schemaOf(code, status)));
                }
                completeAnswer(status, response, method, path);
                responses.addAPIResponse(status, response);
            }
        });
        for (int status : errors(operation, path, isDoneOnce(method, path), conditional)) {
            responses.addAPIResponse(
                    Integer.toString(status), OASFactory.createAPIResponse().ref(nameOf(status)));
        }
        operation.setResponses(responses);
    }

    private static void describeRoles(Operation operation, List<String> roles) {
        String who = roles.isEmpty() ? "Needs no token." : "Roles: `" + String.join("`, `", roles) + "`.";
        String text = operation.getDescription();
        operation.setDescription(text == null ? who : "%s\n\n%s".formatted(text, who));
        operation.addExtension("x-roles", roles);
        operation.setSecurity(
                roles.isEmpty()
                        ? List.of()
                        : List.of(OASFactory.createSecurityRequirement().addScheme("bearer", roles)));
    }

    private static void completeParameters(Operation operation, String path, boolean keyed, boolean conditional) {
        List<Parameter> parameters = new ArrayList<>();
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(parameter -> parameters.add(completed(parameter, path)));
        }
        if (keyed) {
            parameters.add(OASFactory.createParameter().ref("IdempotencyKey"));
        }
        if (conditional) {
            parameters.add(OASFactory.createParameter().ref("IfMatch"));
        }
        operation.setParameters(parameters.isEmpty() ? null : parameters);
    }

    private static Parameter completed(Parameter parameter, String path) {
        if (parameter.getName().equals("limit")) {
            return OASFactory.createParameter().ref("Limit");
        }
        if (parameter.getName().equals("cursor")) {
            return OASFactory.createParameter().ref("Cursor");
        }
        if (parameter.getDescription() == null) {
            parameter.setDescription(
                    parameter.getName().equals("id") ? ownerOf(path) : MEANINGS.get(parameter.getName()));
        }
        if (parameter.getSchema().getRef() != null) {
            ContractSchemas.dropType(parameter.getSchema());
        }
        return parameter;
    }

    /** {@code /v1/orders/{id}/...}: the order's id. */
    private static String ownerOf(String path) {
        return "The " + path.split("/", -1)[2].replaceFirst("s$", "") + "'s id.";
    }

    private void completeAnswer(String status, APIResponse response, String method, String path) {
        addExamples(response.getContent());
        header(response, "X-Correlation-Id");
        if (status.equals("201") || status.equals("202")) {
            header(response, "Location");
        }
        boolean single = method.equals("GET") && (path.endsWith("/{id}") || path.endsWith("/{code}"));
        if (single || (method.equals("POST") && VERSIONED.matcher(path).matches())) {
            header(response, "ETag");
        }
        if (isDoneOnce(method, path)) {
            header(response, "Idempotency-Replayed");
        }
    }

    /** The import is repeated instead: each of its lines is harmless when it comes again. */
    private static boolean isDoneOnce(String method, String path) {
        return method.equals("POST") && !path.equals(Intake.IMPORT_PATH) && !isDelivered(path);
    }

    /** A webhook has an id of its own instead of an Idempotency-Key. */
    private static boolean isDelivered(String path) {
        return path.startsWith("/v1/webhooks/");
    }

    private static void header(APIResponse response, String name) {
        response.addHeader(name, OASFactory.createHeader().ref(name));
    }

    private static boolean isEmpty(Content content) {
        return content == null
                || content.getMediaTypes() == null
                || content.getMediaTypes().isEmpty();
    }

    private static Content json(String schema) {
        return OASFactory.createContent()
                .addMediaType(
                        MediaType.APPLICATION_JSON,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(schema)));
    }

    private void addExamples(Content content) {
        content.getMediaTypes().values().forEach(type -> {
            if (type.getExample() == null && type.getSchema() != null) {
                type.setExample(examples.of(type.getSchema()));
            }
        });
    }

    private static Set<Integer> errors(Operation operation, String path, boolean once, boolean conditional) {
        Set<Integer> statuses = new TreeSet<>(List.of(400, 401, 429, 503));
        if (!operation.getSecurity().isEmpty()) {
            statuses.add(403);
        }
        if (path.contains("{")) {
            statuses.add(404);
        }
        if (operation.getRequestBody() != null) {
            statuses.addAll(List.of(408, 413, 415));
        }
        if (once) {
            statuses.addAll(List.of(409, 422));
        }
        if (conditional) {
            statuses.add(412);
        }
        return statuses;
    }
}
