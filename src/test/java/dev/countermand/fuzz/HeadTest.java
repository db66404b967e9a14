package dev.countermand.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no HTTP may be refused without a problem+json; nothing else may. */
class HeadTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/orders",
                "/v1/orders?cursor=%00",
                "/v1/orders/1.5?a=b&a=c",
                "*",
                "/v1/or\u00e9",
                "/v1/%zz",
                "/v1\\orders",
                "/v1/{id}",
                "/v1?q=\""
            })
    void takesTargetsThatAreOneWord(String target) {
        assertThat(head(target, "Accept: x").isHttp()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/a b", "/v1/a\u0007", "/v1/a\u0085", ""})
    void knowsTargetsThatAreNone(String target) {
        assertThat(head(target, "Accept: x").isHttp()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-\u00e9: 1", ": 1", "no colon", "a b: 1"})
    void knowsHeadersWithoutAName(String header) {
        assertThat(head("/v1/orders", header).isHttp()).isFalse();
    }

    private static Head head(String target, String header) {
        String request = "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n{}";
        return Head.of(request.getBytes(StandardCharsets.ISO_8859_1));
    }
}
