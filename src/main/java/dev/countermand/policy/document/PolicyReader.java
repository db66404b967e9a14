package dev.countermand.policy.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.document.DocumentNode.Mapping;
import dev.countermand.document.RecordBinder;
import dev.countermand.document.YamlReader;
import dev.countermand.policy.Policy;

/** Reads and writes whole policies; what it does not understand it refuses, with file, line and reason (M2). */
public final class PolicyReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PolicyReader() {}

    /**
     * @param file the name to report
     * @throws FaultyPolicyException naming file, line and reason
     */
    public static Policy read(String file, String text) {
        return RecordBinder.bind(Policy.class, YamlReader.read(FaultyPolicyException.source(file), text));
    }

    /**
     * The same for what was written by an older version of the service, which did not know every figure: those are
     * taken from the policy as it is now.
     */
    public static Policy read(String file, String text, Policy now) {
        Mapping written = YamlReader.read(FaultyPolicyException.source(file), text);
        Mapping newer = YamlReader.read(FaultyPolicyException.source("the newer " + file), write(now));
        return RecordBinder.bind(Policy.class, written.over(newer));
    }

    /** All figures of a policy, as JSON, which is YAML too: the same policy always gives the same text. */
    public static String write(Policy policy) {
        try {
            return JSON.writeValueAsString(Figures.of(policy));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Figures are plain data", e);
        }
    }
}
