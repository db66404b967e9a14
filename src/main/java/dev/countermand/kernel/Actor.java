package dev.countermand.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Who does something, as the audit keeps it.
 *
 * @param subject the person's or system's id
 * @param role in which role
 * @param onBehalfOf the buyer for whom an agent acts (E1), else null
 */
public record Actor(String subject, Role role, @Nullable String onBehalfOf) {

    public static Actor of(String subject, Role role) {
        return new Actor(subject, role, null);
    }

    /** A part of the service itself, for example {@code deadline} or {@code sweep}. */
    public static Actor system(String part) {
        return new Actor(part, Role.SYSTEM, null);
    }
}
