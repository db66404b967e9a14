package dev.countermand.policy;

/** A policy document that cannot be taken; the message is one sentence with file, line and reason (M2). */
public final class FaultyPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FaultyPolicyException(String file, int line, String reason, Throwable cause) {
        super("Policy " + file + ", line " + line + ": " + reason, cause);
    }

    FaultyPolicyException(String file, String reason) {
        super("Policy " + file + ": " + reason);
    }
}
