package dev.countermand.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing but a role of the marketplace's own makes a list everybody's. */
class VisibleTest {

    @ParameterizedTest
    @EnumSource(Role.class)
    void followsFromTheRole(Role role) {
        Caller caller = new Caller("anna", Set.of(role), null);
        switch (role) {
            case MODERATOR, LEAD, SERVICE, SYSTEM ->
                assertThat(Visible.to(caller)).isInstanceOf(Visible.Everybodys.class);
            case BUYER -> assertThat(Visible.to(caller)).isEqualTo(new Visible.OfBuyer("anna"));
            case SELLER -> assertThat(Visible.to(caller)).isEqualTo(new Visible.OfSeller("anna"));
            case AGENT -> assertThatThrownBy(() -> Visible.to(caller)).isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void whoeverHasNoRoleSeesNothing() {
        assertThatThrownBy(() -> Visible.to(new Caller("anna", Set.of(), null))).isInstanceOf(RefusedException.class);
    }

    @Test
    void onlyTheMarketplacesOwnSeeEverybodys() {
        for (Role role : EnumSet.of(Role.BUYER, Role.SELLER, Role.AGENT)) {
            assertThatThrownBy(() -> Visible.everybodysTo(new Caller("anna", Set.of(role), null)))
                    .isInstanceOf(RefusedException.class);
        }
    }

    /** A token without a subject once listed everybody's requests. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t"})
    void nobodyIsNoFilter(String subject) {
        for (Role role : EnumSet.of(Role.BUYER, Role.SELLER)) {
            assertThatThrownBy(() -> Visible.to(new Caller(subject, Set.of(role), null)))
                    .isInstanceOf(RefusedException.class);
        }
    }
}
