package dev.countermand.payment;

import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Role;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.payment.charge.ChargeKind;
import java.util.Arrays;
import java.util.List;

/** Rows of money as the contract shows them. */
final class PaymentViews {

    private PaymentViews() {}

    /** @param reference whether the provider's name for the payment may be seen */
    static PaymentApi.PaymentView of(PaymentRow row, Order order, boolean reference) {
        Currency currency = order.terms().currency();
        return new PaymentApi.PaymentView(
                row.paymentId,
                method(row.method),
                new Money(row.amount, currency).text(),
                row.state,
                row.provider,
                reference ? row.providerReference : null,
                row.capturedAt,
                new Money(row.refunded, currency).text());
    }

    static PaymentApi.RefundView of(PaymentStore.Refund refund) {
        return of(refund.row(), refund.currency());
    }

    private static PaymentApi.RefundView of(RefundRow row, Currency currency) {
        return new PaymentApi.RefundView(
                row.id,
                row.orderId,
                row.paymentId,
                new Money(row.amount, currency).text(),
                currency.getCurrencyCode(),
                row.status,
                row.cause,
                row.note,
                row.sentAt,
                row.requestedAt,
                row.expectedFrom,
                row.expectedTo,
                row.arrivedAt,
                row.repayBy,
                row.reference,
                row.bankReference);
    }

    static PaymentApi.FinancialsView of(PaymentReader.Financials money, Caller caller) {
        Order order = money.order();
        boolean reference = seesReferences(caller, order);
        Currency currency = order.terms().currency();
        return new PaymentApi.FinancialsView(
                order.id(),
                currency.getCurrencyCode(),
                order.total().text(),
                order.paid().text(),
                order.refunded().text(),
                order.refundable().text(),
                order.unpaid().text(),
                money.payments().stream().map(row -> of(row, order, reference)).toList(),
                money.refunds().stream().map(row -> of(row, currency)).toList(),
                List.of(new PaymentApi.FeeView(
                        "SHIPPING", order.terms().shippingFee().text())),
                money.charges().stream()
                        .map(row -> new PaymentApi.ChargeView(
                                row.kind(),
                                row.debtor(),
                                row.deducted(),
                                new Money(row.amount(), currency).text(),
                                row.rule(),
                                row.statement(),
                                row.kind() == ChargeKind.PRICE
                                        ? order.unpaid()
                                                .min(new Money(row.amount(), currency))
                                                .text()
                                        : null,
                                row.at()))
                        .toList(),
                money.ledger().stream()
                        .map(row -> new PaymentApi.LedgerView(
                                row.kind, new Money(row.amount, currency).text(), row.paymentId, row.refundId, row.at))
                        .toList());
    }

    /** Whose instrument it is, and the marketplace; with it, one can ask the provider about the buyer. */
    private static boolean seesReferences(Caller caller, Order order) {
        return caller.isAny(Role.MODERATOR, Role.LEAD, Role.SERVICE, Role.AGENT)
                || OrderAccess.isBuyer(caller, order.terms().buyerId());
    }

    private static PaymentMethod method(String code) {
        return Arrays.stream(PaymentMethod.values())
                .filter(method -> method.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("unknown payment method " + code));
    }
}
