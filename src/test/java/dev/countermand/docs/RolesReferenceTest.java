package dev.countermand.docs;

import static dev.countermand.docs.GeneratedPage.head;
import static dev.countermand.docs.GeneratedPage.row;

import dev.countermand.http.identity.Permission;
import dev.countermand.http.identity.Permissions;
import dev.countermand.kernel.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** docs/roles.md is the table of who may make which call. */
class RolesReferenceTest {

    private static final List<Role> ROLES =
            Arrays.stream(Role.values()).filter(role -> role != Role.SYSTEM).toList();

    @Test
    void thePageSaysWhatTheTableSays() throws IOException {
        List<String> titles = new ArrayList<>(List.of("call"));
        ROLES.forEach(role -> titles.add(role.token()));
        StringBuilder page = new StringBuilder(head(titles));
        Permissions.ALL.forEach(permission -> page.append(row(cells(permission))));
        page.append("\n## Where a role gets further than its name says\n\n");
        Permissions.DECISIONS.forEach(one -> page.append("- **")
                .append(one.about())
                .append("**: ")
                .append(one.decision())
                .append('\n'));
        GeneratedPage.of("roles.md", getClass()).mustSay(page.toString());
    }

    private static List<String> cells(Permission permission) {
        List<String> cells = new ArrayList<>(List.of("`" + permission.call() + "`"));
        for (Role role : ROLES) {
            Permission.Reach reach = permission.reach().get(role);
            cells.add(reach == null ? "" : reach.name().toLowerCase(Locale.ROOT));
        }
        return cells;
    }
}
