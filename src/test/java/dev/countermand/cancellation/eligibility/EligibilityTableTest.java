package dev.countermand.cancellation.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.dispute.state.DisputedParcel;
import dev.countermand.kernel.Role;
import dev.countermand.order.Order;
import dev.countermand.order.Orders;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.state.OrderAction;
import dev.countermand.order.state.OrderState;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.state.RequestState;
import dev.countermand.overview.OfferedActs;
import dev.countermand.policy.Policy;
import dev.countermand.policy.catalogue.Policies;
import dev.countermand.shipment.correction.CorrectionRule;
import dev.countermand.shipment.correction.NumberHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every status with every fact beside it, under every policy, against {@code docs/eligibility.md}: a change of a rule is a
 * change of that page, which somebody reads. {@code -Ddocs.update} writes it anew.
 */
class EligibilityTableTest {

    private static final Path PAGE = Path.of("docs", "eligibility.md");
    private static final Policies POLICIES = new Policies(Optional.empty());
    private static final List<String> MARKETS = List.of(
            "aliexpress",
            "eldorado",
            "lamoda",
            "cod-post",
            "aliexpress+distance-selling",
            "eldorado+distance-selling",
            "lamoda+distance-selling",
            "cod-post+distance-selling");

    private static final List<String> PARTS = List.of("open", "declared", "accepted", "delivered");

    /** An hour after the order was placed, paid, declared, delivered: no window has closed. */
    private static final Instant SOON = Orders.PLACED_AT.plus(Duration.ofHours(1));

    @Test
    void isAsThePageSays() throws IOException {
        String page = page();
        if (System.getProperty("docs.update") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(page).as("run with -Ddocs.update and read what changed").isEqualTo(Files.readString(PAGE));
    }

    /** The answer and the guard never disagree, now or years later. */
    @Test
    void whatIsOfferedIsPossible() {
        for (Policy policy : policies()) {
            for (OrderState state : states()) {
                for (Duration later :
                        List.of(Duration.ofHours(1), Duration.ofDays(6), Duration.ofDays(40), Duration.ofDays(900))) {
                    Order order = Orders.in(state, policy);
                    Eligibility decision = Eligibility.of(order, Goods.of(order), Orders.PLACED_AT.plus(later));
                    switch (decision) {
                        case Eligibility.Immediate ignored ->
                            assertThat(order.possible(OrderAction.CANCEL))
                                    .as(policy.name() + state)
                                    .isTrue();
                        case Eligibility.Request ignored ->
                            assertThat(order.possible(OrderAction.REQUEST_CANCELLATION))
                                    .as(policy.name() + state)
                                    .isTrue();
                        case Eligibility.Dispute ignored ->
                            assertThat(order.status().ended()).isFalse();
                        case Eligibility.None none ->
                            assertThat(none.explanation()).isNotBlank();
                    }
                }
            }
        }
    }

    /** P2, A4, A14: whatever parts an order has, what is offered is what no carrier has, and possible. */
    @Test
    void whatIsOfferedOfAnOrderInPartsIsWhatNoCarrierHas() {
        Policy escrow = policy("aliexpress");
        for (int which = 1; which < 16; which++) {
            int open = which & 1;
            int declared = which >> 1 & 1;
            int accepted = which >> 2 & 1;
            int delivered = which >> 3 & 1;
            Order order = Orders.parted(escrow, open, declared, accepted, delivered);
            Eligibility decision = Eligibility.of(order, Goods.of(order), SOON);
            String parts = order.lines().toString();
            assertThat(decision instanceof Eligibility.Request)
                    .as(parts)
                    .isEqualTo(open + declared > 0)
                    .isEqualTo(order.possible(OrderAction.REQUEST_CANCELLATION));
            assertThat(decision.units(order, Goods.of(order), SOON).getOrDefault(1, 0))
                    .as(parts)
                    .isEqualTo(open + declared);
        }
    }

    /** A3: as soon as verification takes too long and nothing was captured, the buyer may cancel at once. */
    @Test
    void whoseVerificationIsOverdueCanCancel() {
        Order order = Orders.in(OrderState.plain(OrderStatus.PAYMENT_VERIFYING), policy("aliexpress"));
        assertThat(Eligibility.of(order, Goods.of(order), SOON)).isInstanceOf(Eligibility.None.class);
        assertThat(order.possible(OrderAction.CANCEL)).isFalse();
        order.verificationIsOverdue();
        Eligibility decision = Eligibility.of(order, Goods.of(order), SOON);
        assertThat(decision).isInstanceOf(Eligibility.Immediate.class);
        assertThat(decision.explanation()).contains("24 hours", "(A3)");
        assertThat(order.possible(OrderAction.CANCEL)).isTrue();
    }

    /** D1: what was refused on its way, and is waited for, is not offered again; the rest of the order is. */
    @Test
    void whatIsWaitedForIsNotOfferedAgain() {
        Order order = Orders.parted(policy("lamoda+distance-selling"), 1, 1, 1, 0);
        List<DisputedParcel> parcels = Goods.of(order).parcels();
        KnownGoods some = new KnownGoods(parcels, Map.of(1, 2), null);
        Eligibility decision = Eligibility.of(order, some, SOON);
        assertThat(decision).isInstanceOf(Eligibility.Immediate.class);
        assertThat(decision.units(order, some, SOON)).isEqualTo(Map.of(1, 1));
        KnownGoods all = new KnownGoods(parcels, Map.of(1, 3), null);
        assertThat(Eligibility.of(order, all, SOON).code()).isEqualTo("RETURN_AWAITED");
        assertThat(new OfferedActs(order, all, List.of(), SOON).of(Set.of(Role.BUYER)))
                .doesNotContain(OrderAction.CANCEL);
    }

    /** D3: what was made for this buyer alone is cancelled as the market's own rules say. */
    @Test
    void bespokeGoodsAreNotTheLaws() {
        for (OrderState state : states()) {
            String plain = cell(Orders.in(state, policy("aliexpress")));
            assertThat(cell(Orders.bespoke(state, policy("aliexpress+distance-selling"))))
                    .isEqualTo(plain);
        }
    }

    /** D1, D2: seven days after hand-over, three months when the terms were not given in writing. */
    @Test
    void theLawsTimeEnds() {
        OrderState completed = OrderState.plain(OrderStatus.COMPLETED);
        Policy law = policy("lamoda+distance-selling");
        // Delivered on 2 March in Moscow: the last moment is the end of 9 March there, 21:00 UTC.
        Order told = Orders.in(completed, law);
        assertThat(Eligibility.of(told, Goods.of(told), Instant.parse("2026-03-09T20:59:59Z")))
                .isInstanceOf(Eligibility.Immediate.class);
        assertThat(Eligibility.of(told, Goods.of(told), Instant.parse("2026-03-09T21:00:00Z")))
                .isInstanceOf(Eligibility.None.class);
        Order untold = Orders.in(completed, law);
        untold.termsInWriting(false);
        assertThat(Eligibility.of(untold, Goods.of(untold), Instant.parse("2026-06-02T20:59:59Z")))
                .isInstanceOf(Eligibility.Immediate.class);
        assertThat(Eligibility.of(untold, Goods.of(untold), Instant.parse("2026-06-02T21:00:00Z")))
                .isInstanceOf(Eligibility.None.class);
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # What a buyer can do, and everybody else

                For every policy, status and fact beside the status. Written by `EligibilityTableTest` from the decision that
                guards the requests themselves; the test fails when the two part. An hour has passed since the order was
                placed, paid, declared shipped and delivered, as far as it was; what depends on the day (windows, the day of
                delivery, the law's time) is in the explanations of `GET /v1/orders/{id}/cancellation-eligibility`.
                """);
        for (Policy policy : policies()) {
            page.append("\n## ").append(policy.name()).append("\n\n");
            page.append("| status | beside it | buyer cancels | buyer | seller | service | agent | moderator |\n");
            page.append("|---|---|---|---|---|---|---|---|\n");
            for (OrderState state : states()) {
                Order order = Orders.in(state, policy);
                page.append("| ")
                        .append(state.status())
                        .append(" | ")
                        .append(beside(state))
                        .append(" | ")
                        .append(cell(order));
                for (Role role : List.of(Role.BUYER, Role.SELLER, Role.SERVICE, Role.AGENT, Role.MODERATOR)) {
                    page.append(" | ").append(actions(order, role));
                }
                page.append(" |\n");
            }
        }
        page.append(parted());
        return page.toString();
    }

    /** P2: what single units are decides what can be asked for, not the order as a whole. */
    private static String parted() {
        StringBuilder table = new StringBuilder("""

                ## Units of one order that have parted

                What the buyer of an order with units in each of these states can do about them (P2, A4, A14, L2), an hour
                after it was paid, with the number of units that it is about. "Declared" is said by the seller, "accepted"
                is with the carrier. A request about both open and declared units is pending for the first and contested for
                the second.

                """);
        table.append("| units | ").append(String.join(" | ", MARKETS)).append(" |\n|---|");
        MARKETS.forEach(market -> table.append("---|"));
        table.append("\n");
        for (int which = 1; which < 1 << PARTS.size(); which++) {
            int[] units = new int[PARTS.size()];
            List<String> names = new ArrayList<>();
            for (int part = 0; part < units.length; part++) {
                if ((which >> part & 1) == 1) {
                    units[part] = 1;
                    names.add(PARTS.get(part));
                }
            }
            // When all of it was delivered, the order is: the tables above have that.
            if (names.equals(List.of("delivered"))) {
                continue;
            }
            table.append("| ").append(String.join(", ", names)).append(" |");
            for (Policy policy : policies()) {
                Order order = Orders.parted(policy, units[0], units[1], units[2], units[3]);
                int about = Eligibility.of(order, Goods.of(order), SOON)
                        .units(order, Goods.of(order), SOON)
                        .getOrDefault(1, 0);
                table.append(" ")
                        .append(cell(order))
                        .append(about > 0 ? " " + about : "")
                        .append(" |");
            }
            table.append("\n");
        }
        return table.toString();
    }

    private static String cell(Order order) {
        Eligibility decision = Eligibility.of(order, Goods.of(order), SOON);
        String mode = switch (decision) {
            case Eligibility.Immediate ignored -> "**IMMEDIATE**";
            case Eligibility.Request ignored -> "**REQUEST**";
            case Eligibility.Dispute ignored -> "DISPUTE";
            case Eligibility.None ignored -> "NONE";
        };
        return mode + " " + decision.code();
    }

    private static String actions(Order order, Role role) {
        KnownGoods goods = Goods.of(order);
        List<CorrectionRule.Parcel> numbers = goods.parcels().stream()
                .map(parcel -> new CorrectionRule.Parcel(
                        parcel.own(),
                        parcel.state() == ParcelState.DECLARED ? null : Orders.PLACED_AT,
                        false,
                        NumberHistory.NONE))
                .toList();
        return new OfferedActs(order, goods, numbers, SOON)
                .of(Set.of(role)).stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    private static String beside(OrderState state) {
        List<String> facts = new ArrayList<>();
        if (state.frozen()) {
            facts.add("frozen");
        }
        if (state.request() != null) {
            facts.add("request " + state.request());
        }
        if (state.disputed()) {
            facts.add("disputed");
        }
        return String.join(", ", facts);
    }

    /** All that can be: a request waits only while the order is prepared, a dispute needs a shipment. */
    private static List<OrderState> states() {
        List<OrderState> states = new ArrayList<>();
        for (OrderStatus status : OrderStatus.values()) {
            boolean active = !status.ended();
            for (boolean frozen : active ? new boolean[] {false, true} : new boolean[] {false}) {
                states.add(new OrderState(status, null, frozen, false));
                if (status == OrderStatus.PROCESSING) {
                    states.add(new OrderState(status, RequestState.PENDING, frozen, false));
                }
                // IN_TRANSIT: another parcel of the order is with the carrier.
                if (EnumSet.of(OrderStatus.PROCESSING, OrderStatus.SHIPPED, OrderStatus.IN_TRANSIT)
                        .contains(status)) {
                    states.add(new OrderState(status, RequestState.CONTESTED, frozen, false));
                }
                if (EnumSet.of(OrderStatus.SHIPPED, OrderStatus.IN_TRANSIT, OrderStatus.DELIVERED)
                        .contains(status)) {
                    states.add(new OrderState(status, null, frozen, true));
                }
                if (EnumSet.of(OrderStatus.SHIPPED, OrderStatus.IN_TRANSIT).contains(status)) {
                    states.add(new OrderState(status, RequestState.CONTESTED, frozen, true));
                }
            }
        }
        return states;
    }

    private static List<Policy> policies() {
        return MARKETS.stream().map(EligibilityTableTest::policy).toList();
    }

    private static Policy policy(String market) {
        return POLICIES.current(market).orElseThrow();
    }
}
