package dev.countermand.payment;

import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Spoken;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.payment.charge.ChargeKind;
import dev.countermand.payment.charge.Charges;
import dev.countermand.payment.chargeback.Chargebacks;
import dev.countermand.payment.escalation.RefundActKind;
import dev.countermand.payment.escalation.RefundActs;
import dev.countermand.payment.intake.PaymentMethod;
import dev.countermand.payment.intake.PaymentState;
import dev.countermand.payment.ledger.Account;
import dev.countermand.payment.page.AccountsView;
import dev.countermand.payment.page.AccountsView.Side;
import dev.countermand.payment.page.ChargebackApi.ChargebackView;
import dev.countermand.payment.page.PaymentApi;
import dev.countermand.payment.page.RefundApi.PurposeView;
import dev.countermand.payment.page.RefundApi.RefundView;
import dev.countermand.payment.page.RefundApi.SettlementView;
import dev.countermand.payment.refund.RefundPurpose;
import dev.countermand.payment.refund.RefundStatus;
import dev.countermand.payment.refund.RefundWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of money as the contract shows them. */
final class PaymentViews {

    /**
     * What of them may be seen.
     *
     * @param reference the provider's name for the payment: one can ask them about the buyer with it
     * @param staff what stands in the way, and what is about other orders
     */
    record Sight(boolean reference, boolean staff) {

        /** The marketplace sees all of it. */
        static final Sight ALL = new Sight(true, true);

        static Sight of(Caller caller, String buyerId) {
            boolean staff = staff(caller);
            return new Sight(staff || caller.isAny(Role.AGENT) || OrderAccess.isBuyer(caller, buyerId), staff);
        }

        static boolean staff(Caller caller) {
            return caller.isAny(Role.MODERATOR, Role.LEAD, Role.SERVICE);
        }
    }

    private PaymentViews() {}

    static PaymentApi.PaymentView of(Payments.Registered done, PaymentReader.Gone gone) {
        return of(
                done.payment(),
                gone,
                done.order(),
                List.of(),
                done.countsAs().orElse(null),
                done.toldAs().orElse(null),
                Sight.ALL);
    }

    private static PaymentApi.PaymentView of(
            PaymentRow row,
            PaymentReader.Gone gone,
            Order order,
            List<Chargebacks.Told> chargebacks,
            @Nullable PaymentRow elsewhere,
            @Nullable String toldAs,
            Sight sight) {
        Currency currency = order.terms().currency();
        long twice = row.state == PaymentState.CAPTURED
                ? Chargebacks.counting(chargebacks, row.paymentId) - gone.chargedBack()
                : 0;
        Money amount = new Money(row.amount, currency);
        return new PaymentApi.PaymentView(
                row.paymentId,
                method(row.method),
                amount.text(),
                row.verifiedAmount == null ? null : new Money(row.verifiedAmount, currency).text(),
                row.state,
                row.provider,
                sight.reference() ? row.providerReference : null,
                row.capturedAt,
                new Money(gone.refunded(), currency).text(),
                new Money(gone.chargedBack(), currency).text(),
                sight.staff() && twice > 0 ? new Money(twice, currency).text() : null,
                row.endedAt,
                amount.inWords() + " " + row.state.inWords(),
                toldAs,
                sight.staff() && elsewhere != null
                        ? new PaymentApi.CountsAs(elsewhere.orderId, elsewhere.paymentId)
                        : null);
    }

    static RefundView of(PaymentReader.SeenRefund refund, Caller caller) {
        return of(refund, Sight.of(caller, refund.buyerId()));
    }

    private static RefundView of(PaymentReader.SeenRefund seen, Sight sight) {
        RefundRow row = seen.row();
        Currency currency = seen.currency();
        boolean expected = row.status.promised() || row.status == RefundStatus.ARRIVED;
        return new RefundView(
                row.id,
                row.orderId,
                row.paymentId,
                new Money(row.amount, currency).text(),
                currency.getCurrencyCode(),
                row.status,
                row.cause,
                row.note,
                row.rule,
                purposes(row, currency),
                words(seen),
                row.sentAt,
                row.requestedAt,
                expected ? row.expectedFrom : null,
                expected ? row.expectedTo : null,
                row.arrivedAt,
                row.repayBy,
                sight.reference() ? row.reference : null,
                sight.reference() ? row.bankReference : null,
                row.status == RefundStatus.ESCALATED ? row.escalatedAt : null,
                sight.staff() ? row.decideBy : null,
                sight.staff() ? row.overdueSince : null,
                sight.staff() && row.isUnknown() ? true : null,
                sight.staff() ? row.providerWords : null,
                sight.reference() ? settlement(seen) : null);
    }

    private static List<PurposeView> purposes(RefundRow row, Currency currency) {
        List<RefundPurpose> purposes = row.purposes;
        return purposes == null
                ? List.of()
                : purposes.stream()
                        .map(part -> new PurposeView(
                                part.kind(),
                                part.kind() == RefundPurpose.Kind.UNITS ? part.line() : null,
                                part.kind() == RefundPurpose.Kind.UNITS ? part.quantity() : null,
                                new Money(part.amount(), currency).text()))
                        .toList();
    }

    private static @Nullable SettlementView settlement(PaymentReader.SeenRefund seen) {
        return seen.last()
                .filter(act -> act.kind() == RefundActKind.SETTLED)
                .map(act -> new SettlementView(
                        String.valueOf(act.how()), String.valueOf(act.reference()), act.statement(), act.at()))
                .orElse(null);
    }

    private static String words(PaymentReader.SeenRefund seen) {
        RefundRow row = seen.row();
        Optional<RefundActs.Done> last = seen.last();
        return RefundWords.of(
                new RefundWords.Known(
                        row.status,
                        new Money(row.amount, seen.currency()).inWords(),
                        row.sentAt,
                        row.expectedTo,
                        seen.bank(),
                        row.arrivedAt,
                        last.map(RefundActs.Done::how).orElse(null),
                        last.map(RefundActs.Done::statement).orElse(null),
                        row.stoppedBy != null),
                seen.zone());
    }

    static ChargebackView of(ChargebackDesk.Taken taken) {
        return of(taken.chargeback(), taken.order().terms().currency(), true);
    }

    private static ChargebackView of(Chargebacks.Told told, Currency currency, boolean staff) {
        Money amount = new Money(told.amount(), currency);
        return new ChargebackView(
                told.id(),
                told.paymentId(),
                amount.text(),
                told.state(),
                staff ? told.reason() : null,
                inWords(told, amount),
                told.toldAt(),
                told.changedAt());
    }

    private static String inWords(Chargebacks.Told told, Money amount) {
        return switch (told.state()) {
            case OPENED ->
                "The bank has taken " + amount.inWords() + " back; they are not refunded a second time (A20a)";
            case LOST -> "The bank has given " + amount.inWords() + " back to the buyer for good (A20a)";
            case WON -> "The bank has returned " + amount.inWords() + " to the marketplace (A20a)";
        };
    }

    static PaymentApi.FinancialsView of(PaymentReader.Financials money, Caller caller) {
        Order order = money.order();
        Sight sight = Sight.of(caller, order.terms().buyerId());
        Currency currency = order.terms().currency();
        List<PaymentApi.PaymentView> payments = money.payments().stream()
                .map(row -> of(
                        row,
                        PaymentReader.Gone.of(row, money.refunds(), money.ledger()),
                        order,
                        money.chargebacks(),
                        money.countElsewhere().get(row.paymentId),
                        null,
                        sight))
                .toList();
        List<RefundView> refunds = money.refunds().stream()
                .map(row -> new PaymentReader.SeenRefund(
                        row,
                        currency,
                        order.policy().timeZone(),
                        RefundActs.last(money.acts(), row.id),
                        bank(money, row),
                        order.terms().buyerId()))
                .map(seen -> of(seen, sight))
                .toList();
        List<ChargebackView> chargebacks = money.chargebacks().stream()
                .map(told -> of(told, currency, sight.staff()))
                .toList();
        Money owed = owed(money, currency);
        return new PaymentApi.FinancialsView(
                order.id(),
                currency.getCurrencyCode(),
                order.total().text(),
                money.accounts().captured().text(),
                money.accounts().refunded().minus(owed).text(),
                money.accounts().sentBack().text(),
                owed.text(),
                money.accounts().chargedBack().text(),
                money.accounts().refundable(order).text(),
                money.accounts().unpaid(order).text(),
                AccountsView.of(money.accounts(), Side.of(caller, order)),
                payments,
                refunds,
                chargebacks,
                happened(payments, refunds, chargebacks),
                List.of(new PaymentApi.FeeView(
                        "SHIPPING", order.terms().shippingFee().text())),
                charges(money.charges(), money.accounts().of(Account.OUTSTANDING)),
                money.ledger().stream()
                        .map(row -> new PaymentApi.LedgerView(
                                row.kind(),
                                new Money(row.amount(), currency).text(),
                                row.paymentId(),
                                row.refundId(),
                                row.at()))
                        .toList());
    }

    private static RefundWords.@Nullable Bank bank(PaymentReader.Financials money, RefundRow row) {
        for (PaymentRow payment : money.payments()) {
            if (payment.paymentId.equals(row.paymentId)) {
                return Refunds.bank(row, money.order().policy(), payment.method);
            }
        }
        return null;
    }

    private static Money owed(PaymentReader.Financials money, Currency currency) {
        return new Money(
                money.refunds().stream()
                        .filter(RefundRow::isOwed)
                        .mapToLong(row -> row.amount)
                        .sum(),
                currency);
    }

    /** A20a, A23: what came in, what goes back and why, and what the bank has done. */
    private static List<String> happened(
            List<PaymentApi.PaymentView> payments, List<RefundView> refunds, List<ChargebackView> chargebacks) {
        List<String> words = new ArrayList<>();
        payments.forEach(payment -> words.add(payment.explanation() + ", by " + Spoken.name(payment.method())));
        refunds.forEach(refund -> words.add(
                refund.rule() == null || refund.reason() == null
                        ? refund.explanation()
                        : refund.explanation() + " " + refund.reason()));
        chargebacks.forEach(chargeback -> words.add(chargeback.explanation()));
        return words;
    }

    /** @param outstanding of the price; what was claimed first is paid first */
    private static List<PaymentApi.ChargeView> charges(List<Charges.Booked> rows, Money outstanding) {
        List<PaymentApi.ChargeView> views = new ArrayList<>();
        Money rest = outstanding;
        for (Charges.Booked row : rows.reversed()) {
            Money amount = new Money(row.amount(), outstanding.currency());
            boolean price = row.kind() == ChargeKind.PRICE;
            Money open = rest.min(amount);
            rest = price ? rest.minus(open) : rest;
            views.addFirst(charge(row, amount, price ? open.text() : null));
        }
        return views;
    }

    private static PaymentApi.ChargeView charge(Charges.Booked row, Money amount, @Nullable String open) {
        return new PaymentApi.ChargeView(
                row.kind(), row.debtor(), row.deducted(), amount.text(), row.rule(), row.statement(), open, row.at());
    }

    private static PaymentMethod method(String code) {
        return Arrays.stream(PaymentMethod.values())
                .filter(method -> method.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("unknown payment method " + code));
    }
}
