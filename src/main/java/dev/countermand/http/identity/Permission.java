package dev.countermand.http.identity;

import dev.countermand.kernel.Role;
import java.util.EnumMap;
import java.util.Map;

/**
 * Who may make a call.
 *
 * @param call method and path, as the published contract has them
 * @param reach how far each role gets that may make it; empty for what a signature lets in
 */
public record Permission(String call, Map<Role, Reach> reach) {

    /** How far a role gets with a call. */
    public enum Reach {
        /** What is theirs as buyer or seller; anything else is not there for them. */
        OWN,
        /** Whatever there is. */
        ANY
    }

    public Permission {
        reach = Map.copyOf(reach);
    }

    static Permission to(String call) {
        return new Permission(call, Map.of());
    }

    Permission own(Role... roles) {
        return with(Reach.OWN, roles);
    }

    Permission any(Role... roles) {
        return with(Reach.ANY, roles);
    }

    private Permission with(Reach how, Role... roles) {
        Map<Role, Reach> all = new EnumMap<>(Role.class);
        all.putAll(reach);
        for (Role role : roles) {
            all.put(role, how);
        }
        return new Permission(call, all);
    }
}
