package dev.countermand.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.countermand.courier.HandOver.Finding;
import dev.countermand.courier.HandOver.Opened;
import dev.countermand.courier.HandOver.Report;
import dev.countermand.courier.HandOver.Signatory;
import dev.countermand.courier.HandOver.Signature;
import dev.countermand.kernel.RefusedException;
import dev.countermand.order.Order;
import dev.countermand.order.Orders;
import dev.countermand.order.state.OrderState;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.units.LineUnits;
import dev.countermand.policy.Policy;
import dev.countermand.policy.document.Documents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What can be refused at the door and at the post office, and what must be said for it (C2, C4, L2). */
class HandOverRulesTest {

    private static final HandOver.About ABOUT = HandOver.About.ALL_THERE;
    private static final Instant NOW = Orders.PLACED_AT.plus(Duration.ofDays(3));
    private static final Policy POST = Documents.policy("cod-post");
    private static final Policy TRY_ON = Documents.policy("lamoda");
    private static final Policy WHOLE = Documents.policy("eldorado");
    private static final String NO_REFUSAL =
            "name: own\nversion: 3\nextends: lamoda/1\ncancellation: {until: DISPATCH}\nhandOver: {refusal: NONE}\n";

    private static final Policy NOTHING = Documents.policy("own", 3, NO_REFUSAL);
    private static final Policy BY_LAW = Documents.policy("own+distance-selling", 3001, NO_REFUSAL);

    private static final List<LineUnits> ONE_MUG = List.of(new LineUnits(1, 1));
    private static final Report FAULTY = report(Opened.BEFORE_PAYING, Signatory.values());

    @Test
    void acceptedIsTakenDownEverywhere() {
        for (Policy policy : List.of(POST, TRY_ON, WHOLE, NOTHING)) {
            taken(policy, accepted());
        }
    }

    /** L2: after trying on, all or some items. */
    @Test
    void whereItIsTriedOnSomeOrAllCanBeRefused() {
        taken(TRY_ON, refused(null));
        taken(TRY_ON, refused(ONE_MUG));
    }

    @Test
    void whereOnlyAllCanBeRefusedNoPartCan() {
        taken(WHOLE, refused(null));
        assertThat(refusal(WHOLE, refused(ONE_MUG))).startsWith("WHOLE_ONLY");
    }

    @Test
    void whereNothingCanBeRefusedNothingIs() {
        assertThat(refusal(NOTHING, refused(null))).startsWith("NO_REFUSAL");
    }

    /** D1: by law all of it can be refused, whatever the market says. */
    @Test
    void theLawGoesBefore() {
        taken(BY_LAW, refused(null));
        assertThat(refusal(BY_LAW, refused(ONE_MUG))).startsWith("WHOLE_ONLY");
    }

    /** C2: the addressee may refuse in writing with reasons. */
    @Test
    void atThePostOfficeOneRefusesInWritingWithReasons() {
        taken(POST, post("Came too late", true, null));
        assertThat(refusal(POST, post("Came too late", null, null))).contains("inWriting must be true");
        assertThat(refusal(POST, post("Came too late", false, null))).contains("inWriting must be true");
        assertThat(refusal(POST, post(null, true, null))).contains("reason must be given");
        assertThat(refusal(POST, post(" \t", true, null))).contains("reason must be given");
    }

    /** C2: only the post keeps a parcel; a courier takes it back. */
    @Test
    void onlyAtThePostOfficeDoesNobodyFetchIt() {
        taken(POST, unclaimed());
        assertThat(refusal(TRY_ON, unclaimed())).startsWith("NOT_KEPT");
    }

    /** C4: a report says it all, in place of writing and reasons. */
    @Test
    void aReportSignedByThreeNeedsNoOtherWriting() {
        taken(POST, post(null, null, FAULTY));
    }

    /** C4: all three of them, not one of them three times. */
    @Test
    void aReportThatOneHasNotSignedIsNone() {
        for (Signatory missing : Signatory.values()) {
            Signatory[] others = Stream.of(Signatory.values())
                    .map(each -> each == missing ? Signatory.values()[(missing.ordinal() + 1) % 3] : each)
                    .toArray(Signatory[]::new);
            assertThat(refusal(POST, post(null, null, report(Opened.BEFORE_PAYING, others))))
                    .as("without %s", missing)
                    .contains("report.signatures");
        }
    }

    /** C4: opened after paying, the post takes no claim. */
    @Test
    void aReportMadeAfterPayingIsTooLate() {
        assertThat(refusal(POST, post(null, null, report(Opened.AFTER_PAYING, Signatory.values()))))
                .startsWith("OPENED_AFTER_PAYING");
    }

    @Test
    void noReportIsMadeAtTheDoor() {
        HandOver request = new HandOver(HandOverOutcome.REFUSED, ABOUT, NOW, null, null, null, null, null, FAULTY);
        assertThat(refusal(WHOLE, request)).startsWith("NO_INSPECTION");
    }

    @Test
    void unitsAndReportsBelongToARefusal() {
        assertThat(refusal(
                        TRY_ON,
                        new HandOver(HandOverOutcome.ACCEPTED, ABOUT, NOW, ONE_MUG, null, null, null, null, null)))
                .contains("refused must be left out");
        assertThat(refusal(
                        POST,
                        new HandOver(HandOverOutcome.UNCLAIMED, ABOUT, NOW, null, null, null, null, null, FAULTY)))
                .contains("report must be left out");
    }

    /** C3: the costs of bringing it, up to the order's total of 33.00. */
    @Test
    void costsAreAnAmountOfTheOrdersCurrencyAndNotMoreThanItsTotal() {
        taken(WHOLE, costing("0.00"));
        taken(WHOLE, costing("0.01"));
        taken(WHOLE, costing("33.00"));
        assertThat(refusal(WHOLE, costing("33.01"))).contains("not be more than the order's total");
        assertThat(refusal(WHOLE, costing("33"))).contains("deliveryCosts must be a non-negative amount");
        assertThat(refusal(WHOLE, costing("-1.00"))).contains("deliveryCosts must be a non-negative amount");
    }

    @Test
    void itHappenedAfterTheDeclarationAndNotInTheFuture() {
        taken(TRY_ON, at(NOW));
        taken(TRY_ON, at(Orders.PLACED_AT));
        taken(TRY_ON, at(null));
        assertThat(refusal(TRY_ON, at(NOW.plusSeconds(1)))).contains("at must not be in the future");
        assertThat(refusal(TRY_ON, at(Orders.PLACED_AT.minusSeconds(1)))).contains("before it was declared shipped");
        Order undeclared = Orders.in(OrderState.plain(OrderStatus.PROCESSING), TRY_ON);
        assertThat(refusal(undeclared, at(Orders.PLACED_AT.minusSeconds(1)))).contains("before the order was placed");
    }

    /** A19: that it was handed over is a fact; whether it goes back, the dispute settles. */
    @Test
    void whileADisputeIsOpenOnlyAcceptanceIsTakenDown() {
        Order disputed = Orders.in(new OrderState(OrderStatus.SHIPPED, null, false, true), TRY_ON);
        assertThatCode(() -> HandOverRules.check(disputed, accepted(), NOW)).doesNotThrowAnyException();
        assertThat(refusal(disputed, refused(null))).startsWith("DISPUTE_OPEN");
    }

    @Test
    void theRecordNamesAllWhoSigned() {
        assertThat(HandOverRules.signed(FAULTY))
                .isEqualTo("ADDRESSEE: addressee; CLERK: clerk; OFFICE_MANAGER: office_manager");
    }

    private static void taken(Policy policy, HandOver request) {
        assertThatCode(() -> check(shipped(policy), request))
                .as("%s: %s", policy.name(), request)
                .doesNotThrowAnyException();
    }

    private static String refusal(Policy policy, HandOver request) {
        return refusal(shipped(policy), request);
    }

    private static String refusal(Order order, HandOver request) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> check(order, request));
        assertThat(refused).as("%s", request).isNotNull();
        return refused.refusal().code() + ": " + refused.refusal().detail();
    }

    private static void check(Order order, HandOver request) {
        HandOverRules.check(order, request, NOW);
        HandOverRules.refuseTooEarly(order, request, order.declaredAt());
    }

    private static Order shipped(Policy policy) {
        return Orders.in(OrderState.plain(OrderStatus.SHIPPED), policy);
    }

    private static HandOver accepted() {
        return at(NOW);
    }

    private static HandOver at(@Nullable Instant at) {
        return new HandOver(HandOverOutcome.ACCEPTED, ABOUT, at, null, null, null, null, null, null);
    }

    private static HandOver unclaimed() {
        return new HandOver(HandOverOutcome.UNCLAIMED, ABOUT, NOW, null, null, null, null, null, null);
    }

    private static HandOver refused(@Nullable List<LineUnits> units) {
        return new HandOver(HandOverOutcome.REFUSED, ABOUT, NOW, units, null, null, null, null, null);
    }

    private static HandOver costing(String amount) {
        return new HandOver(HandOverOutcome.REFUSED, ABOUT, NOW, null, null, null, amount, null, null);
    }

    private static HandOver post(@Nullable String reason, @Nullable Boolean inWriting, @Nullable Report report) {
        return new HandOver(HandOverOutcome.REFUSED, ABOUT, NOW, null, reason, inWriting, null, null, report);
    }

    private static Report report(Opened opened, Signatory... signed) {
        return new Report(
                Finding.DEFECT,
                opened,
                Stream.of(signed)
                        .map(each -> new Signature(each, each.name().toLowerCase(Locale.ROOT)))
                        .toList());
    }
}
