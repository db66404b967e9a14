package dev.countermand.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds every answer of /v1 against the published contract, and fails the test that got one that is not in it, or one whose
 * words are not for people.
 */
public final class ContractFilter implements Filter {

    private static final String PROBLEM = "application/problem+json";

    /** Sent only where the contract says so. */
    private static final List<String> TOLD_HEADERS = List.of("ETag", "Location", "Idempotency-Replayed");

    private static final class Published {
        static final ContractFilter INSTANCE = new ContractFilter(Contract.published());
    }

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(true)
                    .locale(Locale.ROOT)
                    .build()));

    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private final Contract contract;
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    ContractFilter(Contract contract) {
        this.contract = contract;
    }

    /** The one that knows {@code openapi/openapi.yaml}. */
    public static ContractFilter instance() {
        return Published.INSTANCE;
    }

    /** An answer as it came. */
    record Answer(
            String method, String path, int status, String contentType, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification ignored, FilterContext context) {
        Response response = context.next(request, ignored);
        String path = URI.create(request.getURI()).getRawPath().replaceAll("/+$", "");
        if (path.startsWith("/v1/")
                && !path.startsWith("/v1/dev/")
                && !request.getMethod().matches("HEAD|OPTIONS")) {
            check(new Answer(
                    request.getMethod(),
                    path,
                    response.statusCode(),
                    response.contentType() == null ? "" : response.contentType(),
                    headers(response.headers()),
                    response.asString()));
        }
        return response;
    }

    private static Map<String, String> headers(Headers headers) {
        Map<String, String> byName = new ConcurrentHashMap<>();
        headers.forEach(header -> byName.put(header.getName().toLowerCase(Locale.ROOT), header.getValue()));
        return byName;
    }

    /** Throws when the contract does not know such an answer. */
    void check(Answer answer) {
        List<String> faults = faults(answer);
        if (!faults.isEmpty()) {
            throw new AssertionError("%s %s answered %s, which openapi/openapi.yaml does not describe:%n  %s%n%s"
                    .formatted(
                            answer.method(),
                            answer.path(),
                            answer.status(),
                            String.join(System.lineSeparator() + "  ", faults),
                            answer.body()));
        }
    }

    private List<String> faults(Answer answer) {
        Optional<String> template = contract.template(answer.path());
        if (template.isEmpty()) {
            return ofNoOperation(answer, 404, "the path is not in the contract");
        }
        JsonNode operation = contract.document()
                .get("paths")
                .get(template.get())
                .path(answer.method().toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            return ofNoOperation(answer, 405, "the method is not in the contract");
        }
        JsonNode response = operation.get("responses").get(Integer.toString(answer.status()));
        if (response == null) {
            return ofNoOperation(answer, 406, "the status is not in the contract");
        }
        return faults(answer, contract.resolve(response));
    }

    /** What the framework answers before any operation is reached; the contract's description tells of it. */
    private List<String> ofNoOperation(Answer answer, int expected, String otherwise) {
        if (answer.status() != expected) {
            return List.of(otherwise);
        }
        JsonNode problem = contract.document().at("/components/schemas/Problem");
        return mediaType(answer).equals(PROBLEM)
                ? schemaFaults(problem, answer.body())
                : List.of("an error must be " + PROBLEM);
    }

    private List<String> faults(Answer answer, JsonNode response) {
        List<String> faults = new ArrayList<>();
        JsonNode content = response.path("content").get(mediaType(answer));
        if (content == null) {
            faults.add("the content type is " + answer.contentType());
        } else if (mediaType(answer).startsWith("image/")
                || mediaType(answer).equals("application/pdf")
                || mediaType(answer).equals("text/csv")) {
            // A document is what somebody uploaded, and a table is text; the contract says no more of it.
            return faults;
        } else if (mediaType(answer).endsWith("ndjson")) {
            answer.body().lines().forEach(line -> faults.addAll(schemaFaults(content.get("schema"), line)));
        } else {
            faults.addAll(schemaFaults(content.get("schema"), answer.body()));
        }
        response.path("headers").properties().forEach(header -> {
            JsonNode told = contract.resolve(header.getValue());
            String value = answer.header(header.getKey());
            if (value == null && told.path("required").asBoolean()) {
                faults.add("the header " + header.getKey() + " is missing");
            } else if (value != null) {
                JsonNode schema = contract.resolve(told.get("schema"));
                // A header is text; one that is a number reads as one.
                boolean number = schema.path("type").asText().equals("integer");
                schemaFaults(schema, number ? value : TextNode.valueOf(value).toString())
                        .forEach(fault -> faults.add("header " + header.getKey() + ": " + fault));
            }
        });
        TOLD_HEADERS.stream()
                .filter(name ->
                        answer.header(name) != null && !response.path("headers").has(name))
                .forEach(name -> faults.add("the header " + name + " is not in the contract"));
        return faults;
    }

    private static String mediaType(Answer answer) {
        return answer.contentType().split(";", 2)[0].strip();
    }

    /** What is wrong with a JSON text, by a schema of the contract. */
    List<String> schemaFaults(JsonNode schema, String json) {
        JsonNode body;
        try {
            body = STRICT.readTree(json);
        } catch (JsonProcessingException e) {
            return List.of("the body is not JSON");
        }
        if (body.isMissingNode()) {
            return List.of("there is no body");
        }
        List<String> faults = new ArrayList<>(Readable.faults(body));
        compiled.computeIfAbsent(schema, each -> SCHEMAS.getSchema(contract.standalone(each)))
                .validate(body)
                .forEach(error -> faults.add(error.getInstanceLocation() + " " + error.getMessage()));
        return faults;
    }
}
