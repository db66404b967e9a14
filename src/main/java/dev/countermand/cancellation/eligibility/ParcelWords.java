package dev.countermand.cancellation.eligibility;

import dev.countermand.dispute.state.DisputeKind;
import dev.countermand.dispute.state.DisputeOffers;
import dev.countermand.dispute.state.DisputedParcel;
import dev.countermand.kernel.Spoken;
import dev.countermand.order.Order;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.policy.DoorRefusal;
import dev.countermand.policy.LastMoment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is so for each parcel of an order that is under way, and what its buyer can do about it (P2): refuse or return what is
 * on its way (A14), dispute what nobody has scanned (A15), give back what was delivered (A19), claim what is lost (P5). Pure.
 *
 * @param offers which disputes can be opened now
 */
record ParcelWords(Order order, List<DisputedParcel> parcels, DisputeOffers offers) {

    /** So many parcels that are alike are named, the others counted. */
    private static final int NAMED_AT_MOST = 5;

    private static final Set<ParcelState> ON_THE_WAY = EnumSet.of(ParcelState.DECLARED, ParcelState.ACCEPTED);

    /** Some parcels in one sentence. */
    private record Those(String name, boolean one) {

        String are(String rest) {
            return Character.toUpperCase(name.charAt(0)) + name.substring(1) + (one ? " is " : " are ") + rest;
        }

        String were(String rest) {
            return Character.toUpperCase(name.charAt(0)) + name.substring(1) + (one ? " was " : " were ") + rest;
        }

        String them() {
            return one ? "it" : "them";
        }
    }

    /** For programs: what stands most in the way of a cancellation. */
    String code() {
        boolean dispatched = order.policy().cancellation().until() == LastMoment.DISPATCH;
        if (parcels.isEmpty() || any(parcel -> ON_THE_WAY.contains(parcel.state()))) {
            return dispatched ? "DISPATCHED" : "CARRIER_ACCEPTED";
        }
        if (any(parcel -> parcel.state() == ParcelState.LOST)) {
            return "PARCEL_LOST";
        }
        return any(parcel -> parcel.state() == ParcelState.DELIVERED) ? "DELIVERED" : "BROUGHT_BACK";
    }

    private boolean any(Predicate<DisputedParcel> which) {
        return parcels.stream().anyMatch(which);
    }

    /** Of all parcels. */
    String ofAll() {
        return of(EnumSet.allOf(ParcelState.class));
    }

    /** Of those that the buyer does not just cancel. */
    String besideCancelled() {
        Set<ParcelState> cancelled = order.withdrawalRight() != null
                ? ON_THE_WAY
                : switch (order.policy().cancellation().until()) {
                    case DISPATCH -> Set.of();
                    case CARRIER_ACCEPTANCE -> Set.of(ParcelState.DECLARED);
                    case DAY_BEFORE_DELIVERY, HAND_OVER -> ON_THE_WAY;
                };
        Set<ParcelState> others = EnumSet.allOf(ParcelState.class);
        others.removeAll(cancelled);
        return of(others);
    }

    private String of(Set<ParcelState> states) {
        return states.stream()
                .flatMap(state -> switch (state) {
                    case DECLARED -> declared();
                    case ACCEPTED -> in(state).map(this::accepted);
                    case DELIVERED -> in(state).map(this::delivered);
                    case LOST -> in(state).map(this::lost);
                    case RETURNED -> in(state).map(this::returned);
                    case REPLACED, VOID -> Stream.empty();
                })
                .collect(Collectors.joining(" "));
    }

    private Stream<Those> in(ParcelState state) {
        return those(parcel -> parcel.state() == state);
    }

    private Stream<Those> those(Predicate<DisputedParcel> which) {
        List<String> names =
                parcels.stream().filter(which).map(DisputedParcel::name).toList();
        if (names.isEmpty()) {
            return Stream.empty();
        }
        boolean alone = parcels.size() == 1 && order.openUnits().isEmpty();
        if (alone) {
            return Stream.of(new Those("the parcel", true));
        }
        if (names.size() == 1) {
            return Stream.of(new Those("the parcel " + names.getFirst(), true));
        }
        List<String> some = new ArrayList<>(names.subList(0, Math.min(NAMED_AT_MOST, names.size())));
        if (names.size() > NAMED_AT_MOST) {
            some.add(names.size() - NAMED_AT_MOST + " more");
        }
        return Stream.of(new Those("the parcels " + Spoken.list(some), false));
    }

    /** A15: nobody has scanned them; of each it is said from when on that can be disputed. */
    private Stream<String> declared() {
        Stream<String> dispatched = order.policy().cancellation().until() == LastMoment.DISPATCH
                ? those(parcel -> parcel.state() == ParcelState.DECLARED).map(this::dispatched)
                : Stream.empty();
        if (offers.answers().isEmpty()) {
            return dispatched;
        }
        Set<UUID> now = offers.parcels(DisputeKind.NO_TRACKING_INFO);
        Stream<String> late = those(parcel -> unscanned(parcel) && now.contains(parcel.id()))
                .map(those -> "No carrier has scanned " + those.name()
                        + ": a dispute NO_TRACKING_INFO can be opened now (A15).");
        TreeMap<Instant, Set<UUID>> later = parcels.stream()
                .filter(parcel -> unscanned(parcel) && !now.contains(parcel.id()))
                .collect(Collectors.groupingBy(
                        parcel -> order.policy()
                                .after(
                                        parcel.declaredAt(),
                                        order.policy().shipping().noTrackingDisputeAfter()),
                        TreeMap::new,
                        Collectors.mapping(DisputedParcel::id, Collectors.toSet())));
        Stream<String> early = later.entrySet().stream()
                .flatMap(due -> those(parcel -> due.getValue().contains(parcel.id()))
                        .map(those -> "No carrier has scanned " + those.name()
                                + " yet; a dispute NO_TRACKING_INFO can be opened from "
                                + Spoken.at(due.getKey(), order.policy().timeZone()) + " on (A15)."));
        return Stream.of(dispatched, late, early).flatMap(each -> each);
    }

    private static boolean unscanned(DisputedParcel parcel) {
        return parcel.state() == ParcelState.DECLARED && !parcel.own();
    }

    /** C2. */
    private String dispatched(Those those) {
        return those.are("on " + (those.one() ? "its" : "their") + " way; refuse " + those.them()
                + " at the post office, in writing, or do not fetch " + those.them() + " (C2).");
    }

    /** A14: what can be done now, and what only later. */
    private String accepted(Those those) {
        String carrier = order.policy().cancellation().until() == LastMoment.DISPATCH
                ? dispatched(those)
                : "The carrier has " + those.name() + ", which cannot be cancelled any more (A14)." + refuse(those);
        return carrier
                + (offers.possible(DisputeKind.REFUND_ONLY)
                        ? " A dispute about a part of the money (REFUND_ONLY) can be opened now, one to return the"
                                + " goods once they were delivered (A19)."
                        : " " + nothingLeft());
    }

    private String refuse(Those those) {
        if (order.policy().handOver().refusal() == DoorRefusal.NONE) {
            return "";
        }
        return " Refuse " + those.them() + " at the door"
                + (order.refundable().isPositive()
                        ? ": when the carrier has brought " + those.them() + " back, the money comes back."
                        : ".");
    }

    /** A19. */
    private String delivered(Those those) {
        return offers.possible(DisputeKind.RETURN_GOODS_AND_MONEY)
                ? those.were("delivered: the goods can be returned by a dispute RETURN_GOODS_AND_MONEY (A19, L3).")
                : those.were("delivered.") + " " + nothingLeft();
    }

    /** P5. */
    private String lost(Those those) {
        String lost = "Nothing is heard of " + those.name() + " any more, so "
                + (those.one() ? "it counts" : "they count") + " as lost.";
        return offers.parcels(DisputeKind.NO_TRACKING_INFO).isEmpty()
                ? lost + " " + nothingLeft()
                : lost + " The buyer can claim the money by a dispute NO_TRACKING_INFO now; if they do not, a person"
                        + " decides (P5).";
    }

    /** P3. */
    private String returned(Those those) {
        return "The carrier has brought " + those.name() + " back to the seller; what was paid for " + those.them()
                + " goes back as the market's terms say (P3).";
    }

    private String nothingLeft() {
        return order.paid().isPositive()
                ? "Everything that was paid for this has been refunded (A19)."
                : "Nothing was paid, so there is nothing to refund (A14).";
    }
}
