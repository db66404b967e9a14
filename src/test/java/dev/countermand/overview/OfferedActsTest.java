package dev.countermand.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.cancellation.eligibility.Eligibility;
import dev.countermand.cancellation.eligibility.Goods;
import dev.countermand.cancellation.eligibility.KnownGoods;
import dev.countermand.dispute.state.DisputeKind;
import dev.countermand.dispute.state.DisputeOpening;
import dev.countermand.dispute.state.DisputeWorth;
import dev.countermand.dispute.state.DisputedParcel;
import dev.countermand.kernel.Role;
import dev.countermand.order.Order;
import dev.countermand.order.Orders;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.state.OrderAction;
import dev.countermand.order.state.OrderState;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.state.RequestState;
import dev.countermand.policy.Policy;
import dev.countermand.policy.catalogue.Policies;
import dev.countermand.shipment.correction.CorrectionRule;
import dev.countermand.shipment.correction.NumberHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * P2, A13, A15: what eligibility and {@code allowedActions} offer is what the acts decide, for up to three parcels in each
 * state, with units still open or not, with and without an open request, under every policy.
 */
class OfferedActsTest {

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
    private static final List<DisputeKind> KINDS =
            List.of(DisputeKind.NO_TRACKING_INFO, DisputeKind.RETURN_GOODS_AND_MONEY, DisputeKind.REFUND_ONLY);

    /** Eleven days after the order was placed: what was declared then can be disputed under every policy. */
    private static final Instant NOW = Orders.PLACED_AT.plus(Duration.ofDays(11));

    /** A parcel as it can be found on that day. */
    private enum Found {
        DECLARED_LATELY(ParcelState.DECLARED, NOW.minus(Duration.ofHours(5)), false),
        DECLARED_LONG_AGO(ParcelState.DECLARED, Orders.PLACED_AT, false),
        WITH_OWN_COURIERS(ParcelState.DECLARED, Orders.PLACED_AT, true),
        ACCEPTED(ParcelState.ACCEPTED, Orders.PLACED_AT, false),
        DELIVERED(ParcelState.DELIVERED, Orders.PLACED_AT, false),
        LOST(ParcelState.LOST, Orders.PLACED_AT, false),
        RETURNED(ParcelState.RETURNED, Orders.PLACED_AT, false);

        private final ParcelState state;
        private final Instant declaredAt;
        private final boolean own;

        Found(ParcelState state, Instant declaredAt, boolean own) {
            this.state = state;
            this.declaredAt = declaredAt;
            this.own = own;
        }
    }

    /** An order with a unit in each parcel, as it was found. */
    private record Case(Order order, List<Found> found, KnownGoods goods) {

        List<OrderAction> allowed() {
            return new OfferedActs(order, goods, numbers(), NOW).of(Set.of(Role.BUYER, Role.SELLER));
        }

        List<CorrectionRule.Parcel> numbers() {
            return found.stream()
                    .map(each -> new CorrectionRule.Parcel(
                            each.own,
                            each.state == ParcelState.DECLARED ? null : each.declaredAt,
                            false,
                            NumberHistory.NONE))
                    .toList();
        }

        /** Whether the act takes it: what {@code POST /disputes} asks, one thing after the other. */
        boolean opens(DisputeKind kind, List<DisputedParcel> parcels, boolean named) {
            return order.refusalOf(OrderAction.OPEN_DISPUTE, Set.of(Role.BUYER)).isEmpty()
                    && DisputeOpening.of(order, kind, parcels, named, NOW) instanceof DisputeOpening.Possible possible
                    && DisputeWorth.most(
                                    order, kind, kind == DisputeKind.REFUND_ONLY && !named ? null : possible.about())
                            .isPositive();
        }

        boolean opens(DisputeKind kind) {
            return opens(kind, goods.parcels(), false);
        }

        @Override
        public String toString() {
            return order.policy().name() + " " + order.state() + " open " + order.openUnits() + " " + found + " left "
                    + order.refundable();
        }
    }

    @Test
    void aDisputeIsOfferedWhereTheActTakesIt() {
        int[] offered = {0};
        everyCase((each, decision) -> {
            boolean any = KINDS.stream().anyMatch(each::opens);
            offered[0] += any ? 1 : 0;
            assertThat(each.allowed().contains(OrderAction.OPEN_DISPUTE))
                    .as(each.toString())
                    .isEqualTo(any);
            boolean cancels = decision instanceof Eligibility.Immediate || decision instanceof Eligibility.Request;
            assertThat(decision instanceof Eligibility.Dispute)
                    .as(each.toString())
                    .isEqualTo(any && !cancels);
        });
        assertThat(offered[0]).isGreaterThan(1000);
    }

    /** A13, A15: contested or not, what no carrier has for days can be disputed, whatever the other parcels do. */
    @Test
    void missingTrackingIsOfferedBesideAnOpenRequest() {
        everyCase((each, decision) -> {
            if (each.order().openRequest() != null) {
                assertThat(decision.code().equals("NO_TRACKING_INFO"))
                        .as(each.toString())
                        .isEqualTo(each.opens(DisputeKind.NO_TRACKING_INFO));
            }
        });
    }

    @Test
    void aCancellationIsOfferedWhereTheActTakesIt() {
        everyCase((each, decision) -> {
            List<OrderAction> allowed = each.allowed();
            assertThat(allowed.contains(OrderAction.CANCEL))
                    .as(each.toString())
                    .isEqualTo(decision instanceof Eligibility.Immediate);
            assertThat(allowed.contains(OrderAction.REQUEST_CANCELLATION))
                    .as(each.toString())
                    .isEqualTo(decision instanceof Eligibility.Request);
            for (OrderAction action : List.of(
                    OrderAction.CONFIRM_RECEIPT,
                    OrderAction.WITHDRAW_CANCELLATION,
                    OrderAction.APPROVE_CANCELLATION,
                    OrderAction.REFUSE_CANCELLATION,
                    OrderAction.GIVE_UP,
                    OrderAction.DECLARE_SHIPMENT)) {
                assertThat(allowed.contains(action))
                        .as(each + " " + action)
                        .isEqualTo(each.order().refusalOf(action, Set.of()).isEmpty());
            }
            assertThat(allowed.contains(OrderAction.CORRECT_TRACKING_NUMBER))
                    .as(each.toString())
                    .isEqualTo(each.numbers().stream()
                            .anyMatch(number ->
                                    CorrectionRule.whyNot(each.order(), number).isEmpty()));
        });
    }

    /** P2: each parcel by itself is said to be what it is, and to be open to what the act would take about it alone. */
    @Test
    void ofEachParcelIsSaidWhatIsSo() {
        everyCase((each, decision) -> {
            String words = decision.explanation();
            for (int no = 0; no < each.found().size(); no++) {
                DisputedParcel parcel = each.goods().parcels().get(no);
                boolean alone =
                        each.found().size() == 1 && each.order().openUnits().isEmpty();
                String sentences = sentences(words, alone ? "parcel" : parcel.name());
                boolean unscanned = each.opens(DisputeKind.NO_TRACKING_INFO, List.of(parcel), true);
                switch (each.found().get(no)) {
                    case DELIVERED -> {
                        assertThat(sentences).as(each.toString()).contains("delivered");
                        assertThat(sentences.contains("RETURN_GOODS_AND_MONEY"))
                                .as(each.toString())
                                .isEqualTo(each.opens(DisputeKind.RETURN_GOODS_AND_MONEY, List.of(parcel), true));
                        assertThat(sentences).as(each.toString()).doesNotContain("(A14)", "at the door");
                    }
                    case LOST -> {
                        assertThat(sentences).as(each.toString()).contains("as lost");
                        assertThat(words.contains("claim the money"))
                                .as(each.toString())
                                .isEqualTo(unscanned);
                    }
                    case RETURNED -> assertThat(sentences).as(each.toString()).contains("back to the seller", "(P3)");
                    case DECLARED_LONG_AGO ->
                        assertThat(sentences.contains("can be opened now (A15)"))
                                .as(each.toString())
                                .isEqualTo(unscanned
                                        && !(decision instanceof Eligibility.Immediate immediate
                                                && !immediate.code().equals("BEFORE_DISPATCH")));
                    case DECLARED_LATELY ->
                        assertThat(sentences).as(each.toString()).doesNotContain("opened now (A15)");
                    case ACCEPTED ->
                        assertThat(decision instanceof Eligibility.Immediate
                                        || sentences.contains("(A14)")
                                        || sentences.contains("(C2)"))
                                .as(each + words)
                                .isTrue();
                    case WITH_OWN_COURIERS ->
                        assertThat(sentences).as(each.toString()).doesNotContain("(A15)");
                }
            }
        });
    }

    private static String sentences(String words, String name) {
        StringBuilder its = new StringBuilder();
        for (String sentence : words.split("(?<=\\.) ")) {
            if (Pattern.compile("\\b" + name + "\\b").matcher(sentence).find()) {
                its.append(sentence).append(' ');
            }
        }
        return its.toString();
    }

    private static void everyCase(BiConsumer<Case, Eligibility> check) {
        for (String market : MARKETS) {
            Policy policy = POLICIES.current(market).orElseThrow();
            for (List<Found> found : upToThree()) {
                for (int open = 0; open < 2; open++) {
                    for (boolean refunded : List.of(false, true)) {
                        for (RequestState request : requests(found, open)) {
                            Case each = found(policy, found, open, refunded, request);
                            check.accept(each, Eligibility.of(each.order(), each.goods(), NOW));
                        }
                    }
                }
            }
        }
    }

    /** What is pending is open, what is contested is declared. */
    private static List<@Nullable RequestState> requests(List<Found> found, int open) {
        List<@Nullable RequestState> requests = new ArrayList<>();
        requests.add(null);
        if (open > 0) {
            requests.add(RequestState.PENDING);
        }
        if (found.stream().anyMatch(each -> each.state == ParcelState.DECLARED)) {
            requests.add(RequestState.CONTESTED);
        }
        return requests;
    }

    private static Case found(
            Policy policy, List<Found> found, int open, boolean refunded, @Nullable RequestState request) {
        int declared = count(found, ParcelState.DECLARED);
        int delivered = count(found, ParcelState.DELIVERED);
        Order order = Orders.parted(policy, open, declared, found.size() - declared - delivered, delivered);
        order.requestIs(request);
        if (refunded) {
            order.refunding(order.refundable());
        }
        List<DisputedParcel> parcels = new ArrayList<>();
        for (Found each : found) {
            parcels.add(Goods.parcel(parcels.size() + 1, Map.of(1, 1), each.state, each.declaredAt, each.own));
        }
        return new Case(order, found, KnownGoods.of(parcels));
    }

    private static int count(List<Found> found, ParcelState state) {
        return (int) found.stream().filter(each -> each.state == state).count();
    }

    /** Every one, two and three of them, but for orders of which all was delivered: those are not under way any more. */
    private static List<List<Found>> upToThree() {
        List<List<Found>> all = new ArrayList<>();
        for (Found one : Found.values()) {
            all.add(List.of(one));
            for (Found two : Found.values()) {
                all.add(List.of(one, two));
                for (Found three : Found.values()) {
                    all.add(List.of(one, two, three));
                }
            }
        }
        all.removeIf(found -> found.stream().allMatch(each -> each == Found.DELIVERED));
        assertThat(all).hasSize(7 + 49 + 343 - 3);
        return Collections.unmodifiableList(all);
    }

    /** A19: once all was delivered, it can be returned as long as anything of what was paid is left. */
    @Test
    void whatWasDeliveredCanBeReturnedAsLongAsMoneyIsLeft() {
        for (String market : MARKETS) {
            Order order = Orders.in(
                    OrderState.plain(OrderStatus.DELIVERED),
                    POLICIES.current(market).orElseThrow());
            Case each = new Case(order, List.of(), Goods.of(order));
            assertThat(each.allowed()).contains(OrderAction.OPEN_DISPUTE);
            order.refunding(order.refundable());
            assertThat(each.allowed()).doesNotContain(OrderAction.OPEN_DISPUTE);
            assertThat(Eligibility.of(order, each.goods(), NOW)).isNotInstanceOf(Eligibility.Dispute.class);
        }
    }
}
