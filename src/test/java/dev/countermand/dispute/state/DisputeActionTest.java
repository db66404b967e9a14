package dev.countermand.dispute.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A19: who can do what, in which status, when it is whose turn. */
class DisputeActionTest {

    /** Nothing was said since the buyer opened it: status | buyer | seller. */
    private static final String TABLE = """
            OPEN            | ESCALATE WITHDRAW                 | ACCEPT REJECT ESCALATE
            AWAITING_RETURN | ESCALATE WITHDRAW RETURN_SHIPMENT |
            RETURNING       | ESCALATE RETURN_SHIPMENT          | ESCALATE
            ESCALATED       | WITHDRAW                          |
            SETTLED         |                                   |
            DISMISSED       |                                   |
            UPHELD          |                                   |
            RESOLVED        |                                   |
            WITHDRAWN       |                                   |
            LAPSED          |                                   |
            """;

    @Test
    void followsTheTable() {
        List<String> rows = TABLE.lines().toList();
        assertThat(rows).hasSize(DisputeStatus.values().length);
        for (String row : rows) {
            String[] cells = row.split("\\|", -1);
            DisputeStatus status = DisputeStatus.valueOf(cells[0].strip());
            for (DisputeKind kind : DisputeKind.values()) {
                DisputeState state = state(kind, status, false, ReturnProgress.NOT_SENT);
                assertThat(names(state, Role.BUYER)).as(row + kind).isEqualTo(cells[1].strip());
                assertThat(names(state, Role.SELLER)).as(row + kind).isEqualTo(withReceipt(kind, status, cells[2]));
            }
        }
    }

    /** D4: by law the shop may fetch the goods, and then nobody tells a number before the seller has them. */
    private static String withReceipt(DisputeKind kind, DisputeStatus status, String cell) {
        boolean byLaw = kind == DisputeKind.RETURN_BY_LAW
                && (status == DisputeStatus.AWAITING_RETURN
                        || status == DisputeStatus.RETURNING
                        || status == DisputeStatus.ESCALATED);
        return byLaw ? (cell.strip() + " RETURN_RECEIPT").strip() : cell.strip();
    }

    /** A25: while the order is frozen neither side changes anything. */
    @Test
    void frozenNobodyDoesAnything() {
        for (DisputeKind kind : DisputeKind.values()) {
            for (DisputeStatus status : DisputeStatus.values()) {
                DisputeState state = state(kind, status, true, ReturnProgress.NOT_SENT);
                assertThat(names(state, Role.BUYER) + names(state, Role.SELLER)).isEmpty();
            }
        }
    }

    /** Also when the administration decides: whoever has sent the goods away cannot take the dispute back. */
    @Test
    void nothingIsTakenBackOnceTheGoodsAreOnTheirWay() {
        for (ReturnProgress goods : new ReturnProgress[] {ReturnProgress.TOLD, ReturnProgress.SCANNED}) {
            DisputeState escalated = state(DisputeKind.RETURN_GOODS_AND_MONEY, DisputeStatus.ESCALATED, false, goods);
            assertThat(names(escalated, Role.BUYER)).doesNotContain("WITHDRAW");
            assertThat(names(escalated, Role.SELLER)).isEqualTo("RETURN_RECEIPT");
        }
    }

    @Test
    void aCounterOfferIsAnsweredByTheOtherSide() {
        DisputeState countered = refundOnly(Role.SELLER, Role.SELLER);
        assertThat(names(countered, Role.BUYER)).isEqualTo("ACCEPT REJECT ESCALATE WITHDRAW");
        assertThat(names(countered, Role.SELLER)).isEqualTo("ESCALATE");
    }

    /** What was turned down cannot be taken any more; the buyer may offer something else. */
    @Test
    void afterABareRejectionTheBuyerHasTheWord() {
        DisputeState rejected = refundOnly(Role.BUYER, Role.SELLER);
        assertThat(names(rejected, Role.BUYER)).isEqualTo("REJECT ESCALATE WITHDRAW");
        assertThat(names(rejected, Role.SELLER)).isEqualTo("ESCALATE");
    }

    /** A20: it has gone back another way, so there is nothing to agree on; everything else is as it was. */
    @Test
    void nobodyAgreesOnMoneyThatIsNotThere() {
        for (Role offerBy : new Role[] {Role.BUYER, Role.SELLER}) {
            DisputeState there = refundOnly(offerBy, offerBy);
            DisputeState gone = new DisputeState(
                    there.kind(), there.status(), false, offerBy, offerBy, ReturnProgress.NOT_SENT, false);
            for (Role side : new Role[] {Role.BUYER, Role.SELLER}) {
                List<DisputeAction> expected = new ArrayList<>(DisputeAction.allowed(there, side));
                assertThat(expected.remove(DisputeAction.ACCEPT)).isEqualTo(side != offerBy);
                assertThat(DisputeAction.allowed(gone, side)).isEqualTo(expected);
            }
        }
    }

    /** The goods are to go back or not: said no once, the seller may think better of it, and has nothing else to say. */
    @Test
    void aReturnIsRejectedOnce() {
        DisputeState rejected = new DisputeState(
                DisputeKind.RETURN_GOODS_AND_MONEY,
                DisputeStatus.OPEN,
                false,
                Role.BUYER,
                Role.SELLER,
                ReturnProgress.NOT_SENT,
                true);
        assertThat(names(rejected, Role.SELLER)).isEqualTo("ACCEPT ESCALATE");
        assertThat(names(rejected, Role.BUYER)).isEqualTo("ESCALATE WITHDRAW");
    }

    private static DisputeState refundOnly(Role offerBy, Role spokeLast) {
        return new DisputeState(
                DisputeKind.REFUND_ONLY, DisputeStatus.OPEN, false, offerBy, spokeLast, ReturnProgress.NOT_SENT, true);
    }

    private static DisputeState state(DisputeKind kind, DisputeStatus status, boolean frozen, ReturnProgress goods) {
        return new DisputeState(kind, status, frozen, Role.BUYER, Role.BUYER, goods, true);
    }

    private static String names(DisputeState state, Role side) {
        return String.join(
                " ", DisputeAction.allowed(state, side).stream().map(Enum::name).toList());
    }
}
