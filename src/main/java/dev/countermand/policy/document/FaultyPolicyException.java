package dev.countermand.policy.document;

import dev.countermand.document.Source;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Policies that cannot be taken; the message is one sentence, with file, line and reason where a document is at fault
 * (M2). It is Quarkus' own kind and never has a cause: only then the
 * sentence is printed without a stack trace, wherever it is thrown at start.
 */
public final class FaultyPolicyException extends ConfigurationException {

    private static final long serialVersionUID = 1L;

    /** A document of policies under this name; what is wrong with it is refused as this. */
    public static Source source(String file) {
        return new Source(file, sentence -> new FaultyPolicyException("Policy " + sentence));
    }

    public FaultyPolicyException(String sentence) {
        super(sentence);
    }
}
