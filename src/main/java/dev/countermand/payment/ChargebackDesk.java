package dev.countermand.payment;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import dev.countermand.kernel.Wait;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.payment.chargeback.ChargebackState;
import dev.countermand.payment.chargeback.Chargebacks;
import dev.countermand.payment.chargeback.Chargebacks.Told;
import dev.countermand.payment.ledger.Ledger;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews.Stage;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.payment.refund.RefundPurpose;
import dev.countermand.payment.refund.RefundPurposes;
import dev.countermand.payment.refund.RefundStatus;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A20a: the bank takes a payment's money back. It counts as money gone back, as far as it was not refunded before. A refund
 * of the same money that nobody has handed to its provider yet is stopped; one that may be with its provider goes on, and
 * what has then gone twice is shown to staff.
 */
@ApplicationScoped
public class ChargebackDesk {

    private static final Actor PROVIDER = Actor.system("payment-provider");

    private static final int ID_AT_MOST = 64;

    /** A chargeback's id is the provider's or the marketplace's, and may be like anything else's. */
    private static final String SUBJECT = "chargeback/";

    private static final Actor SYSTEM = Actor.system("chargeback");

    /** What the marketplace tells of one. */
    record Word(
            String id,
            String amount,
            ChargebackState state,
            @Nullable String reason) {}

    /** One as it is now, with its payment. */
    record Taken(Order order, PaymentRow payment, Told chargeback, List<Told> all, boolean created) {}

    private final OrderStore orders;
    private final PaymentStore store;
    private final Refunds refunds;
    private final Chargebacks chargebacks;
    private final Ledger ledger;
    private final Deadlines deadlines;
    private final OrderFlow flow;
    private final InstantSource clock;

    ChargebackDesk(
            OrderStore orders,
            PaymentStore store,
            Refunds refunds,
            Chargebacks chargebacks,
            Ledger ledger,
            Deadlines deadlines,
            OrderFlow flow,
            InstantSource clock) {
        this.orders = orders;
        this.store = store;
        this.refunds = refunds;
        this.chargebacks = chargebacks;
        this.ledger = ledger;
        this.deadlines = deadlines;
        this.flow = flow;
        this.clock = clock;
    }

    /** Takes it down, whatever state the order is in. The same again changes nothing. */
    @WithTransaction
    Uni<Taken> tell(String orderId, String paymentId, Word word, Actor by) {
        Instant now = Timestamps.now(clock);
        return orders.lock(orderId)
                .chain(order -> store.payment(orderId, paymentId)
                        .onItem()
                        .ifNull()
                        .failWith(() -> Refusal.notFound("payment").asException())
                        .chain(payment ->
                                chargebacks.of(orderId).chain(all -> tell(order, payment, word, all, by, now))));
    }

    /**
     * What a provider has told of a dispute by themselves, in the caller's transaction. A bank that only asks has taken
     * nothing yet. The same again, or what came before, changes nothing.
     *
     * @param order locked before the stage was looked up: what is told at the same moment waits, and knows more
     * @param stage what all that was told of it comes to
     * @return whether it fits a payment of the order
     */
    @NeedsTransaction
    public Uni<Boolean> heard(Order order, String provider, ChargebackNews news, Stage stage, Instant now) {
        return store.payments(order.id())
                .chain(payments -> payments.stream()
                        .filter(row -> row.provider.equals(provider)
                                && row.counted
                                && news.paymentReferences().contains(row.providerReference)
                                // It names the payment twice, and no dispute.
                                && !news.reference().equals(row.providerReference))
                        .findFirst()
                        .map(payment ->
                                chargebacks.of(order.id()).chain(all -> heard(order, payment, news, stage, all, now)))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private Uni<Boolean> heard(
            Order order, PaymentRow payment, ChargebackNews news, Stage stage, List<Told> all, Instant now) {
        String id = news.reference().length() <= ID_AT_MOST
                ? news.reference()
                : UUID.nameUUIDFromBytes(news.reference().getBytes(StandardCharsets.UTF_8))
                        .toString();
        Optional<Told> before = Chargebacks.named(all, id);
        Optional<ChargebackState> state = state(stage, before);
        Currency currency = order.terms().currency();
        if (before.filter(told -> !told.paymentId().equals(payment.paymentId)).isPresent()) {
            // It was told of another payment: a person looks, and nothing is asked again and again.
            return Uni.createFrom().item(false);
        }
        if (state.isPresent()
                && before.isEmpty()
                && !(news.amount().currency().equals(currency) && news.amount().isPositive())) {
            return Uni.createFrom().item(false);
        }
        // Costs of the dispute may come on top, and what is told later may differ: it is the same money.
        long amount = before.map(Told::amount).orElse(Math.min(news.amount().minor(), payment.amount));
        String text = new Money(amount, currency).text();
        boolean open =
                before.filter(told -> told.state() == ChargebackState.OPENED).isPresent();
        return Steps.when(open, () -> awaitWord(order, id, now))
                .chain(() -> state.map(next -> new Word(id, text, next, news.reason()))
                        .map(word ->
                                tell(order, payment, word, all, PROVIDER, now).replaceWithVoid())
                        .orElseGet(Steps::nothing))
                .replaceWith(true);
    }

    /** What nobody contests is lost, if the bank has it. */
    private static Optional<ChargebackState> state(Stage stage, Optional<Told> before) {
        return switch (stage) {
            case OPENED -> Optional.empty();
            case TAKEN -> Optional.of(ChargebackState.OPENED);
            case WON, WON_FOR_GOOD -> Optional.of(ChargebackState.WON);
            case UNDEFENDED -> before.filter(told -> told.state().counts()).map(told -> ChargebackState.LOST);
            case LOST, LOST_FOR_GOOD -> Optional.of(ChargebackState.LOST);
        };
    }

    /** P7: from the last word of it on. */
    private Uni<Void> awaitWord(Order order, String id, Instant now) {
        Instant due = order.policy().after(now, order.policy().payment().chargebackLostAfter());
        return dropWait(order, id)
                .chain(() -> deadlines.set(order.id(), DeadlineKind.CHARGEBACK_SILENT, SUBJECT + id, due, now));
    }

    private Uni<Void> dropWait(Order order, String id) {
        return deadlines.drop(order.id(), DeadlineKind.CHARGEBACK_SILENT, SUBJECT + id);
    }

    /**
     * P7: nobody has told the end of a chargeback for so long that it counts as lost: the bank keeps the money. Where it was
     * won after all, that can still be told. In the transaction of its deadline, which has the order locked.
     *
     * @param subject of the deadline
     */
    @NeedsTransaction
    public Uni<Void> silent(Order order, String subject, Instant now) {
        String id = subject.substring(SUBJECT.length());
        return chargebacks
                .of(order.id())
                .chain(all -> Chargebacks.named(all, id)
                        .filter(told -> told.state() == ChargebackState.OPENED)
                        .map(told -> store.payment(order.id(), told.paymentId())
                                .map(Objects::requireNonNull)
                                .chain(payment -> tell(order, payment, silence(order, told), all, SYSTEM, now))
                                .replaceWithVoid())
                        .orElseGet(Steps::nothing));
    }

    private static Word silence(Order order, Told told) {
        Wait waited = order.policy().payment().chargebackLostAfter();
        return new Word(
                told.id(),
                new Money(told.amount(), order.terms().currency()).text(),
                ChargebackState.LOST,
                "Nobody has told its end for " + waited.inWords());
    }

    private Uni<Taken> tell(Order order, PaymentRow payment, Word word, List<Told> all, Actor by, Instant now) {
        Money amount = Money.read("amount", word.amount(), order.terms().currency());
        if (!amount.isPositive()) {
            throw Refusal.invalid("amount", "must be more than zero").asException();
        }
        if (amount.minor() > payment.amount) {
            throw Refusal.invalid("amount", "must not be more than the payment").asException();
        }
        Optional<Told> before = Chargebacks.named(all, word.id());
        if (before.isEmpty()) {
            Told told = new Told(word.id(), payment.paymentId, amount.minor(), word.state(), word.reason(), now, now);
            return chargebacks
                    .add(order.id(), told)
                    .chain(() -> follow(order, payment, told, null, by, now))
                    .chain(() -> taken(order, payment, word.id(), true));
        }
        Told told = before.get();
        if (!told.paymentId().equals(payment.paymentId) || told.amount() != amount.minor()) {
            throw Refusal.notNow(
                            "CHARGEBACK_EXISTS",
                            "This order has another chargeback with this id",
                            told.state().name(),
                            null)
                    .asException();
        }
        return Steps.when(
                        told.state().canBecome(word.state()),
                        () -> chargebacks
                                .change(order.id(), word.id(), word.state(), word.reason(), now)
                                .chain(() -> follow(order, payment, changed(told, word, now), told.state(), by, now)))
                .chain(() -> taken(order, payment, word.id(), false));
    }

    private static Told changed(Told told, Word word, Instant now) {
        return new Told(told.id(), told.paymentId(), told.amount(), word.state(), word.reason(), told.toldAt(), now);
    }

    private Uni<Taken> taken(Order order, PaymentRow payment, String id, boolean created) {
        return chargebacks
                .of(order.id())
                .map(all -> new Taken(order, payment, Chargebacks.named(all, id).orElseThrow(), all, created));
    }

    private Uni<Void> follow(
            Order order, PaymentRow payment, Told told, @Nullable ChargebackState before, Actor by, Instant now) {
        long held = payment.chargedBack;
        return (told.state() == ChargebackState.OPENED ? awaitWord(order, told.id(), now) : dropWait(order, told.id()))
                .chain(() -> Steps.when(told.state().counts(), () -> stop(order, payment, told, now)))
                .chain(() -> recount(order, payment, now))
                .chain(() -> orders.save(
                        order,
                        by,
                        now,
                        told.state().event(),
                        "payments/" + payment.paymentId,
                        data(order, payment, told, before)))
                .chain(() -> Steps.when(
                        payment.chargedBack < held, () -> goOn(order, payment, told, held - payment.chargedBack, now)))
                .chain(() -> ledger.cleared(order, now))
                .chain(() -> Steps.when(
                        told.state() == ChargebackState.LOST
                                && !order.refundable().isPositive()
                                && !order.waitsForMoney()
                                && !order.status().ended(),
                        () -> flow.happened(order, new OrderEvent.AllRefunded(by), now)));
    }

    /** What the bank has of a payment, as far as it was not refunded: worked out anew after each change of either. */
    @NeedsTransaction
    Uni<Void> recount(Order order, PaymentRow payment, Instant now) {
        return chargebacks.of(order.id()).chain(all -> {
            long there = payment.refundable() + payment.chargedBack;
            long counts = Math.min(Chargebacks.counting(all, payment.paymentId), there);
            long more = counts - payment.chargedBack;
            payment.chargedBack = counts;
            order.chargedBack(
                    new Money(order.chargedBack().minor() + more, order.terms().currency()));
            return Chargebacks.last(all, payment.paymentId)
                    .map(told -> ledger.chargedBack(order, booked(order, all, told, counts), now))
                    .orElseGet(Steps::nothing);
        });
    }

    /** What is lost is so of what the bank has; the rest may still come back. */
    private static Ledger.ChargedBack booked(Order order, List<Told> all, Told told, long counts) {
        Currency currency = order.terms().currency();
        long lost = Math.min(Chargebacks.lost(all, told.paymentId()), counts);
        return new Ledger.ChargedBack(
                told.id(), told.paymentId(), new Money(counts - lost, currency), new Money(lost, currency));
    }

    /** Refunds of the same money that nobody has begun to hand over; of a larger one, what is left of it goes on anew. */
    private Uni<Void> stop(Order order, PaymentRow payment, Told told, Instant now) {
        return chargebacks
                .of(order.id())
                .chain(all -> store.refunds(order.id())
                        .chain(rows -> Steps.inTurn(rows.reversed(), row -> {
                            long missing = Chargebacks.counting(all, payment.paymentId)
                                    - (payment.refundable() + payment.chargedBack);
                            boolean same = row.paymentId.equals(payment.paymentId)
                                    && row.status.canBecome(RefundStatus.CLOSED)
                                    && row.handedOver() == null;
                            return Steps.when(
                                    same && missing > 0, () -> stop(order, payment, row, missing, told.id(), now));
                        })));
    }

    private Uni<Void> stop(
            Order order, PaymentRow payment, RefundRow row, long missing, String chargeback, Instant now) {
        return deadlines
                .dropUntouched(order.id(), DeadlineKind.SUBMIT_REFUND, row.id.toString())
                .chain(untouched -> Steps.when(untouched, () -> {
                    row.stoppedBy = chargeback;
                    long rest = row.amount - Math.min(missing, row.amount);
                    return refunds.close(order, payment, row, now)
                            .chain(() ->
                                    Steps.when(rest > 0, () -> refunds.request(order, goesOn(order, row, rest), now)));
                }));
    }

    /** Takes off what goes on as a refund of its own: if the chargeback is won, only what it has stopped goes on. */
    private static Refunds.Wanted goesOn(Order order, RefundRow row, long amount) {
        List<RefundPurpose> named = row.purposes;
        row.amount -= amount;
        if (named != null) {
            List<List<RefundPurpose>> parts = RefundPurposes.share(named, List.of(amount, row.amount));
            named = parts.getFirst();
            row.purposes = parts.getLast();
        }
        return new Refunds.Wanted(
                row.paymentId, new Money(amount, order.terms().currency()), row.cause, named, row.note, row.rule);
    }

    /** The money is there again: what the chargeback had stopped goes on, and what nobody is owed goes back. */
    private Uni<Void> goOn(Order order, PaymentRow payment, Told told, long released, Instant now) {
        Money before = order.refunded();
        return store.refunds(order.id())
                .chain(rows -> Steps.inTurn(
                        rows,
                        row -> Steps.when(
                                row.status == RefundStatus.CLOSED
                                        && told.id().equals(row.stoppedBy)
                                        && row.amount <= payment.refundable(),
                                () -> refunds.resume(order, payment, row, now))))
                .chain(() -> {
                    long notOwed = order.notOwed().minor();
                    long back = Math.min(Math.min(released, payment.refundable()), notOwed);
                    return Steps.when(
                            back > 0 || order.refunded().compareTo(before) > 0,
                            () -> refunds.giveBack(
                                    order,
                                    Refunds.Wanted.from(
                                            payment.paymentId,
                                            new Money(
                                                    Math.max(back, 0),
                                                    order.terms().currency()),
                                            RefundCause.NOT_OWED,
                                            "The bank has returned it, and it was not owed any more (A20a)",
                                            "A20a"),
                                    SYSTEM,
                                    now));
                });
    }

    private static Map<String, Object> data(
            Order order, PaymentRow payment, Told told, @Nullable ChargebackState before) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", order.id());
        data.put("paymentId", payment.paymentId);
        data.put("chargebackId", told.id());
        data.put("chargebackState", told.state().name());
        if (before != null) {
            data.put("previousChargebackState", before.name());
        }
        data.put("amount", new Money(told.amount(), order.terms().currency()).text());
        data.put("chargedBack", new Money(payment.chargedBack, order.terms().currency()).text());
        data.put("currency", order.terms().currency().getCurrencyCode());
        data.put("rule", "A20a");
        return data;
    }
}
