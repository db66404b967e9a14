package dev.countermand.payment;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.BusinessDays;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.payment.ledger.Ledger;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.payment.refund.RefundPurpose;
import dev.countermand.payment.refund.RefundPurposes;
import dev.countermand.payment.refund.RefundSplit;
import dev.countermand.payment.refund.RefundStatus;
import dev.countermand.payment.refund.RefundWords;
import dev.countermand.policy.Policy;
import dev.countermand.policy.RefundOrder;
import dev.countermand.policy.RefundTerms;
import dev.countermand.policy.WithdrawalRight;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides refunds together with the act that causes them (A20): each payment gets back at most what it gave, and the
 * constraints of the database hold the sums, whatever happens at once.
 */
@NeedsTransaction
@ApplicationScoped
public class Refunds {

    private final PaymentStore store;
    private final OrderStore orders;
    private final Ledger ledger;
    private final Deadlines deadlines;

    Refunds(PaymentStore store, OrderStore orders, Ledger ledger, Deadlines deadlines) {
        this.store = store;
        this.orders = orders;
        this.ledger = ledger;
        this.deadlines = deadlines;
    }

    /**
     * What is to go back.
     *
     * @param from the payment that gives it; any of them, in the policy's order, if null
     * @param named what it is for; what has just left the order, if null
     * @param note what the buyer reads
     * @param rule by which it goes back by itself, if it does
     */
    record Wanted(
            @Nullable String from,
            Money amount,
            RefundCause cause,
            @Nullable List<RefundPurpose> named,
            @Nullable String note,
            @Nullable String rule) {

        /** From one payment alone, back to its instrument. */
        static Wanted from(String payment, Money amount, RefundCause cause, String note, String rule) {
            return new Wanted(payment, amount, cause, List.of(), note, rule);
        }

        /** What was never owed, or is not any more; by a rule and nobody's act. */
        static Wanted byRule(Money amount, RefundCause cause, String note, String rule) {
            return new Wanted(null, amount, cause, null, note, rule);
        }

        /** What one payment brought and nobody owed goes back, whatever a bank has taken of the others (A20a). */
        private Money atMost(Order order) {
            return from != null && cause == RefundCause.NOT_OWED ? amount : amount.min(order.refundable());
        }

        private List<RefundPurpose> purposes(Order order, long minor) {
            List<RefundPurpose> left =
                    order.takeLeft().stream().map(Refunds::purpose).toList();
            return RefundPurposes.of(minor, named == null ? left : named, rest(cause));
        }

        private static RefundPurpose.Kind rest(RefundCause cause) {
            return switch (cause) {
                case GOODWILL -> RefundPurpose.Kind.GOODWILL;
                case NOT_OWED, TIMEOUT -> RefundPurpose.Kind.NOT_OWED;
                case CANCELLATION, ADMINISTRATION, DISPUTE, WITHDRAWAL, REFUSAL -> RefundPurpose.Kind.SETTLEMENT;
            };
        }
    }

    /**
     * Gives back up to {@code wanted}, at most what is left of the payments, and changes the order accordingly; the
     * caller has it locked and saves it afterwards. There is one refund per payment that gets something. It is for what has
     * left the order since the one before.
     */
    public Uni<Void> request(
            Order order, Money wanted, RefundCause cause, @Nullable String note, Actor by, Instant now) {
        return request(order, new Wanted(null, wanted, cause, null, note, null), now);
    }

    /**
     * A19, A20: the same for units that stay in the order: they are not paid back again when they leave. What is more than
     * they are worth is for no unit by name.
     */
    public Uni<Void> requestForStaying(
            Order order,
            Map<Integer, Integer> units,
            Money wanted,
            RefundCause cause,
            @Nullable String note,
            Instant now) {
        List<RefundPurpose> named = order.ofStaying(units).stream()
                .map(part -> purpose(part).forStaying())
                .toList();
        return request(order, new Wanted(null, wanted, cause, named, note, null), now);
    }

    private static RefundPurpose purpose(Order.Left part) {
        long worth = part.worth().minor();
        return part.line() == 0
                ? RefundPurpose.shipping(worth)
                : RefundPurpose.units(part.line(), part.quantity(), worth);
    }

    Uni<Void> request(Order order, Wanted wanted, Instant now) {
        return store.payments(order.id()).chain(all -> {
            Currency currency = order.terms().currency();
            List<PaymentRow> payments = inTurn(all, wanted, order.policy());
            List<Money> shares = RefundSplit.of(
                    wanted.atMost(order),
                    payments.stream()
                            .map(payment -> new Money(payment.refundable(), currency))
                            .toList());
            List<Long> each = shares.stream().map(Money::minor).toList();
            List<RefundPurpose> purposes = givenBackFor(
                    order,
                    wanted.purposes(
                            order, each.stream().mapToLong(Long::longValue).sum()),
                    wanted.cause());
            List<List<RefundPurpose>> parts = RefundPurposes.share(purposes, each);
            List<RefundRow> refunds = new ArrayList<>();
            for (int i = 0; i < shares.size(); i++) {
                PaymentRow payment = payments.get(i);
                long share = each.get(i);
                if (share > 0) {
                    payment.refunded += share;
                    RefundRow row = toRow(order, payment, share, wanted, now);
                    row.purposes = parts.get(i);
                    refunds.add(row);
                }
            }
            return Steps.inTurn(refunds, row -> {
                Money amount = new Money(row.amount, currency);
                if (row.cause == RefundCause.NOT_OWED) {
                    order.notOwed(amount);
                }
                order.refunding(amount);
                return ledger.refunded(order, booked(row, order), row.cause, now)
                        .chain(() -> store.add(row))
                        .chain(() -> submit(order, row, now));
            });
        });
    }

    /** A20: the policy says which of several payments gives back first. */
    private static List<PaymentRow> inTurn(List<PaymentRow> oldestFirst, Wanted wanted, Policy policy) {
        if (wanted.from() != null) {
            return oldestFirst.stream()
                    .filter(payment -> payment.paymentId.equals(wanted.from()))
                    .toList();
        }
        return policy.refunds().payments() == RefundOrder.FIRST_PAID_FIRST ? oldestFirst : oldestFirst.reversed();
    }

    /**
     * A1, A20a: money that is not owed goes back by itself. Unlike {@link #request} this saves the order, and its event says
     * by which rule.
     */
    Uni<Void> giveBack(Order order, Wanted wanted, Actor by, Instant now) {
        return request(order, wanted, now)
                .chain(() -> orders.save(
                        order,
                        by,
                        now,
                        "order.refunded",
                        "orders/" + order.id(),
                        Map.of("orderId", order.id(), "rule", String.valueOf(wanted.rule()))))
                .replaceWithVoid();
    }

    /** A refund that counts in order and payment will be handed to its provider, and is told. */
    private Uni<Void> submit(Order order, RefundRow row, Instant now) {
        return deadlines
                .set(order.id(), DeadlineKind.SUBMIT_REFUND, row.id.toString(), now, now)
                .chain(() -> Steps.given(
                        row.repayBy,
                        due -> deadlines.set(order.id(), DeadlineKind.REPAY_REFUND, row.id.toString(), due, now)))
                .invoke(() -> order.tell(row.status.event(), subject(row), () -> data(row, order)));
    }

    /**
     * A20a, A20b: a refund will not be made, and its money is there again. The caller saves the order.
     *
     * @param payment the one that it was of
     */
    Uni<Void> close(Order order, PaymentRow payment, RefundRow row, Instant now) {
        Money amount = new Money(row.amount, order.terms().currency());
        row.become(RefundStatus.CLOSED);
        payment.refunded -= row.amount;
        order.notRefunding(amount);
        if (row.purposes != null) {
            row.purposes.stream()
                    .filter(RefundPurpose::staying)
                    .forEach(part -> order.giveBackFor(part.line(), new Money(-part.amount(), amount.currency())));
        }
        return ledger.refundClosed(order, booked(row, order), now)
                .chain(() -> deadlines.dropOf(order.id(), row.id.toString()))
                .invoke(() -> order.tell(row.status.event(), subject(row), () -> data(row, order)));
    }

    /** A26: what a decision has just asked for waits until the decision cannot be undone any more. */
    public Uni<Void> holdBack(Order order, List<UUID> ids, Duration wait) {
        return Steps.inTurn(ids, id -> deadlines.shift(order.id(), DeadlineKind.SUBMIT_REFUND, id.toString(), wait));
    }

    /**
     * A26: the decision that asked for these is undone: they are not made. Refuses where a provider may have one already. The
     * order is what it was before them, and the caller saves it.
     */
    public Uni<Void> withdraw(Order order, List<UUID> ids, Instant now) {
        return store.payments(order.id())
                .chain(payments -> store.refunds(order.id())
                        .chain(rows -> Steps.inTurn(
                                rows.stream()
                                        .filter(row -> ids.contains(row.id))
                                        .toList(),
                                row -> withdraw(order, of(payments, row), row, now))));
    }

    private static PaymentRow of(List<PaymentRow> payments, RefundRow row) {
        return payments.stream()
                .filter(payment -> payment.paymentId.equals(row.paymentId))
                .findFirst()
                .orElseThrow();
    }

    private Uni<Void> withdraw(Order order, PaymentRow payment, RefundRow row, Instant now) {
        return deadlines
                .dropUntouched(order.id(), DeadlineKind.SUBMIT_REFUND, row.id.toString())
                .chain(untouched -> {
                    if (!untouched || row.status != RefundStatus.REQUESTED || row.handedOver() != null) {
                        throw Refusal.notNow(
                                        "MONEY_HAS_LEFT",
                                        "A refund of it is on its way, or was stopped by a chargeback",
                                        row.status.name(),
                                        null)
                                .asException();
                    }
                    row.become(RefundStatus.CLOSED);
                    payment.refunded -= row.amount;
                    return ledger.refundClosed(order, booked(row, order), now)
                            .chain(() -> deadlines.dropOf(order.id(), row.id.toString()))
                            .invoke(() -> order.tell(row.status.event(), subject(row), () -> data(row, order)));
                });
    }

    /** A20a: what a chargeback had stopped goes on, because it was won. The caller saves the order. */
    Uni<Void> resume(Order order, PaymentRow payment, RefundRow row, Instant now) {
        row.become(RefundStatus.REQUESTED);
        countAgain(order, payment, row);
        handOver(row, order.policy(), now);
        expect(row, order.policy(), payment.method, now);
        return ledger.refundResumed(order, booked(row, order), row.cause, now).chain(() -> submit(order, row, now));
    }

    /** A20: whether all of what was closed is still there, of its payment and of the order. */
    static boolean isThere(Order order, PaymentRow payment, RefundRow row) {
        return row.amount <= payment.refundable()
                && row.amount <= order.refundable().minor();
    }

    /** A20a, A20b: what was closed goes back all the same, and counts in order and payment as before. */
    static void countAgain(Order order, PaymentRow payment, RefundRow row) {
        row.stoppedBy = null;
        payment.refunded += row.amount;
        order.refunding(new Money(row.amount, order.terms().currency()));
        if (row.purposes != null) {
            row.purposes = givenBackFor(order, row.purposes, row.cause);
        }
    }

    /** As the ledger knows it. */
    static Ledger.Refunded booked(RefundRow row, Order order) {
        Money amount = new Money(row.amount, order.terms().currency());
        return new Ledger.Refunded(row.paymentId, row.id, row.round, amount);
    }

    /**
     * A20: units or shipping named in a refund stay in the order; they are not paid back again when they leave. What was
     * given back for them meanwhile is not given back for them again: that part of the refund is for nothing by name.
     */
    private static List<RefundPurpose> givenBackFor(Order order, List<RefundPurpose> purposes, RefundCause cause) {
        List<RefundPurpose> parts = new ArrayList<>();
        for (RefundPurpose part : purposes) {
            Money amount = new Money(part.amount(), order.terms().currency());
            Money named = part.staying() ? amount.min(order.notGivenBack(part.line())) : amount;
            if (named.isPositive()) {
                parts.add(part.part(named.minor()));
            }
            if (part.staying()) {
                order.giveBackFor(part.line(), named);
            }
            if (named.compareTo(amount) < 0) {
                parts.add(RefundPurpose.rest(
                        Wanted.rest(cause), amount.minus(named).minor()));
            }
        }
        return parts;
    }

    private static RefundRow toRow(Order order, PaymentRow payment, long amount, Wanted wanted, Instant now) {
        RefundRow row = new RefundRow();
        row.orderId = order.id();
        row.id = Ids.next(now);
        row.paymentId = payment.paymentId;
        row.amount = amount;
        row.cause = wanted.cause();
        row.status = RefundStatus.REQUESTED;
        row.note = wanted.note();
        row.rule = wanted.rule();
        row.requestedAt = now;
        handOver(row, order.policy(), now);
        expect(row, order.policy(), payment.method, now);
        WithdrawalRight law = order.policy().withdrawalRight();
        row.repayBy = law == null || wanted.cause() == RefundCause.GOODWILL
                ? null
                : order.policy().after(now, law.repayWithin());
        return row;
    }

    /** A20b: it goes to its provider from now on, and to a person if they cannot be called for too long. */
    static void handOver(RefundRow row, Policy policy, Instant now) {
        row.handOverBy = policy.businessDays().plus(now, policy.refunds().handOverWithinBusinessDays());
    }

    /** A21: the window in which the money should arrive, counted from when it was asked for or sent. */
    static void expect(RefundRow row, Policy policy, String method, Instant from) {
        RefundTerms.Window window = window(policy, method);
        BusinessDays days = policy.businessDays();
        row.expectedFrom = days.plus(from, window.from());
        row.expectedTo = days.plus(from, window.to());
    }

    private static RefundTerms.Window window(Policy policy, String method) {
        return Objects.requireNonNull(
                policy.refunds().arrivalBusinessDays().get(method), "the policy was checked when it was read");
    }

    /** A22: when what was sent, and has not arrived, is put before a person. */
    static Instant lookedInto(RefundRow row, Policy policy) {
        Instant sentAt = Objects.requireNonNull(row.sentAt, "it was sent");
        // Let a person try it again, and they say when they sent it first: it is waited for anew.
        Instant taken = row.submittedAt;
        Instant since = taken != null && taken.isAfter(sentAt) ? taken : sentAt;
        return policy.businessDays().plus(since, policy.refunds().escalateAfterBusinessDays());
    }

    /** A21, A22: what the buyer may expect of what was sent; null of what was not. */
    static RefundWords.@Nullable Bank bank(RefundRow row, Policy policy, String method) {
        if (row.sentAt == null) {
            return null;
        }
        RefundTerms.Window window = window(policy, method);
        return new RefundWords.Bank(window.from(), window.to(), lookedInto(row, policy));
    }

    static String subject(RefundRow row) {
        return "refunds/" + row.id;
    }

    /** What events say of a refund; an arrival only where one may be promised (A20b). */
    static Map<String, Object> data(RefundRow row, Order order) {
        Map<String, Object> data = order.facts().parties();
        data.put("refundId", row.id.toString());
        data.put("paymentId", row.paymentId);
        data.put("amount", new Money(row.amount, order.terms().currency()).text());
        data.put("currency", order.terms().currency().getCurrencyCode());
        data.put("cause", row.cause.name());
        data.put("status", row.status.name());
        data.put("attempts", row.attempts);
        put(data, "previousStatus", row.movedFrom);
        put(data, "rule", row.rule);
        put(data, "note", row.note);
        put(data, "reference", row.reference);
        put(data, "sentAt", row.sentAt);
        put(data, "arrivedAt", row.arrivedAt);
        put(data, "decideBy", row.decideBy);
        put(data, "expectedFrom", row.status.promised() ? row.expectedFrom : null);
        put(data, "expectedTo", row.status.promised() ? row.expectedTo : null);
        return data;
    }

    private static void put(Map<String, Object> data, String name, @Nullable Object value) {
        if (value != null) {
            data.put(name, value.toString());
        }
    }
}
