package dev.countermand.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines.Named;
import dev.countermand.journal.Act;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.order.Orders;
import dev.countermand.payment.intake.PaymentState;
import dev.countermand.payment.refund.Asking;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.payment.refund.RefundStatus;
import dev.countermand.policy.Policy;
import dev.countermand.policy.document.Documents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A20b, A22: the steps of a refund in memory, and what else they mean. */
class RefundUnderWayTest {

    private static final Policy POLICY = Documents.policy("aliexpress");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Money PRICE = new Money(2_990, EUR);

    /** A Tuesday in Shanghai. */
    private static final Instant NOW = Instant.parse("2026-03-03T04:00:00Z");

    private static final Asking ASKING = new Asking(Duration.ofMinutes(15), Duration.ofDays(1));

    private final Order order = Orders.paid(POLICY, Money.zero(EUR), Orders.line(1, 1, PRICE));
    private final RefundRow row = requested();
    private final PaymentRow payment = captured();

    private RefundRow requested() {
        RefundRow refund = new RefundRow();
        refund.orderId = order.id();
        refund.id = new UUID(0, 1);
        refund.paymentId = "pay-1";
        refund.amount = 2_990;
        refund.cause = RefundCause.CANCELLATION;
        refund.status = RefundStatus.REQUESTED;
        refund.requestedAt = NOW;
        return refund;
    }

    private PaymentRow captured() {
        PaymentRow paid = new PaymentRow();
        paid.orderId = order.id();
        paid.paymentId = "pay-1";
        paid.method = "card";
        paid.provider = "sandbox";
        paid.providerReference = "ch_1";
        paid.state = PaymentState.CAPTURED;
        paid.amount = 2_990;
        return paid;
    }

    private RefundUnderWay at(Instant now) {
        return new RefundUnderWay(order, new PaymentStore.OfPayment(row, payment), List.of(), now, ASKING);
    }

    private void handedOver(Instant at) {
        row.handedOverAt = at;
        row.handedOverRound = row.round;
    }

    private static Map<DeadlineKind, Instant> wanted(RefundUnderWay at) {
        return at.wanted().entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().kind(), Map.Entry::getValue));
    }

    private static List<DeadlineKind> dropped(RefundUnderWay at) {
        return at.dropped().stream().map(Named::kind).toList();
    }

    private static List<String> told(RefundUnderWay at) {
        return at.acts().stream().map(Act::event).toList();
    }

    /** Called again and again, and never answered. */
    private RefundUnderWay unansweredForGood() {
        handedOver(NOW);
        RefundUnderWay last = at(NOW);
        for (int i = 0; i < POLICY.refunds().attemptsBeforeEscalation(); i++) {
            last = at(NOW);
            last.unanswered("it did not answer");
        }
        return last;
    }

    private static Instant businessDays(int days) {
        return POLICY.businessDays().plus(NOW, days);
    }

    /** A20b: it may have been made, so it goes on being asked for, and somebody is to decide in time (P7). */
    @Test
    void whatWasNeverAnsweredIsUnknownAndAskedFor() {
        RefundUnderWay last = unansweredForGood();
        assertThat(row.status).isEqualTo(RefundStatus.ESCALATED);
        assertThat(row.isUnknown()).isTrue();
        assertThat(row.decideBy).isEqualTo(businessDays(POLICY.refunds().decideWithinBusinessDays()));
        assertThat(wanted(last))
                .containsOnly(
                        Map.entry(DeadlineKind.CHECK_REFUND, NOW.plus(ASKING.first())),
                        Map.entry(DeadlineKind.REFUND_TASK_DUE, row.decideBy));
    }

    /** A20b: found, it is with its provider, and nobody needs to decide any more. */
    @Test
    void whatIsFoundIsNoLongerBeforeAPerson() {
        unansweredForGood();
        RefundUnderWay found = at(NOW.plus(Duration.ofHours(1)));
        found.submitted("re_1");
        assertThat(row.status).isEqualTo(RefundStatus.SUBMITTED);
        assertThat(row.isUnknown()).isFalse();
        assertThat(row.decideBy).isNull();
        assertThat(dropped(found)).contains(DeadlineKind.REFUND_TASK_DUE);
        assertThat(wanted(found)).containsKeys(DeadlineKind.CHECK_REFUND, DeadlineKind.ESCALATE_REFUND);
    }

    /** A20b: missing, it was not made, and whoever has it before them may decide what they like. */
    @Test
    void whatIsMissingIsKnownAndAskedForNoMore() {
        unansweredForGood();
        RefundUnderWay looked = at(NOW.plus(Duration.ofHours(1)));
        looked.missing();
        assertThat(row.status).isEqualTo(RefundStatus.ESCALATED);
        assertThat(row.isUnknown()).isFalse();
        assertThat(row.providerWords).contains("does not have it");
        assertThat(looked.wanted()).isEmpty();
        assertThat(looked.dropped()).isEmpty();
    }

    /** A call after that may have made it after all. */
    @Test
    void whatWasCalledOnceMoreIsUnknownAgain() {
        unansweredForGood();
        at(NOW).missing();
        RefundUnderWay again = at(NOW);
        again.unanswered("it did not answer");
        assertThat(row.isUnknown()).isTrue();
        assertThat(wanted(again)).containsOnlyKeys(DeadlineKind.CHECK_REFUND);
    }

    /** A definite no is known, and ends the round: of the next one nobody has begun a call. */
    @Test
    void aDeclineIsNotUnknown() {
        handedOver(NOW);
        for (int i = 0; i < POLICY.refunds().attemptsBeforeEscalation(); i++) {
            at(NOW).declined("the card is closed");
        }
        assertThat(row.status).isEqualTo(RefundStatus.ESCALATED);
        assertThat(row.handedOver()).isNull();
        assertThat(row.isUnknown()).isFalse();
    }

    /** A20: its round has ended while its provider was called: what is still to go goes in the next one, and nothing else. */
    @Test
    void whatIsStillToGoGoesInTheNextRound() {
        RefundUnderWay moved = at(NOW);
        moved.handOverAnew();
        assertThat(row.status).isEqualTo(RefundStatus.REQUESTED);
        assertThat(wanted(moved)).containsOnlyKeys(DeadlineKind.SUBMIT_REFUND);
        at(NOW).escalate("it came back");
        RefundUnderWay before = at(NOW);
        before.handOverAnew();
        assertThat(before.wanted()).isEmpty();
    }

    /** A20b: nobody could call its provider: a person looks at it, and it is handed over as soon as they can be called. */
    @Test
    void whatCouldNotBeHandedOverGoesOnWaiting() {
        RefundUnderWay waiting = at(NOW);
        waiting.notHandedOver("left alone for now");
        assertThat(row.status).isEqualTo(RefundStatus.ESCALATED);
        assertThat(row.isUnknown()).isFalse();
        assertThat(wanted(waiting)).containsOnlyKeys(DeadlineKind.SUBMIT_REFUND, DeadlineKind.REFUND_TASK_DUE);

        RefundUnderWay taken = at(NOW.plus(Duration.ofDays(1)));
        taken.submitted("re_1");
        assertThat(row.status).isEqualTo(RefundStatus.SUBMITTED);
        assertThat(dropped(taken)).contains(DeadlineKind.REFUND_TASK_DUE);
    }

    /** P7: told once, and only of what still waits. */
    @Test
    void nobodyHasDecidedInTime() {
        at(NOW).escalate("not in time");
        RefundUnderWay due = at(businessDays(3));
        due.overdue();
        due.overdue();
        assertThat(row.overdueSince).isEqualTo(businessDays(3));
        assertThat(told(due)).containsExactly("refund.overdue");
        at(businessDays(4)).submitted("re_1");
        assertThat(row.overdueSince).isNull();
        RefundUnderWay late = at(businessDays(5));
        late.overdue();
        assertThat(late.acts()).isEmpty();
    }

    /** Its provider says once more that it came back: whoever has it before them has no more time for it. */
    @Test
    void whatIsBeforeAPersonKeepsItsDueDate() {
        at(NOW).escalate("not in time");
        Instant decideBy = row.decideBy;
        RefundUnderWay back = at(NOW.plus(Duration.ofDays(1)));
        back.cameBack("account closed");
        assertThat(row.decideBy).isEqualTo(decideBy);
        assertThat(dropped(back)).contains(DeadlineKind.CHECK_REFUND).doesNotContain(DeadlineKind.REFUND_TASK_DUE);
    }

    /** A22: what its provider says of when it was sent outweighs the moment at which we asked. */
    @Test
    void theDayOfSendingIsTheProviders() {
        at(NOW).submitted("re_1");
        Instant asked = NOW.plus(Duration.ofDays(2));
        RefundUnderWay sent = at(asked);
        sent.sent(asked);
        sent.awaitArrival();
        RefundUnderWay heard = at(asked.plus(Duration.ofHours(1)));
        Instant theirs = NOW.plus(Duration.ofHours(1));
        heard.sentBefore(theirs);
        assertThat(row.sentAt).isEqualTo(theirs);
        assertThat(row.expectedFrom).isEqualTo(POLICY.businessDays().plus(theirs, 5));
        assertThat(wanted(heard))
                .containsEntry(
                        DeadlineKind.ESCALATE_REFUND,
                        POLICY.businessDays().plus(theirs, POLICY.refunds().escalateAfterBusinessDays()));
        assertThat(told(heard)).isEmpty();
        at(asked).sentBefore(asked);
        assertThat(row.sentAt).isEqualTo(theirs);
    }

    /** A22: tried once more, it has left all the same: unknown, declined or taken, it is not owed and not sent anew. */
    @Test
    void whatWasSentHasLeftWhateverIsSaidToItsRepetition() {
        at(NOW).submitted("re_1");
        at(NOW).sent(NOW);
        for (String said : List.of("unknown", "declined", "unanswered", "taken")) {
            at(NOW).escalate("not in time");
            row.become(RefundStatus.REQUESTED);
            row.attempts = POLICY.refunds().attemptsBeforeEscalation() - 1;
            RefundUnderWay again = at(NOW.plus(Duration.ofDays(30)));
            switch (said) {
                case "unknown" -> again.unknown("the provider no longer knows its key");
                case "declined" -> again.declined("it was refunded already");
                case "unanswered" -> again.unanswered("it did not answer");
                default -> again.submitted("re_1");
            }
            assertThat(row.sentAt).as(said).isEqualTo(NOW);
            assertThat(row.isOwed()).as(said).isFalse();
            assertThat(row.round).as(said).isZero();
            assertThat(again.isBack()).as(said).isFalse();
        }
        assertThat(row.status).isEqualTo(RefundStatus.SUBMITTED);
        RefundUnderWay asked = at(NOW.plus(Duration.ofDays(31)));
        asked.sent(NOW);
        asked.awaitArrival();
        assertThat(row.status).isEqualTo(RefundStatus.SENT);
        assertThat(wanted(asked)).containsKeys(DeadlineKind.CHECK_REFUND, DeadlineKind.ESCALATE_REFUND);
    }

    /** A20b: closed, and sent by its provider all the same: it is sent, and its money is not there any more. */
    @Test
    void whatWasClosedAndSentAllTheSameIsSent() {
        row.status = RefundStatus.CLOSED;
        RefundUnderWay heard = at(NOW);
        heard.sent(NOW);
        assertThat(row.status).isEqualTo(RefundStatus.SENT);
        assertThat(row.sentAt).isEqualTo(NOW);
        assertThat(payment.refundable()).isZero();
        assertThat(order.refundable().isZero()).isTrue();
        assertThat(heard.reopened()).extracting(Act::event).isEqualTo("refund.contradicted");
        assertThat(told(heard)).containsExactly("refund.sent");
        assertThat(heard.bookedAsSent()).isNotNull();
        assertThat(heard.bookedAsSentAfterAll()).isNull();
        at(NOW).arrived(NOW);
        assertThat(row.status).isEqualTo(RefundStatus.ARRIVED);
    }

    /** A20b: the same at once with the buyer. */
    @Test
    void whatWasClosedAndHasArrivedAllTheSameHasArrived() {
        row.status = RefundStatus.CLOSED;
        RefundUnderWay heard = at(NOW);
        heard.arrivedAfterAll(NOW, NOW);
        assertThat(row.status).isEqualTo(RefundStatus.ARRIVED);
        assertThat(told(heard)).containsExactly("refund.sent", "refund.arrived");
        assertThat(heard.bookedAsSent()).isNotNull();
    }

    /** A20b: its money went another way meanwhile: it has gone twice, which is told and booked once, and undone once. */
    @Test
    void whatWasClosedAndGivenBackInAnotherWayHasGoneTwice() {
        row.status = RefundStatus.CLOSED;
        payment.refunded = 1;
        RefundUnderWay heard = at(NOW);
        heard.sent(NOW);
        assertThat(row.status).isEqualTo(RefundStatus.CLOSED);
        assertThat(payment.refunded).isEqualTo(1);
        assertThat(heard.reopened()).isNull();
        assertThat(heard.bookedAsSent()).isNull();
        assertThat(heard.bookedAsSentAfterAll()).isNotNull();
        assertThat(told(heard)).containsExactly("refund.contradicted");

        payment.refunded = 0;
        RefundUnderWay again = at(NOW.plus(Duration.ofHours(1)));
        again.sent(NOW);
        again.arrivedAfterAll(NOW, NOW);
        assertThat(row.status).isEqualTo(RefundStatus.CLOSED);
        assertThat(again.bookedAsSentAfterAll()).isNull();
        RefundUnderWay back = at(NOW.plus(Duration.ofHours(2)));
        back.cameBack("the account is closed");
        assertThat(back.isBackAfterAll()).isTrue();
        assertThat(row.sentAt).isNull();
    }

    /** A22: asked less often the longer nothing is new. */
    @Test
    void itIsAskedLessOften() {
        at(NOW).submitted("re_1");
        Instant later = NOW.plus(Duration.ofHours(5));
        RefundUnderWay asked = at(later);
        asked.askLater();
        assertThat(wanted(asked)).containsEntry(DeadlineKind.CHECK_REFUND, later.plus(Duration.ofHours(5)));
    }
}
