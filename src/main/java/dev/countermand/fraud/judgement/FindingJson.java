package dev.countermand.fraud.judgement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.detector.Facts;
import dev.countermand.detector.OtherShipment;
import dev.countermand.detector.Thresholds;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/** Facts and figures as text: the same ones are the same bytes. */
@ApplicationScoped
@RegisterForReflection(
        targets = {
            Facts.class,
            Facts.Movement.class,
            Facts.NumberFacts.class,
            Facts.SellerFacts.class,
            Facts.MarketFacts.class,
            Facts.ReusedDocument.class,
            OtherShipment.class
        })
public class FindingJson {

    private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

    private final ObjectMapper json;

    FindingJson(ObjectMapper json) {
        this.json = json;
    }

    public String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Facts must be writable as JSON", e);
        }
    }

    public Map<String, Object> readMap(String text) {
        try {
            return json.readValue(text, MAP);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Facts were written as JSON", e);
        }
    }

    Facts readFacts(String text) {
        try {
            return json.readValue(text, Facts.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Facts were written as JSON", e);
        }
    }

    Thresholds readThresholds(String text) {
        return Thresholds.of(readMap(text));
    }
}
