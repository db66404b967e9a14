package dev.countermand.kernel;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, and what the call carries besides its body.
 *
 * @param subject the token's subject: a buyer's, seller's or moderator's id
 * @param roles every role of the token
 * @param target method and path
 * @param idempotencyKey from {@code Idempotency-Key}
 * @param ifMatch the version in {@code If-Match}
 */
public record Caller(
        String subject,
        Set<Role> roles,
        String target,
        @Nullable String idempotencyKey,
        @Nullable Long ifMatch) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean isAny(Role... wanted) {
        return Arrays.stream(wanted).anyMatch(roles::contains);
    }

    /** Whether their act was meant for another version than this. */
    public boolean expectsOtherThan(long version) {
        return ifMatch != null && ifMatch != version;
    }

    /** This caller in the first of these roles that he has. */
    public Actor as(Role... inOrder) {
        for (Role role : inOrder) {
            if (roles.contains(role)) {
                return Actor.of(subject, role);
            }
        }
        throw Refusal.forbidden("Your role does not allow this").asException();
    }
}
