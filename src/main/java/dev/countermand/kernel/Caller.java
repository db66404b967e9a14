package dev.countermand.kernel;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for an act or wants to see something.
 *
 * @param subject a buyer's, seller's, moderator's or system's id
 * @param roles every role they have
 * @param expectedVersion the version of the thing they saw, when their act must hit that one and no later one
 */
public record Caller(
        String subject, Set<Role> roles, @Nullable Long expectedVersion) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean isAny(Role... wanted) {
        return Arrays.stream(wanted).anyMatch(roles::contains);
    }

    /** Whether their act was meant for another version than this. */
    public boolean expectsOtherThan(long version) {
        return expectedVersion != null && expectedVersion != version;
    }

    /** This caller in the first of these roles that they have; refuses who has none of them. */
    public Actor as(Role... inOrder) {
        for (Role role : inOrder) {
            if (roles.contains(role)) {
                return Actor.of(subject, role);
            }
        }
        throw Refusal.forbidden("Your role does not allow this").asException();
    }
}
