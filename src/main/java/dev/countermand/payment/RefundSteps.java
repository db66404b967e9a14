package dev.countermand.payment;

import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.deadline.BatchJobHandler.Answered;
import dev.countermand.deadline.BatchJobHandler.Call;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.Deadlines;
import dev.countermand.deadline.DueDeadlines;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.DueOrders;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.payment.ledger.Ledger;
import dev.countermand.payment.news.NewsBook;
import dev.countermand.payment.news.NewsBook.Asked;
import dev.countermand.payment.provider.PaymentProvider.Instruction;
import dev.countermand.payment.provider.PaymentProvider.Progress;
import dev.countermand.payment.provider.RefundTruth;
import dev.countermand.payment.provider.WrittenTogether;
import dev.countermand.payment.refund.Asking;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.FlushMode;
import org.jspecify.annotations.Nullable;

/**
 * How the steps of refunds that are under way (A22) are read and written, as their deadlines and jobs take them. A step is
 * one transaction that locks the order, finishes the deadline, moves the refund on, and says so in audit and event; steps
 * of many refunds, each of another order, are one transaction as well, with a handful of statements.
 */
@ApplicationScoped
class RefundSteps {

    /** A refund as its provider is called about it: as it was read, and locked by nobody. */
    record Read(RefundRow refund, PaymentRow payment, Currency currency) {

        Instruction instruction() {
            return new Instruction(refund.key(), payment.providerReference, new Money(refund.amount, currency));
        }
    }

    /** What comes of a call. */
    sealed interface Outcome {

        /** Nothing that is worth a step: it is done again at that time. */
        record Again(Instant at) implements Outcome {}

        /**
         * The refund moves on.
         *
         * @param reference under which the provider knows it, where what they told of it is needed
         */
        record Step(@Nullable String reference, Consumer<RefundUnderWay> of) implements Outcome {}
    }

    private record Turn(Deadline deadline, Outcome.Step step) {}

    private final Sessions sessions;
    private final PaymentStore store;
    private final OrderStore orders;
    private final DueOrders dueOrders;
    private final Ledger ledger;
    private final NewsBook news;
    private final Deadlines deadlines;
    private final DueDeadlines dueDeadlines;
    private final Journal journal;
    private final InstantSource clock;
    private final Asking asking;
    private final WrittenTogether<RefundRow, Set<UUID>> handOvers;

    RefundSteps(
            Sessions sessions,
            PaymentStore store,
            OrderStore orders,
            DueOrders dueOrders,
            Ledger ledger,
            NewsBook news,
            Deadlines deadlines,
            DueDeadlines dueDeadlines,
            Journal journal,
            InstantSource clock,
            @ConfigProperty(name = "countermand.refunds.ask-every") Duration askEvery,
            @ConfigProperty(name = "countermand.refunds.ask-at-least-every") Duration askAtLeastEvery) {
        this.sessions = sessions;
        this.store = store;
        this.orders = orders;
        this.dueOrders = dueOrders;
        this.ledger = ledger;
        this.news = news;
        this.deadlines = deadlines;
        this.dueDeadlines = dueDeadlines;
        this.journal = journal;
        this.clock = clock;
        this.asking = new Asking(askEvery, askAtLeastEvery);
        this.handOvers = new WrittenTogether<>(refunds -> sessions.inSession(() -> store.begin(refunds, now())));
    }

    Instant now() {
        return Timestamps.now(clock);
    }

    /** Nobody was called; it is tried at the next turn. */
    Outcome soon() {
        return new Outcome.Again(now().plus(asking.first()));
    }

    /** The provider has told nothing new; they are asked less often the longer that is so. */
    Outcome later(RefundRow refund) {
        return new Outcome.Again(asking.next(refund.since(), now()));
    }

    /**
     * A20: written before the call that hands it over, the first time in this round; nobody waits for its order. Those who are
     * about to call at about the same time write it together. Fails with {@link RoundOver} where it was read in a round that
     * is over: its provider would take the old key for another refund.
     */
    Uni<Void> begin(Read at) {
        return handOvers
                .write(at.refund())
                .invoke(standing -> {
                    if (!standing.contains(at.refund().id)) {
                        throw new RoundOver(at.refund());
                    }
                })
                .replaceWithVoid();
    }

    /** The provider has said no to it for good, or sent it back, since it was read: nobody is to be called about that. */
    static final class RoundOver extends RuntimeException {

        private static final long serialVersionUID = 1;

        RoundOver(RefundRow refund) {
            super("Round " + refund.round + " of refund " + refund.id + " is over");
        }
    }

    /** The refund that the deadline is about. */
    Uni<Read> read(Deadline deadline) {
        return sessions.inSession(() -> rows(List.of(deadline))).map(read -> required(read, deadline));
    }

    /** The calls to be made about the refunds that these deadlines are about, in two statements. */
    Uni<List<Call<Outcome>>> read(List<Deadline> due, Function<Read, Uni<Outcome>> call) {
        return sessions.inSession(() -> rows(due))
                .map(read -> due.stream()
                        .map(deadline -> new Call<>(deadline, () -> call.apply(required(read, deadline))))
                        .toList());
    }

    /** The same, with what their providers have told of each by themselves, which may have come when nothing fitted yet. */
    Uni<List<Call<Outcome>>> readWithNews(List<Deadline> due, BiFunction<Read, RefundTruth, Uni<Outcome>> call) {
        return sessions.inSession(() -> rows(due)
                .chain(read -> news.ofRefunds(due.stream()
                                .map(deadline -> asked(required(read, deadline)))
                                .toList())
                        .map(told -> due.stream()
                                .map(deadline -> {
                                    Read at = required(read, deadline);
                                    RefundTruth truth = RefundTruth.of(told.getOrDefault(asked(at), List.of()));
                                    return new Call<>(deadline, () -> call.apply(at, truth));
                                })
                                .toList())));
    }

    private static Asked asked(Read at) {
        return asked(at.payment(), at.refund(), at.refund().reference);
    }

    private static Asked asked(PaymentRow payment, RefundRow refund, @Nullable String reference) {
        return new Asked(payment.provider, refund.key(), Objects.requireNonNullElse(reference, ""));
    }

    private Uni<Map<UUID, Read>> rows(List<Deadline> due) {
        List<String> ids = due.stream().map(Deadline::orderId).distinct().toList();
        return store.ofOrders(ids)
                .chain(rows -> orders.briefs(ids)
                        .map(briefs -> rows.values().stream()
                                .collect(Collectors.toMap(
                                        row -> row.refund().id,
                                        row -> new Read(
                                                row.refund(),
                                                row.payment(),
                                                Objects.requireNonNull(briefs.get(row.refund().orderId))
                                                        .currency())))));
    }

    private static <T> T required(Map<UUID, T> rows, Deadline deadline) {
        T row = rows.get(UUID.fromString(deadline.subject()));
        if (row == null) {
            throw new IllegalStateException("Order " + deadline.orderId() + " has no refund " + deadline.subject());
        }
        return row;
    }

    /** Takes a step of the refund, unless another has finished the deadline before. */
    Uni<Void> take(Deadline deadline, Consumer<RefundUnderWay> step) {
        return write(deadline, new Outcome.Step(null, step));
    }

    /** Writes what came of a call, unless another has finished the deadline before. */
    Uni<Void> write(Deadline deadline, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Again again -> askAgain(Map.of(deadline, again.at()));
            case Outcome.Step step ->
                inTransaction(() -> dueOrders
                        .take(deadline)
                        .chain(taken -> carryOut(List.of(new Turn(deadline, step)), taken.mine())));
        };
    }

    /** The same of many, each of another order; gives those whose order somebody has locked. */
    Uni<List<Answered<Outcome>>> writeAll(List<Answered<Outcome>> many) {
        Map<Deadline, Instant> again = new LinkedHashMap<>();
        List<Turn> turns = new ArrayList<>();
        for (Answered<Outcome> each : many) {
            switch (each.answer()) {
                case Outcome.Again later -> again.put(each.deadline(), later.at());
                case Outcome.Step step -> turns.add(new Turn(each.deadline(), step));
            }
        }
        return Steps.when(!again.isEmpty(), () -> askAgain(again))
                .chain(() -> takeAll(turns))
                .map(busy -> many.stream()
                        .filter(each -> busy.contains(each.deadline()))
                        .toList());
    }

    private Uni<List<Deadline>> takeAll(List<Turn> turns) {
        return turns.isEmpty()
                ? Uni.createFrom().item(List.of())
                : inTransaction(() -> dueOrders
                        .takeAll(turns.stream().map(Turn::deadline).toList())
                        .call(taken -> carryOut(turns, taken.mine()))
                        .map(DueOrders.Taken::busy));
    }

    /** Written is what {@link #write(List, Instant)} flushes: no statement before or behind it looks for what has changed. */
    private <T> Uni<T> inTransaction(Supplier<Uni<T>> work) {
        return sessions.inTransaction(() -> Panache.getSession()
                .invoke(session -> session.setFlushMode(FlushMode.MANUAL))
                .chain(() -> work.get()));
    }

    /** The providers are asked again then. */
    private Uni<Void> askAgain(Map<Deadline, Instant> later) {
        return sessions.inTransaction(() -> dueDeadlines.postponeEach(later));
    }

    private Uni<Void> carryOut(List<Turn> turns, Map<Deadline, Order> mine) {
        List<Turn> ours =
                turns.stream().filter(turn -> mine.containsKey(turn.deadline())).toList();
        if (ours.isEmpty()) {
            return Steps.nothing();
        }
        Instant now = now();
        return store.ofOrders(
                        ours.stream().map(turn -> turn.deadline().orderId()).toList())
                .chain(rows -> news.ofRefunds(ours.stream()
                                .filter(turn -> turn.step().reference() != null)
                                .map(turn -> asked(turn, required(rows, turn.deadline())))
                                .toList())
                        .map(told -> ours.stream()
                                .map(turn -> moved(turn, mine, rows, told, now))
                                .toList()))
                .chain(moved -> write(moved, now));
    }

    private static Asked asked(Turn turn, PaymentStore.OfPayment row) {
        return asked(row.payment(), row.refund(), turn.step().reference());
    }

    private RefundUnderWay moved(
            Turn turn,
            Map<Deadline, Order> mine,
            Map<UUID, PaymentStore.OfPayment> rows,
            Map<Asked, List<Progress>> told,
            Instant now) {
        Order order = Objects.requireNonNull(mine.get(turn.deadline()));
        PaymentStore.OfPayment row = required(rows, turn.deadline());
        List<Progress> news = told.getOrDefault(asked(turn, row), List.of());
        RefundUnderWay refund = new RefundUnderWay(order, row, news, now, asking);
        turn.step().of().accept(refund);
        return refund;
    }

    private Uni<Void> write(List<RefundUnderWay> moved, Instant now) {
        List<Ledger.Sent> sent = new ArrayList<>();
        Set<Deadlines.Named> gone = new LinkedHashSet<>();
        Map<Deadlines.Named, Instant> anew = new LinkedHashMap<>();
        Map<Deadlines.Named, Instant> wanted = new LinkedHashMap<>();
        for (RefundUnderWay each : moved) {
            gone.addAll(each.dropped());
            each.wanted().forEach((named, due) -> (gone.remove(named) ? anew : wanted).put(named, due));
            if (each.bookedAsSent() != null) {
                sent.add(new Ledger.Sent(each.order(), each.bookedAsSent()));
            }
        }
        return Panache.getSession()
                .chain(session -> session.flush())
                .chain(() -> deadlines.dropEach(gone))
                .chain(() -> deadlines.replaceEach(anew, now))
                .chain(() -> deadlines.setEach(wanted, now))
                .chain(() -> Steps.inTurn(moved, each -> reopen(each, now)))
                .chain(() -> ledger.sent(sent, now))
                .chain(() -> Steps.inTurn(
                        moved.stream().filter(RefundUnderWay::isBack).toList(),
                        each -> ledger.cameBack(each.order(), each.refund().id, now)))
                .chain(() -> Steps.inTurn(moved, each -> afterAll(each, now)))
                .chain(() -> journal.write(
                        moved.stream().flatMap(each -> each.acts().stream()).toList()));
    }

    /**
     * A20b: what was closed was sent all the same: order and ledger have it as decided again, before it is booked as sent. Only
     * news are of what was closed, and they are written one by one, so that the order is not one that nobody writes.
     */
    private Uni<Void> reopen(RefundUnderWay refund, Instant now) {
        return Steps.given(
                refund.reopened(),
                told -> orders.save(refund.order(), told.actor(), now, told.event(), told.object(), told.data())
                        .chain(() -> ledger.refundResumed(
                                refund.order(),
                                Refunds.booked(refund.refund(), refund.order()),
                                refund.refund().cause,
                                now)));
    }

    /** A20b: what the provider did after a person had paid in another way, or closed it and gave the money back in one. */
    private Uni<Void> afterAll(RefundUnderWay refund, Instant now) {
        Ledger.Refunded sent = refund.bookedAsSentAfterAll();
        return Steps.given(sent, booked -> ledger.sentAfterAll(refund.order(), booked, now))
                .chain(() -> Steps.when(
                        refund.isBackAfterAll(), () -> ledger.backAfterAll(refund.order(), refund.refund().id, now)));
    }
}
