package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ContractChangesTest {

    @Test
    void nothingChangedBreaksNothing() {
        assertThat(after(document -> {})).isEmpty();
    }

    @Test
    void newFieldsAndOperationsBreakNothing() {
        assertThat(after(document -> {
                    at(document, "/components/schemas/Order/properties")
                            .putObject("colour")
                            .put("type", "string");
                    at(document, "/paths").putObject("/v1/colours").putObject("get");
                }))
                .isEmpty();
    }

    @Test
    void whatIsGoneBreaks() {
        assertThat(after(document -> at(document, "/paths").remove("/v1/orders/{id}")))
                .containsExactly("get /v1/orders/{id} is gone");
        assertThat(after(document ->
                        at(document, "/components/schemas/Order/properties").remove("total")))
                .containsExactly("Order.total is gone");
        assertThat(after(document -> ((ArrayNode) document.at("/components/schemas/OrderStatus/enum")).remove(0)))
                .containsExactly("OrderStatus no longer knows PLACED");
    }

    @Test
    void anotherTypeBreaks() {
        assertThat(after(document -> at(document, "/components/schemas/Order/properties/total")
                        .put("type", "number")))
                .containsExactly("Order.total was \"string\" and is \"number\"");
    }

    @Test
    void moreToSendAndLessToReadBreaks() {
        assertThat(after(document ->
                        ((ArrayNode) document.at("/components/schemas/PlaceOrder/required")).add("shipFrom")))
                .containsExactly("PlaceOrder.shipFrom must now be sent");
        assertThat(after(document -> at(document, "/components/schemas/Claim").putArray("required")))
                .containsExactly("Claim.token is no longer always there", "Claim.until is no longer always there");
    }

    private static List<String> after(Consumer<JsonNode> change) {
        Contract published = Contract.published();
        JsonNode changed = published.document().deepCopy();
        change.accept(changed);
        return ContractChanges.breaking(published, new Contract(changed));
    }

    private static ObjectNode at(JsonNode document, String pointer) {
        return (ObjectNode) document.at(pointer);
    }
}
