package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"detail\":\"at most PT168H (A9)\"}",
                "{\"items\":[{\"words\":\"declared at 2026-01-31T12:00:00.123456Z\"}]}",
                "{\"errors\":[{\"message\":\"must be from PT0H to P90D\"}]}",
                "{\"explanation\":\"Only 1 units are left\"}",
                "{\"what\":\"until null\"}"
            })
    void findsWhatOnlyMachinesRead(String json) throws JsonProcessingException {
        assertThat(Readable.faults(new ObjectMapper().readTree(json))).hasSize(1);
    }

    @Test
    void leavesTheRestAlone() throws JsonProcessingException {
        assertThat(Readable.faults(new ObjectMapper().readTree("""
                {"detail": "advance must be a duration, for example P3D", "explanation": "until 2026-01-31 12:00 UTC",
                 "until": "2026-01-31T12:00:00Z", "figures": {"closeUnpaidAfter": "P20D"}, "words": "Only 1 unit is left"}"""))).isEmpty();
    }
}
