package dev.countermand.policy;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.stream.Collectors;

/** Reads a policy document strictly: what it does not understand it refuses, with file, line and reason (M2). */
final class PolicyReader {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withCoercionConfig(
                    LogicalType.Integer,
                    config -> config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .build();

    private PolicyReader() {}

    /**
     * @param file the name to report
     * @throws FaultyPolicyException naming file, line and reason
     */
    static Policy read(String file, String text) {
        try {
            return YAML.readValue(text, Policy.class);
        } catch (JsonProcessingException e) {
            throw new FaultyPolicyException(file, line(e), reason(e), e);
        }
    }

    private static int line(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? 1 : location.getLineNr();
    }

    private static String reason(JsonProcessingException e) {
        String path = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                        .collect(Collectors.joining("."))
                : "";
        String what = e instanceof UnrecognizedPropertyException
                ? "unknown key"
                : e.getOriginalMessage().startsWith("Missing creator property")
                        ? "missing, or written otherwise"
                        : firstSentence(e.getOriginalMessage());
        return path.isEmpty() ? what : path + ": " + what;
    }

    private static String firstSentence(String message) {
        int problem = message.lastIndexOf("problem: ");
        String text = problem < 0 ? message : message.substring(problem + "problem: ".length());
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
