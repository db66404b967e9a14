package dev.countermand.payment.reconciliation;

import dev.countermand.document.Csv;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Differences as the contract shows them, and as a table for those who count. */
final class ReconciliationViews {

    private static final String HEADER =
            "kind,thing,reference,orderId,ourId,ourAmount,ourCurrency,ourState,theirAmount,"
                    + "theirCurrency,theirState,at\r\n";

    private ReconciliationViews() {}

    static ReconciliationApi.DifferenceView of(ReconciliationItemRow row) {
        return new ReconciliationApi.DifferenceView(
                Objects.requireNonNull(row.difference),
                row.thing,
                row.reference,
                row.orderId,
                row.ourId,
                amount(row.ourAmount, row.ourCurrency),
                row.ourCurrency,
                row.ourState,
                amount(row.amount, row.currency),
                row.currency,
                row.state,
                row.at);
    }

    private static @Nullable String amount(@Nullable Long minor, @Nullable String currency) {
        return minor == null || currency == null ? null : new Money(minor, Currency.getInstance(currency)).text();
    }

    /** By RFC 4180. */
    static String csv(List<ReconciliationItemRow> rows) {
        return rows.stream()
                .map(ReconciliationViews::of)
                .map(ReconciliationViews::line)
                .collect(Collectors.joining("", HEADER, ""));
    }

    private static String line(ReconciliationApi.DifferenceView row) {
        return Csv.line(List.of(
                row.kind().name(),
                row.thing().name(),
                row.reference(),
                cell(row.orderId()),
                cell(row.ourId()),
                cell(row.ourAmount()),
                cell(row.ourCurrency()),
                cell(row.ourState()),
                cell(row.theirAmount()),
                cell(row.theirCurrency()),
                cell(row.theirState()),
                row.at().toString()));
    }

    private static String cell(@Nullable String text) {
        return text == null ? "" : text;
    }
}
