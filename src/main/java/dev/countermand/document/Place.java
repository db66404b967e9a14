package dev.countermand.document;

import dev.countermand.policy.document.FaultyPolicyException;

/**
 * Where in the documents something stands.
 *
 * @param line from 1
 */
public record Place(String file, int line) {

    /** A fault here (M2), as something to throw; the reason is the end of a sentence. */
    public FaultyPolicyException faulty(String reason) {
        String end = reason.endsWith("?") ? "" : ".";
        return new FaultyPolicyException("Policy " + file + ", line " + line + ": " + reason + end);
    }

    @Override
    public String toString() {
        return file + ", line " + line;
    }
}
