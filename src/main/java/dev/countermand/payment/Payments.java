package dev.countermand.payment;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.payment.intake.NewPayment;
import dev.countermand.payment.intake.PaymentState;
import dev.countermand.payment.intake.VerifyPaymentDeadline;
import dev.countermand.payment.ledger.Ledger;
import dev.countermand.payment.news.NewsBook;
import dev.countermand.payment.provider.PaymentProviders;
import dev.countermand.payment.provider.ProviderNews.CaptureNews;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes down what the marketplace says about payments, whatever state the order is in (A20a): money that has moved is a
 * fact. Only what contradicts what was told before is refused.
 */
@ApplicationScoped
public class Payments {

    private static final Actor PROVIDER = Actor.system("payment-provider");

    private final OrderStore orders;
    private final PaymentStore store;
    private final PaymentProviders providers;
    private final Captures captures;
    private final Ledger ledger;
    private final Deadlines deadlines;
    private final NewsBook news;
    private final InstantSource clock;

    Payments(
            OrderStore orders,
            PaymentStore store,
            PaymentProviders providers,
            Captures captures,
            Ledger ledger,
            Deadlines deadlines,
            NewsBook news,
            InstantSource clock) {
        this.orders = orders;
        this.store = store;
        this.providers = providers;
        this.captures = captures;
        this.ledger = ledger;
        this.deadlines = deadlines;
        this.news = news;
        this.clock = clock;
    }

    /**
     * A payment of an order with what it is now.
     *
     * @param toldAs the other id under which the same payment was told this time, if it was another
     * @param countsAs the payment of another order that has the same reference and counts, if there is one
     */
    record Registered(
            Order order, PaymentRow payment, boolean created, Optional<String> toldAs, Optional<PaymentRow> countsAs) {

        static Registered of(Order order, PaymentRow payment, boolean created) {
            return new Registered(order, payment, created, Optional.empty(), Optional.empty());
        }
    }

    /** Takes a payment down (A3, A20a). The same one again changes nothing, or says that its money is there now. */
    @WithTransaction
    Uni<Registered> register(String orderId, NewPayment request, Actor by) {
        if (providers.named(request.provider()).isEmpty()) {
            throw Refusal.invalid("provider", "must be one of " + providers.names())
                    .asException();
        }
        if (request.state() != PaymentState.VERIFYING && request.state() != PaymentState.CAPTURED) {
            throw Refusal.invalid("state", "must be VERIFYING or CAPTURED").asException();
        }
        return orders.lock(orderId)
                .chain(order -> store.payment(orderId, request.id())
                        .chain(existing ->
                                existing == null ? told(order, request, by) : same(order, existing, request, by)));
    }

    /** A20a: one provider's reference counts once, whatever it is called here. */
    private Uni<Registered> told(Order order, NewPayment request, Actor by) {
        Money amount = Money.read("amount", request.amount(), order.terms().currency());
        if (!amount.isPositive()) {
            throw Refusal.invalid("amount", "must be more than zero").asException();
        }
        Instant now = Timestamps.now(clock);
        return store.counted(request.provider(), request.names()).chain(first -> {
            if (first == null) {
                return add(order, toRow(order, request, amount, now), by, now)
                        .call(() -> news.claim(order.id(), request.provider(), request.providerReference(), now));
            }
            return first.orderId.equals(order.id())
                    ? again(order, first, request, amount, by)
                    : elsewhere(order, first, toRow(order, request, amount, now), by, now);
        });
    }

    private Uni<Registered> add(Order order, PaymentRow row, Actor by, Instant now) {
        if (row.state == PaymentState.CAPTURED) {
            return store.add(row)
                    .chain(() -> captures.capture(order, row, amount(order, row), by, now))
                    .replaceWith(() -> Registered.of(order, row, true));
        }
        order.paymentRegistered();
        return store.add(row)
                .chain(() -> deadlines.set(
                        order.id(),
                        DeadlineKind.VERIFY_PAYMENT,
                        VerifyPaymentDeadline.subject(row.paymentId),
                        order.policy().after(now, order.policy().payment().verificationAtMost()),
                        now,
                        order.frozen() ? now : null))
                .chain(() -> captures.save(order, row, PaymentState.VERIFYING, by, now))
                .replaceWith(() -> Registered.of(order, row, true));
    }

    /** The same money under a second id: it is the first payment, and this may say what of it is there now. */
    private Uni<Registered> again(Order order, PaymentRow first, NewPayment request, Money amount, Actor by) {
        boolean comes = request.state() == PaymentState.CAPTURED && isVerified(first);
        return Steps.when(comes, () -> becomesCaptured(order, first, amount, by))
                .replaceWith(() -> new Registered(order, first, false, Optional.of(request.id()), Optional.empty()));
    }

    /** The same money under another order: it counts there, and is only taken down here. */
    private Uni<Registered> elsewhere(Order order, PaymentRow first, PaymentRow row, Actor by, Instant now) {
        row.state = PaymentState.DUPLICATE;
        row.counted = false;
        row.capturedAt = null;
        return store.add(row)
                .chain(() -> captures.save(order, row, PaymentState.DUPLICATE, by, now))
                .replaceWith(() -> new Registered(order, row, true, Optional.empty(), Optional.of(first)));
    }

    private Uni<Registered> same(Order order, PaymentRow existing, NewPayment request, Actor by) {
        Money amount = Money.read("amount", request.amount(), order.terms().currency());
        boolean captured = request.state() == PaymentState.CAPTURED;
        boolean same = existing.method.equals(request.method().code())
                && existing.provider.equals(request.provider())
                && request.names().contains(existing.providerReference)
                && (amount.minor() == verified(existing) || captured && isVerified(existing));
        if (!same) {
            throw Refusal.notNow(
                            "PAYMENT_EXISTS",
                            "This order has another payment with this id",
                            order.status().name(),
                            null)
                    .asException();
        }
        return captured
                ? becomesCaptured(order, existing, amount, by)
                : Uni.createFrom().item(Registered.of(order, existing, false));
    }

    /** What may come of it in another amount than was told first, or in parts (A20a). */
    private static boolean isVerified(PaymentRow row) {
        return row.verifiedAmount != null || row.state.wasVerified();
    }

    private static long verified(PaymentRow row) {
        return row.verifiedAmount == null ? row.amount : row.verifiedAmount;
    }

    private static Money amount(Order order, PaymentRow row) {
        return new Money(row.amount, order.terms().currency());
    }

    /**
     * The money of a payment is there (A3), whatever was said of it before (A20a). Told again, it changes nothing.
     *
     * @param told what of it is there in all, as a decimal; all that was verified, if null
     */
    @WithTransaction
    Uni<Registered> captured(String orderId, String paymentId, @Nullable String told, Actor by) {
        return found(orderId, paymentId, (order, row) -> {
            Money amount = told == null
                    ? amount(order, row)
                    : Money.read("amount", told, order.terms().currency());
            return becomesCaptured(order, row, amount, by);
        });
    }

    /**
     * What a provider has told of captured money by themselves (A20a), in the transaction that has the order locked. It counts
     * for what the marketplace has told as being verified; of what they told as captured the amount is theirs to say, and the
     * comparison of books shows where it differs.
     *
     * @return whether it fits a payment of the order
     */
    @NeedsTransaction
    public Uni<Boolean> heard(Order order, String provider, CaptureNews news) {
        return store.payments(order.id())
                .chain(rows -> rows.stream()
                        .filter(row -> row.provider.equals(provider)
                                && row.state != PaymentState.DUPLICATE
                                && news.paymentReferences().contains(row.providerReference)
                                && news.inAll().currency().equals(order.terms().currency())
                                && news.inAll().isPositive())
                        // What had failed may have been told again under another id since.
                        .min(Comparator.comparing(row -> !row.counted))
                        .map(row -> Steps.when(
                                        isVerified(row), () -> becomesCaptured(order, row, news.inAll(), PROVIDER))
                                .replaceWith(true))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    /** @param inAll what of it is there: what was told before is part of it */
    private Uni<Registered> becomesCaptured(Order order, PaymentRow row, Money inAll, Actor by) {
        if (!inAll.isPositive()) {
            throw Refusal.invalid("amount", "must be more than zero").asException();
        }
        if (row.state == PaymentState.CAPTURED && inAll.minor() > row.amount) {
            return captures.captureFurther(order, row, inAll, by, Timestamps.now(clock))
                    .replaceWith(() -> Registered.of(order, row, false));
        }
        if (!row.state.canBecome(PaymentState.CAPTURED)) {
            return Uni.createFrom().item(Registered.of(order, row, false));
        }
        if (row.counted) {
            return becameCaptured(order, row, inAll, by);
        }
        // It had failed, or was another's: the same money may count as another payment.
        return store.counted(row.provider, Set.of(row.providerReference))
                .chain(first -> first == null
                        ? becameCaptured(order, row, inAll, by)
                        : Uni.createFrom()
                                .item(new Registered(order, row, false, Optional.empty(), Optional.of(first))));
    }

    private Uni<Registered> becameCaptured(Order order, PaymentRow row, Money inAll, Actor by) {
        return captures.capture(order, row, inAll, by, Timestamps.now(clock))
                .replaceWith(() -> Registered.of(order, row, false));
    }

    /**
     * A payment failed or was voided while it was verified (A20a): nothing was taken, and another may pay. Of one whose
     * money is there it is late word, and changes nothing.
     */
    @WithTransaction
    Uni<Registered> ended(String orderId, String paymentId, PaymentState how, Actor by) {
        return found(
                orderId,
                paymentId,
                (order, row) -> Steps.when(
                                row.state.canBecome(how),
                                () -> captures.end(order, row, how, by, Timestamps.now(clock)))
                        .replaceWith(() -> Registered.of(order, row, false)));
    }

    @FunctionalInterface
    private interface OnPayment {
        Uni<Registered> act(Order order, PaymentRow row);
    }

    private Uni<Registered> found(String orderId, String paymentId, OnPayment then) {
        return orders.lock(orderId)
                .chain(order -> store.payment(orderId, paymentId)
                        .onItem()
                        .ifNull()
                        .failWith(() -> Refusal.notFound("payment").asException())
                        .chain(row -> then.act(order, row)));
    }

    private static PaymentRow toRow(Order order, NewPayment request, Money amount, Instant now) {
        PaymentRow row = new PaymentRow();
        row.orderId = order.id();
        row.paymentId = request.id();
        row.method = request.method().code();
        row.amount = amount.minor();
        row.verifiedAmount = request.state() == PaymentState.VERIFYING ? amount.minor() : null;
        row.state = request.state();
        row.provider = request.provider();
        row.providerReference = request.providerReference();
        row.registeredAt = now;
        // The constraint wants both at once; what captures it writes the same.
        row.capturedAt = request.state() == PaymentState.CAPTURED ? now : null;
        return row;
    }

    /**
     * A payment out of a history: it was captured then, and nothing happens because of it now. One whose reference counts
     * already is refused (A20a).
     */
    @NeedsTransaction
    public Uni<Void> takeFromHistory(Order order, List<HistoricPayment> payments, Instant now) {
        List<Ledger.Past> past = payments.stream()
                .map(each -> new Ledger.Past(each.payment().id(), each.amount(), each.capturedAt()))
                .toList();
        return Steps.inTurn(
                        payments,
                        payment -> store.counted(
                                        payment.payment().provider(),
                                        payment.payment().names())
                                .chain(first -> {
                                    if (first != null) {
                                        throw Refusal.invalid(
                                                        "payments",
                                                        "have the reference " + first.providerReference
                                                                + ", which another payment has already; it counts once")
                                                .asException();
                                    }
                                    PaymentRow row =
                                            toRow(order, payment.payment(), payment.amount(), payment.capturedAt());
                                    row.state = PaymentState.CAPTURED;
                                    row.capturedAt = payment.capturedAt();
                                    return store.add(row);
                                }))
                .chain(() -> ledger.takenFromHistory(order, past, now));
    }

    /** A payment as an import reports it. */
    public record HistoricPayment(NewPayment payment, Money amount, Instant capturedAt) {}
}
