package dev.countermand.http.identity;

import io.quarkus.security.AuthenticationFailedException;
import java.util.Map;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.UnresolvableKeyException;

/** Why a bearer token is refused, in the words of the log. The caller is told only that it is not valid. */
enum TokenFault {
    SEVERAL_HEADERS("several Authorization headers"),
    OTHER_SCHEME("not a bearer token"),
    MALFORMED("not a signed JWT"),
    EXPIRED("expired"),
    OTHER_AUDIENCE("issued for another audience"),
    OTHER_ISSUER("issued by somebody else"),
    BAD_SIGNATURE("wrong signature"),
    UNKNOWN_KEY("signed with an unknown key"),
    NO_ACCESS_TOKEN("not an access token"),
    NO_SUBJECT("without a usable subject"),
    OTHER("not verified");

    private static final String ATTRIBUTE = "countermand.token-fault";

    private final String words;

    TokenFault(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    AuthenticationFailedException asException() {
        return new AuthenticationFailedException(words, Map.of(ATTRIBUTE, this));
    }

    /** What was wrong with a token that was refused with this failure. */
    static TokenFault of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationFailedException refused
                    && refused.getAttribute(ATTRIBUTE) instanceof TokenFault fault) {
                return fault;
            }
            if (cause instanceof UnresolvableKeyException) {
                return UNKNOWN_KEY;
            }
            if (cause instanceof InvalidJwtException invalid) {
                TokenFault fault = ofClaims(invalid);
                if (fault != OTHER) {
                    return fault;
                }
            }
        }
        return OTHER;
    }

    private static TokenFault ofClaims(InvalidJwtException invalid) {
        if (invalid.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
            return BAD_SIGNATURE;
        }
        if (invalid.hasErrorCode(ErrorCodes.EXPIRED)) {
            return EXPIRED;
        }
        if (invalid.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || invalid.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return OTHER_AUDIENCE;
        }
        return invalid.hasErrorCode(ErrorCodes.ISSUER_INVALID) || invalid.hasErrorCode(ErrorCodes.ISSUER_MISSING)
                ? OTHER_ISSUER
                : OTHER;
    }
}
