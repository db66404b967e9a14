package dev.countermand.dispute;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.dispute.state.DisputeAction;
import dev.countermand.dispute.state.DisputeKind;
import dev.countermand.dispute.state.DisputeState;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.dispute.state.ReturnProgress;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Spoken;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.state.CancelledBy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What buyer and seller do about an open dispute (A15, A19). */
@NeedsTransaction
@ApplicationScoped
public class Disputes {

    /** Offers and rejections of one dispute: who haggles longer than that needs a third to decide. */
    static final int MOST_WORDS = 100;

    /** A dispute after an act, with its order. */
    public record Done(Order order, DisputeRow row) {
        DisputeStore.Item item() {
            return new DisputeStore.Item(row, order);
        }
    }

    /**
     * A no.
     *
     * @param offer decimal, only with REFUND_ONLY: what this side offers instead
     */
    record Rejection(String explanation, @Nullable String offer) {}

    /** A dispute at hand: who acts, on which side, when. */
    public record Hand(Order order, DisputeRow row, Role side, Actor by, Instant now) {

        public GoodsReturn goods() {
            return new GoodsReturn(order, row);
        }
    }

    private final DisputeStore store;
    private final OrderAccess access;
    private final DisputeEnds ends;
    private final Escalations escalations;
    private final Deadlines deadlines;
    private final InstantSource clock;

    Disputes(
            DisputeStore store,
            OrderAccess access,
            DisputeEnds ends,
            Escalations escalations,
            Deadlines deadlines,
            InstantSource clock) {
        this.store = store;
        this.access = access;
        this.ends = ends;
        this.escalations = escalations;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** What was agreed is done at once; where the goods go back, as soon as the carrier has delivered them (A19). */
    Uni<Done> accept(Caller caller, UUID id) {
        return act(caller, id, DisputeAction.ACCEPT, hand -> {
            DisputeRow row = hand.row();
            row.agreedAt = hand.now();
            return switch (row.kind) {
                case NO_TRACKING_INFO ->
                    ends.cancelled(hand.order(), row, CancelledBy.AGREEMENT, hand.by(), hand.now())
                            .chain(() -> settled(hand, "The seller agreed that nothing was sent (A15)"));
                case REFUND_ONLY -> {
                    Money agreed = new Money(row.offer, hand.order().terms().currency());
                    yield ends.giveBack(hand.order(), row, agreed, hand.by(), hand.now())
                            .chain(() -> settled(
                                    hand, "Buyer and seller agreed on a refund of " + agreed.inWords() + " (A19)"));
                }
                case RETURN_GOODS_AND_MONEY, RETURN_BY_LAW -> goodsMayComeBack(hand);
            };
        });
    }

    private Uni<Void> settled(Hand hand, String because) {
        return ends.end(hand.order(), hand.row(), DisputeStatus.SETTLED, because, hand.by(), hand.now())
                .chain(() -> ends.save(hand.order(), hand.row(), hand.by(), hand.now(), "dispute.settled"));
    }

    private Uni<Void> goodsMayComeBack(Hand hand) {
        Order order = hand.order();
        DisputeRow row = hand.row();
        row.become(order, DisputeStatus.AWAITING_RETURN);
        Instant due = order.policy().after(hand.now(), order.policy().disputes().returnWithin());
        return deadlines
                .dropOf(order.id(), row.id.toString())
                .chain(() -> deadlines.set(order.id(), DeadlineKind.RETURN_DUE, row.id.toString(), due, hand.now()))
                .chain(() -> ends.save(order, row, hand.by(), hand.now(), "dispute.return-agreed"));
    }

    /** A19: no; what this side offers instead, if it does, is the offer that stands from now on. */
    Uni<Done> reject(Caller caller, UUID id, Rejection request) {
        return act(caller, id, DisputeAction.REJECT, hand -> {
            DisputeRow row = hand.row();
            Money offer = offer(hand, request.offer());
            return store.words(row)
                    .invoke(said -> refuseEndless(hand, said))
                    .invoke(() -> speak(row, hand.side(), offer))
                    .chain(() -> store.add(word(row, hand.side(), hand.by(), offer, request.explanation(), hand.now())))
                    .chain(() -> ends.save(
                            hand.order(),
                            row,
                            hand.by(),
                            hand.now(),
                            offer == null ? "dispute.rejected" : "dispute.offered"));
        });
    }

    private static void speak(DisputeRow row, Role side, @Nullable Money offer) {
        row.spokeLast = side;
        if (offer != null) {
            row.offer = offer.minor();
            row.offerBy = side;
            row.wanted = side == Role.BUYER ? offer.minor() : row.wanted;
        }
    }

    private static @Nullable Money offer(Hand hand, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (hand.row().kind != DisputeKind.REFUND_ONLY) {
            throw Refusal.invalid(
                            "offer", "must be left out: only in a dispute REFUND_ONLY is there an amount to agree on")
                    .asException();
        }
        Money offer = DisputeRequests.amount("offer", text, hand.order().terms().currency());
        DisputeRequests.refuseMoreThanIsLeft(hand.order(), hand.row(), offer);
        return offer;
    }

    /** What is still possible of these after so many offers and rejections. */
    static List<DisputeAction> unlessEndless(List<DisputeAction> allowed, long said) {
        return allowed.stream()
                .filter(action -> action != DisputeAction.REJECT || said < MOST_WORDS)
                .toList();
    }

    private static void refuseEndless(Hand hand, long said) {
        if (said >= MOST_WORDS) {
            DisputeState state = hand.row().state(hand.order());
            throw Refusal.notNow(
                            "TOO_MANY_OFFERS",
                            "There were " + MOST_WORDS + " offers and rejections; let the administration decide",
                            hand.row().status.name(),
                            unlessEndless(DisputeAction.allowed(state, hand.side()), said).stream()
                                    .map(Enum::name)
                                    .toList())
                    .asException();
        }
    }

    static DisputeOfferRow word(
            DisputeRow row, Role side, Actor by, @Nullable Money amount, @Nullable String explanation, Instant now) {
        DisputeOfferRow word = new DisputeOfferRow();
        word.orderId = row.orderId;
        word.disputeId = row.id;
        word.id = Ids.next(now);
        word.madeBy = by.subject();
        word.side = side;
        word.amount = amount == null ? null : amount.minor();
        word.explanation = explanation;
        word.at = now;
        return word;
    }

    /** A19: either side has the administration decide. */
    Uni<Done> escalate(Caller caller, UUID id) {
        return act(
                caller,
                id,
                DisputeAction.ESCALATE,
                hand -> escalations.escalate(
                        hand.order(),
                        hand.row(),
                        "The " + (hand.side() == Role.BUYER ? "buyer" : "seller") + " wants a decision",
                        hand.by(),
                        hand.now()));
    }

    /** The order goes on as if nothing had been asked. */
    Uni<Done> withdraw(Caller caller, UUID id) {
        return act(
                caller,
                id,
                DisputeAction.WITHDRAW,
                hand -> ends.end(
                                hand.order(),
                                hand.row(),
                                DisputeStatus.WITHDRAWN,
                                "The buyer took it back",
                                hand.by(),
                                hand.now())
                        .chain(() -> ends.save(hand.order(), hand.row(), hand.by(), hand.now(), "dispute.withdrawn")));
    }

    /** Locks the order, looks who acts on which side, and refuses what is not possible now. */
    public Uni<Done> act(Caller caller, UUID id, DisputeAction action, Function<Hand, Uni<Void>> verb) {
        return store.orderOf(id)
                .chain(orderId -> Sides.asDispute(access.lock(caller, orderId)))
                .chain(order -> store.find(order.id(), id).chain(row -> {
                    if (row == null) {
                        throw Refusal.notFound("dispute").asException();
                    }
                    DisputeState state = row.state(order);
                    Role side = Sides.one(caller, row, action, state);
                    refuseUnlessPossible(order, row, action, state, side);
                    Hand hand = new Hand(order, row, side, Sides.actor(caller, order, side), Timestamps.now(clock));
                    return verb.apply(hand).replaceWith(() -> new Done(order, row));
                }));
    }

    private static void refuseUnlessPossible(
            Order order, DisputeRow row, DisputeAction action, DisputeState state, Role side) {
        if (action.possible(state, side)) {
            return;
        }
        if (!state.frozen() && action.fits(state.status()) && action.goodsFit(state) && action.sideFits(state, side)) {
            // What was offered has gone back another way since: nobody promises a refund that is not made.
            throw DisputeRequests.moreThanIsLeft(order, row).asException();
        }
        String code;
        String detail;
        if (state.frozen()) {
            code = "ORDER_FROZEN";
            detail = "The order is frozen while suspected fraud is cleared up; nothing can be changed until then (A25)";
        } else if (action.fits(state.status()) && !action.goodsFit(state)) {
            boolean sent = state.goods() != ReturnProgress.NOT_SENT;
            code = sent ? "GOODS_SENT_BACK" : "GOODS_NOT_SENT";
            detail = sent
                    ? "The goods are on their way back to the seller; that cannot be undone (A19)"
                    : "Nobody has said that the goods are on their way back (A19)";
        } else if (action == DisputeAction.ESCALATE && action.fits(state.status())) {
            code = "RETURN_AGREED";
            detail = "You have agreed to take the goods back; the buyer now has time to send them (A19)";
        } else if (action.fits(state.status())) {
            code = "OTHER_SIDES_TURN";
            detail = "It is for the other side to do this now";
        } else {
            code = "DISPUTE_" + state.status();
            detail = "The dispute is " + Spoken.name(state.status());
        }
        throw Refusal.notNow(
                        code,
                        detail,
                        state.status().name(),
                        DisputeAction.allowed(state, side).stream()
                                .map(Enum::name)
                                .toList())
                .asException();
    }
}
