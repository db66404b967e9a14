package dev.countermand.review.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may work on a case. */
class ClaimTest {

    private static final Instant UNTIL = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant BEFORE = UNTIL.minusNanos(1_000);
    private static final UUID TOKEN = new UUID(1, 2);
    private static final UUID NEW_TOKEN = new UUID(3, 4);
    private static final Claim ANNAS = new Claim("anna", TOKEN, UNTIL);

    @Test
    void isTakenByTheFirstWhoAsks() {
        assertThat(Claim.refusalToTake(CaseStatus.OPEN, null, "anna", BEFORE)).isEmpty();
        assertThat(Claim.take(null, "anna", NEW_TOKEN, UNTIL)).isEqualTo(new Claim("anna", NEW_TOKEN, UNTIL));
    }

    @Test
    void isRenewedUnderTheSameToken() {
        Instant later = UNTIL.plusSeconds(60);

        assertThat(Claim.refusalToTake(CaseStatus.CLAIMED, ANNAS, "anna", UNTIL))
                .isEmpty();
        assertThat(Claim.take(ANNAS, "anna", NEW_TOKEN, later)).isEqualTo(new Claim("anna", TOKEN, later));
    }

    @Test
    void keepsOthersAwayUntilItRunsOut() {
        assertThat(codeOf(Claim.refusalToTake(CaseStatus.CLAIMED, ANNAS, "bert", BEFORE)))
                .isEqualTo("CASE_CLAIMED");
        assertThat(Claim.refusalToTake(CaseStatus.CLAIMED, ANNAS, "bert", UNTIL))
                .isEmpty();
        assertThat(Claim.take(ANNAS, "bert", NEW_TOKEN, UNTIL).token()).isEqualTo(NEW_TOKEN);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OPEN", "CLAIMED", "AWAITING_EVIDENCE"})
    void isNotToBeHadOnceTheCaseIsWithSomebodyElseOrDecided(CaseStatus status) {
        assertThat(codeOf(Claim.refusalToTake(status, null, "anna", BEFORE))).isEqualTo("CASE_NOT_OPEN");
        assertThat(codeOf(act(status, ANNAS, "anna", TOKEN.toString(), BEFORE))).isEqualTo("CASE_NOT_OPEN");
    }

    @Test
    void letsItsOwnerActUntilItRunsOut() {
        assertThat(act(CaseStatus.CLAIMED, ANNAS, "anna", TOKEN.toString(), BEFORE))
                .isEmpty();
        assertThat(codeOf(act(CaseStatus.CLAIMED, ANNAS, "anna", TOKEN.toString(), UNTIL)))
                .isEqualTo("CASE_CLAIM_EXPIRED");
    }

    @Test
    void refusesAnotherTokenAndAnotherPerson() {
        assertThat(codeOf(act(CaseStatus.CLAIMED, ANNAS, "anna", NEW_TOKEN.toString(), BEFORE)))
                .isEqualTo("CASE_TOKEN_WRONG");
        assertThat(codeOf(act(CaseStatus.CLAIMED, ANNAS, "anna", "no token", BEFORE)))
                .isEqualTo("CASE_TOKEN_WRONG");
        assertThat(codeOf(act(CaseStatus.CLAIMED, ANNAS, "bert", TOKEN.toString(), BEFORE)))
                .isEqualTo("CASE_TOKEN_WRONG");
    }

    @Test
    void refusesActsOnACaseThatNobodyClaimed() {
        Optional<Refusal> refusal = act(CaseStatus.OPEN, null, "anna", TOKEN.toString(), BEFORE);

        assertThat(codeOf(refusal)).isEqualTo("CASE_NOT_CLAIMED");
        assertThat(refusal.orElseThrow().allowedActions()).containsExactly("CLAIM");
        assertThat(refusal.orElseThrow().currentStatus()).isEqualTo("OPEN");
    }

    /** A26: who need not wait for the seller claims the case all the same. */
    @Test
    void isToBeHadWhileTheSellerHasTime() {
        assertThat(Claim.refusalToTake(CaseStatus.AWAITING_EVIDENCE, null, "anna", BEFORE))
                .isEmpty();
        assertThat(codeOf(act(CaseStatus.AWAITING_EVIDENCE, null, "anna", TOKEN.toString(), BEFORE)))
                .isEqualTo("CASE_NOT_CLAIMED");
        assertThat(codeOf(Claim.refusalToTakeOver(CaseStatus.AWAITING_EVIDENCE, null, "lea", BEFORE)))
                .isEqualTo("CASE_NOT_CLAIMED");
    }

    @Test
    void isKeptAliveUnderTheSameTokenAndNeverForLess() {
        assertThat(ANNAS.extended(UNTIL.plusSeconds(60))).isEqualTo(new Claim("anna", TOKEN, UNTIL.plusSeconds(60)));
        assertThat(ANNAS.extended(UNTIL.minusSeconds(60))).isEqualTo(ANNAS);
    }

    @Test
    void isNeverThatOfAParty() {
        assertThat(codeOf(Claim.refusalOfParty("anna", "anna", "bert"))).isEqualTo("FORBIDDEN");
        assertThat(codeOf(Claim.refusalOfParty("bert", "anna", "bert"))).isEqualTo("FORBIDDEN");
        assertThat(Claim.refusalOfParty("carl", "anna", "bert")).isEmpty();
    }

    @Test
    void isTakenOverFromWhoeverHoldsIt() {
        assertThat(Claim.refusalToTakeOver(CaseStatus.CLAIMED, ANNAS, "lea", BEFORE))
                .isEmpty();
        assertThat(codeOf(Claim.refusalToTakeOver(CaseStatus.CLAIMED, ANNAS, "anna", BEFORE)))
                .isEqualTo("CASE_YOURS");
        assertThat(codeOf(Claim.refusalToTakeOver(CaseStatus.CLAIMED, ANNAS, "lea", UNTIL)))
                .isEqualTo("CASE_NOT_CLAIMED");
        assertThat(codeOf(Claim.refusalToTakeOver(CaseStatus.OPEN, null, "lea", BEFORE)))
                .isEqualTo("CASE_NOT_CLAIMED");
        assertThat(codeOf(Claim.refusalToTakeOver(CaseStatus.DECIDED, null, "lea", BEFORE)))
                .isEqualTo("CASE_NOT_OPEN");
    }

    private static Optional<Refusal> act(
            CaseStatus status, @Nullable Claim claim, String moderator, String token, Instant now) {
        return Claim.refusalToAct(status, claim, moderator, token, now);
    }

    private static String codeOf(Optional<Refusal> refusal) {
        return refusal.map(Refusal::code).orElse("none");
    }
}
