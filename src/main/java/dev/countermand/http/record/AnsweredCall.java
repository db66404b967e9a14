package dev.countermand.http.record;

import dev.countermand.kernel.Role;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that has been answered; nothing in it but what may stand in a log.
 *
 * @param method one of HTTP's own
 * @param route as the contract has it, with names in braces in place of ids; - when it has none
 * @param path as it was asked for, without the query
 * @param caller subject of the token; null when nobody was let in
 * @param role the first of theirs; null when they have none
 * @param status of the answer; 0 when the connection ended before
 * @param correlation by which its lines are found in the log
 * @param code of the problem; null when there was none
 */
record AnsweredCall(
        String method,
        String route,
        String path,
        @Nullable String caller,
        @Nullable Role role,
        int status,
        String correlation,
        @Nullable String code,
        Duration took) {

    /** What the call was refused with, as the answer named it. */
    Optional<String> refusal() {
        return status >= 400 && status < 600 ? Optional.of(code == null ? "OTHER" : code) : Optional.empty();
    }
}
