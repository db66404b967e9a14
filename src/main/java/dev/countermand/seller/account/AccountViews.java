package dev.countermand.seller.account;

import dev.countermand.document.Csv;
import dev.countermand.http.Problem;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A seller's account as the contract shows it. */
final class AccountViews {

    private static final List<String> COLUMNS =
            List.of("id", "at", "kind", "orderId", "rule", "amount", "currency", "balance", "payoutId", "reference");

    private AccountViews() {}

    static AccountApi.AccountView of(AccountReader.Account account) {
        return new AccountApi.AccountView(
                account.sellerId(),
                account.totals().stream().map(AccountViews::of).toList(),
                account.entries().items().stream().map(AccountViews::of).toList(),
                account.entries().next());
    }

    private static AccountApi.TotalsView of(Totals totals) {
        return new AccountApi.TotalsView(
                totals.currency().getCurrencyCode(),
                totals.released().text(),
                totals.fines().text(),
                totals.claims().text(),
                totals.returnShipping().text(),
                totals.claimsPaid().text(),
                totals.netting().text(),
                totals.paidOut().text(),
                totals.balance().text(),
                totals.payoutsDue().text());
    }

    private static AccountApi.AccountEntryView of(AccountReader.Entry entry) {
        return new AccountApi.AccountEntryView(
                entry.id(),
                entry.kind(),
                entry.orderId(),
                entry.rule(),
                entry.amount().text(),
                entry.amount().currency().getCurrencyCode(),
                entry.balance().text(),
                entry.payoutId(),
                entry.reference(),
                entry.at());
    }

    static AccountApi.FileResult of(List<PayoutFiles.Result> results) {
        return new AccountApi.FileResult(results.stream().map(AccountViews::of).toList());
    }

    private static AccountApi.PayoutLine of(PayoutFiles.Result result) {
        Payouts.Done done = result.done();
        Refusal refusal = result.refusal();
        AccountApi.LineOutcome outcome = done == null
                ? AccountApi.LineOutcome.REJECTED
                : done.created() ? AccountApi.LineOutcome.PAID : AccountApi.LineOutcome.UNCHANGED;
        return new AccountApi.PayoutLine(
                result.line(), result.id(), outcome, refusal == null ? null : Problem.of(refusal));
    }

    /** The entries of the page, with a line of names before them. */
    static String csv(AccountReader.Account account) {
        StringBuilder file = new StringBuilder(Csv.line(COLUMNS));
        account.entries().items().stream()
                .map(AccountViews::cells)
                .map(Csv::line)
                .forEach(file::append);
        return file.toString();
    }

    private static List<String> cells(AccountReader.Entry entry) {
        return List.of(
                entry.id().toString(),
                entry.at().toString(),
                entry.kind().name(),
                orEmpty(entry.orderId()),
                entry.rule(),
                entry.amount().text(),
                entry.amount().currency().getCurrencyCode(),
                entry.balance().text(),
                orEmpty(entry.payoutId()),
                orEmpty(entry.reference()));
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    static AccountApi.PayoutView of(PayoutRow row) {
        Currency currency = Currency.getInstance(row.currency);
        return new AccountApi.PayoutView(
                row.id,
                row.sellerId,
                new Money(row.amount, currency).text(),
                row.currency,
                row.reference,
                new Money(row.due - row.amount, currency).text(),
                row.at);
    }
}
