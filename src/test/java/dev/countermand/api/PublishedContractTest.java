package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published contract is the one of this code, and it is complete. */
@QuarkusTest
class PublishedContractTest {

    private static final String UPDATE = "./mvnw -q test -Dtest=PublishedContractTest -Dopenapi.update";

    /** Written whenever the service is built, also for this test (quarkus.smallrye-openapi.store-schema-directory). */
    private static final Path GENERATED = Path.of("target", "openapi", "openapi.yaml");

    @BeforeAll
    static void updateWhenAsked() throws IOException {
        if (System.getProperty("openapi.update") != null) {
            Files.createDirectories(Contract.PUBLISHED.getParent());
            Files.writeString(Contract.PUBLISHED, ofTheCode().text());
        }
    }

    private static Contract ofTheCode() throws IOException {
        return Contract.parse(Files.readString(GENERATED));
    }

    @Test
    void itIsTheOneOfThisCode() throws IOException {
        Contract ofTheCode = ofTheCode();
        String published = Files.readString(Contract.PUBLISHED);
        if (!published.equals(ofTheCode.text())) {
            List<String> breaking = ContractChanges.breaking(Contract.parse(published), ofTheCode);
            fail("""
                %s and the code say different things.
                %s
                If the code is right, publish what it says: %s\
                """, Contract.PUBLISHED, verdict(breaking), UPDATE);
        }
    }

    private static String verdict(List<String> breaking) {
        return breaking.isEmpty()
                ? "Nothing in it breaks a caller."
                : "This BREAKS callers and is not allowed within version 1:\n  " + String.join("\n  ", breaking);
    }

    @Test
    void everyOperationSaysWhatItDoesWhoMayAndWhatCanHappen() {
        List<Contract.Operation> operations = Contract.published().operations();

        assertThat(operations).hasSizeGreaterThan(30);
        assertThat(operations)
                .extracting(each -> each.node().get("operationId").asText())
                .doesNotHaveDuplicates();
        for (Contract.Operation operation : operations) {
            assertThat(operation.path()).startsWith("/v1/").doesNotContain("/dev/");
            assertThat(operation.node().path("summary").asText())
                    .as("summary of " + operation)
                    .isNotBlank();
            assertThat(operation.node().has("x-roles"))
                    .as("roles of " + operation)
                    .isTrue();
            assertThat(statuses(operation)).as("answers of " + operation).anyMatch(status -> status.startsWith("2"));
            assertThat(statuses(operation)).as("errors of " + operation).contains("400", "401");
            for (JsonNode parameter : operation.node().path("parameters")) {
                JsonNode told = Contract.published().resolve(parameter);
                assertThat(told.path("description").asText())
                        .as("%s of %s", told.path("name"), operation)
                        .isNotBlank();
            }
        }
    }

    private static List<String> statuses(Contract.Operation operation) {
        return StreamSupport.stream(
                        ((Iterable<String>)
                                        () -> operation.node().get("responses").fieldNames())
                                .spliterator(),
                        false)
                .toList();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        Contract contract = Contract.published();
        List<String> broken = contract.document().findValuesAsText("$ref").stream()
                .filter(reference ->
                        contract.document().at(reference.substring(1)).isMissingNode())
                .toList();

        assertThat(broken).isEmpty();
    }

    @Test
    void everyBodyHasAnExampleThatFitsItsSchema() {
        Contract contract = Contract.published();
        ContractFilter filter = new ContractFilter(contract);
        List<JsonNode> contents = contract.document().findValues("content");

        assertThat(contents).hasSizeGreaterThan(40);
        List<String> faults = new ArrayList<>();
        contents.forEach(content -> content.forEach(media -> {
            assertThat(media.has("schema") && media.has("example"))
                    .as(media.toString())
                    .isTrue();
            filter.schemaFaults(media.get("schema"), media.get("example").toString())
                    .forEach(fault -> faults.add(media.get("schema") + ": " + fault));
        }));

        assertThat(faults).isEmpty();
    }
}
