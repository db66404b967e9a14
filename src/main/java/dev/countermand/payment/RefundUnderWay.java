package dev.countermand.payment;

import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines.Named;
import dev.countermand.journal.Act;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Spoken;
import dev.countermand.order.Order;
import dev.countermand.payment.ledger.Ledger;
import dev.countermand.payment.provider.PaymentProvider.Progress;
import dev.countermand.payment.provider.RefundKey;
import dev.countermand.payment.refund.Asking;
import dev.countermand.payment.refund.RefundStatus;
import dev.countermand.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A refund that is under way (A22), in the hands of whoever has its order locked. The steps move it on in memory and note
 * what else that means, deadlines, bookings and events; {@link RefundSteps} writes it all, of one refund or of many.
 */
final class RefundUnderWay {

    private static final Actor ACTOR = Actor.system("refunds");

    /** What runs for a refund, by its id. */
    private static final Set<DeadlineKind> DEADLINES = EnumSet.of(
            DeadlineKind.SUBMIT_REFUND,
            DeadlineKind.CHECK_REFUND,
            DeadlineKind.ESCALATE_REFUND,
            DeadlineKind.REPAY_REFUND);

    private final Order order;
    private final RefundRow refund;
    private final PaymentRow payment;
    private final List<Progress> told;
    private final Instant now;
    private final Asking asking;

    private final Set<DeadlineKind> dropped = EnumSet.noneOf(DeadlineKind.class);
    private final Map<DeadlineKind, Instant> wanted = new EnumMap<>(DeadlineKind.class);
    private final List<Act> acts = new ArrayList<>();
    private Ledger.@Nullable Refunded sent;
    private Ledger.@Nullable Refunded sentAfterAll;
    private @Nullable Act reopened;
    private boolean back;
    private boolean backAfterAll;

    /**
     * @param told what its provider has told of its round, where that was asked for
     * @param asking how long after a step its provider is asked
     */
    RefundUnderWay(Order order, PaymentStore.OfPayment refund, List<Progress> told, Instant now, Asking asking) {
        this.order = order;
        this.refund = refund.refund();
        this.payment = refund.payment();
        this.told = told;
        this.now = now;
        this.asking = asking;
    }

    Order order() {
        return order;
    }

    RefundRow refund() {
        return refund;
    }

    List<Progress> told() {
        return told;
    }

    /** Of the round that is under way. */
    RefundKey key() {
        return refund.key();
    }

    void submitted(String reference) {
        become(RefundStatus.SUBMITTED);
        refund.missingSince = null;
        refund.submittedAt = now;
        refund.reference = reference;
        Policy policy = order.policy();
        tell();
        escalateAt(policy.businessDays().plus(now, policy.refunds().escalateUnsentAfterBusinessDays()));
        // Whoever looked for it before they said so was asked less and less often.
        drop(DeadlineKind.CHECK_REFUND);
        askLater();
    }

    /** What a person has had tried once more, and they had sent before, is sent as soon as they have it again. */
    void sent(Instant when) {
        if (refund.sentAt != null && refund.status != RefundStatus.SUBMITTED) {
            return;
        }
        if (done()) {
            contradicted("It was sent", when);
            return;
        }
        left(when);
    }

    private void left(Instant when) {
        become(RefundStatus.SENT);
        refund.sentAt = when;
        Refunds.expect(refund, order.policy(), payment.method, when);
        sent = Refunds.booked(refund, order);
        tell();
    }

    /** A22: they say now when they sent it; until then it was the moment at which we had asked. */
    void sentBefore(Instant when) {
        Instant known = refund.sentAt;
        if (known == null || !when.isBefore(known)) {
            return;
        }
        refund.sentAt = when;
        Refunds.expect(refund, order.policy(), payment.method, when);
        awaitArrival();
    }

    /** A22: asked about until it has arrived, and handed to support when that takes too long. */
    void awaitArrival() {
        if (refund.status != RefundStatus.SENT) {
            return;
        }
        escalateAt(Refunds.lookedInto(refund, order.policy()));
        askLater();
    }

    /** A20b: what a person has settled or closed is with the buyer, as they say. */
    void arrivedAfterAll(Instant sentAt, Instant when) {
        contradicted("It has arrived", sentAt);
        arrived(when);
    }

    void arrived(Instant when) {
        if (!refund.status.canBecome(RefundStatus.ARRIVED)) {
            return;
        }
        become(RefundStatus.ARRIVED);
        refund.arrivedAt = when;
        dropAll();
        tell();
    }

    /**
     * A definite no: nothing was done, and the next attempt is another one for the provider, who would say the same to the
     * same. It is tried again, later each time, until support must look after it. Said to what they had sent before, it says
     * only that they do not send it a second time: a person looks.
     */
    void declined(String why) {
        String words = named(why);
        if (refund.sentAt != null && !done()) {
            refund.providerWords = words;
            escalate(words);
            return;
        }
        if (!done()) {
            refund.nextRound(now);
        }
        back = true;
        unanswered(words);
    }

    /** Silence, or no way to a provider: what was asked for is asked for once more, later each time, as the same refund. */
    void unanswered(String why) {
        refund.providerWords = why;
        refund.missingSince = null;
        if (refund.status == RefundStatus.ESCALATED || done()) {
            // It is before a person already, or was, who reads what the provider says now.
            goOnAsking();
            return;
        }
        refund.attempts++;
        tryAgain(why);
    }

    private void tryAgain(String why) {
        if (refund.attempts >= order.policy().refunds().attemptsBeforeEscalation()) {
            escalate(why);
            return;
        }
        if (refund.status != RefundStatus.FAILED) {
            become(RefundStatus.FAILED);
        }
        set(DeadlineKind.SUBMIT_REFUND, now.plus(asking.first().multipliedBy(1L << refund.attempts)));
        tell();
    }

    /**
     * A20b: its provider could not be called for too long: a person looks at it. It waits for them all the same, and is handed
     * over as soon as they can be called.
     */
    void notHandedOver(String why) {
        escalate(why);
        set(DeadlineKind.SUBMIT_REFUND, now.plus(asking.first()));
    }

    /** A20b: it may have been made, and they can no longer be asked by handing it over again. */
    void unknown(String why) {
        refund.providerWords = why;
        escalate(why);
        goOnAsking();
    }

    /** Its round has ended while they were called, and with it the job: what is still to go goes in the next one. */
    void handOverAnew() {
        if (refund.status == RefundStatus.REQUESTED || refund.status == RefundStatus.FAILED) {
            set(DeadlineKind.SUBMIT_REFUND, now.plus(asking.first()));
        }
    }

    /** A20b: asked for it, they do not have it: it was not made, and whoever has it before them may decide what they like. */
    void missing() {
        if (refund.isUnknown()) {
            refund.missingSince = now;
            refund.providerWords = "Its provider was asked for it and does not have it";
        }
    }

    /** P7: nobody has decided in time what becomes of it. */
    void overdue() {
        if (refund.status == RefundStatus.ESCALATED && refund.overdueSince == null) {
            refund.overdueSince = now;
            tell("refund.overdue");
        }
    }

    /** Puts it before a person (A20b); whatever is there already stays there. */
    void escalate(String why) {
        if (!refund.status.canBecome(RefundStatus.ESCALATED)) {
            return;
        }
        become(RefundStatus.ESCALATED);
        refund.escalatedAt = now;
        refund.providerWords = why;
        Policy policy = order.policy();
        Instant decideBy = policy.businessDays().plus(now, policy.refunds().decideWithinBusinessDays());
        refund.decideBy = decideBy;
        set(DeadlineKind.REFUND_TASK_DUE, decideBy);
        tell();
        goOnAsking();
    }

    /** A20b: what its provider has, or may have, is asked about while it is before a person, too. */
    private void goOnAsking() {
        boolean theirs = refund.status == RefundStatus.ESCALATED && refund.reference != null;
        if (theirs || refund.isUnknown()) {
            askLater();
        }
    }

    /** What was before a person has nobody waiting for their decision any more. */
    private void become(RefundStatus next) {
        if (refund.status == RefundStatus.ESCALATED) {
            drop(DeadlineKind.REFUND_TASK_DUE);
        }
        refund.become(next);
    }

    /**
     * A20b: what the provider had taken, and may have sent, has failed for good. It is owed as before, and before a person:
     * whoever has it sent back once does not get it by the same way a second time.
     */
    void cameBack(String why) {
        String words = named("It came back: " + why);
        refund.providerWords = words;
        if (done()) {
            backAfterAll = true;
            if (refund.status == RefundStatus.CLOSED) {
                refund.sentAt = null;
            }
            return;
        }
        refund.nextRound(now);
        back = true;
        dropAll();
        escalate(words);
    }

    /** With the provider's name for what it is about, which is not the refund's any more. */
    private String named(String why) {
        return refund.reference == null ? why : refund.reference + ": " + why;
    }

    /** A person has said that it is paid or closed, and nothing of it is undone by what the provider says. */
    boolean done() {
        return refund.status == RefundStatus.SETTLED || refund.status == RefundStatus.CLOSED;
    }

    /**
     * A20b: staff read what the provider says. What was paid in another way has gone twice, and the ledger says so. What was
     * closed is sent after all, and counts as that; where its money has gone another way meanwhile, it has gone twice, too, and
     * stays closed.
     */
    private void contradicted(String what, Instant when) {
        String words = what + ", as its provider says, after it was " + Spoken.name(refund.status);
        boolean known = words.equals(refund.providerWords);
        refund.providerWords = words;
        boolean first = refund.status == RefundStatus.CLOSED && refund.sentAt == null;
        if (first && Refunds.isThere(order, payment, refund)) {
            reopened = act("refund.contradicted");
            Refunds.countAgain(order, payment, refund);
            left(when);
            return;
        }
        if (first) {
            refund.sentAt = when;
        }
        if (first || refund.status == RefundStatus.SETTLED) {
            sentAfterAll = Refunds.booked(refund, order);
        }
        if (!known) {
            tell("refund.contradicted");
        }
    }

    private void escalateAt(Instant due) {
        drop(DeadlineKind.ESCALATE_REFUND);
        set(DeadlineKind.ESCALATE_REFUND, due);
    }

    /** Its provider is asked, later the longer nothing was new, if that is not to be anyway. */
    void askLater() {
        wanted.putIfAbsent(DeadlineKind.CHECK_REFUND, asking.next(refund.since(), now));
    }

    private void set(DeadlineKind kind, Instant due) {
        wanted.put(kind, due);
    }

    void drop(DeadlineKind kind) {
        dropped.add(kind);
        wanted.remove(kind);
    }

    private void dropAll() {
        DEADLINES.forEach(this::drop);
    }

    /** What has become of it names the event. */
    private void tell() {
        tell(refund.status.event());
    }

    /** As it is at this moment: a step may follow. */
    private void tell(String event) {
        acts.add(act(event));
        refund.movedFrom = null;
    }

    private Act act(String event) {
        return new Act(ACTOR, event, refund.orderId, Refunds.subject(refund), null, now, Refunds.data(refund, order));
    }

    /** The deadlines that no longer run; one of them that is {@link #wanted} all the same begins anew. */
    List<Named> dropped() {
        return dropped.stream().map(this::named).toList();
    }

    Map<Named, Instant> wanted() {
        Map<Named, Instant> named = new LinkedHashMap<>();
        wanted.forEach((kind, due) -> named.put(named(kind), due));
        return named;
    }

    private Named named(DeadlineKind kind) {
        return new Named(refund.orderId, kind, refund.id.toString());
    }

    List<Act> acts() {
        return List.copyOf(acts);
    }

    /** A22: what is booked as sent, as it was then; null where nothing is. */
    Ledger.@Nullable Refunded bookedAsSent() {
        return sent;
    }

    /**
     * A20b: what is told of a refund that was closed and was sent all the same, so that order and payment have changed; null
     * where they have not.
     */
    @Nullable
    Act reopened() {
        return reopened;
    }

    /** A20b: what is booked as sent beside what a person paid in another way, or gave back in one; null where nothing is. */
    Ledger.@Nullable Refunded bookedAsSentAfterAll() {
        return sentAfterAll;
    }

    /** A20b: whether that, if it was booked, is booked as back. */
    boolean isBackAfterAll() {
        return backAfterAll;
    }

    /** Whether what was booked as sent, if anything was, is booked as back. */
    boolean isBack() {
        return back;
    }
}
