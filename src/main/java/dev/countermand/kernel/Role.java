package dev.countermand.kernel;

import java.util.Locale;
import java.util.Optional;

/** Who may knock: the roles of the contract, as the {@code groups} of a token name them. */
public enum Role {
    BUYER,
    SELLER,
    MODERATOR,
    LEAD,
    SERVICE,
    AGENT,
    /** The service itself: deadlines, sweeps, carriers. Never in a token. */
    SYSTEM;

    /** The name in a token. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role a token's group names; empty for groups that are none of ours and for SYSTEM. */
    public static Optional<Role> ofToken(String group) {
        for (Role role : values()) {
            if (role != SYSTEM && role.token().equals(group)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
