package dev.countermand.review.bulk;

import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.review.state.BulkItemStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Bulk decisions as the contract shows them. */
final class BulkViews {

    private BulkViews() {}

    static BulkApi.PreviewView preview(List<BulkPreview.Foreseen> all) {
        Sums sums = new Sums();
        int decided = 0;
        int forTwo = 0;
        for (BulkPreview.Foreseen one : all) {
            if (one.moves() != null) {
                sums.add(one.moves(), one.forTwo());
                forTwo += one.forTwo() ? 1 : 0;
                decided += one.forTwo() ? 0 : 1;
            }
        }
        return new BulkApi.PreviewView(
                all.size(),
                decided,
                forTwo,
                sums.views(),
                all.stream()
                        .filter(one -> one.refusal() != null)
                        .map(BulkViews::skipped)
                        .toList());
    }

    private static BulkApi.SkippedView skipped(BulkPreview.Foreseen one) {
        Refusal because = Objects.requireNonNull(one.refusal());
        return new BulkApi.SkippedView(one.caseId(), because.code(), because.detail());
    }

    static BulkApi.BulkView view(Bulks.Standing standing) {
        BulkRow bulk = standing.bulk();
        List<Bulks.Item> items = standing.items();
        Sums sums = new Sums();
        for (Bulks.Item item : items) {
            Money moves = item.row().moves();
            if (moves != null && item.status().counts()) {
                sums.add(moves, item.status() == BulkItemStatus.AWAITING_APPROVAL);
            }
        }
        long waiting = items.stream().filter(item -> item.status().waits()).count();
        return new BulkApi.BulkView(
                bulk.id,
                progress(bulk, waiting > 0),
                bulk.verdict,
                bulk.statement,
                bulk.askedBy,
                bulk.askedAt,
                items.size(),
                (int) waiting,
                sums.views(),
                bulk.undoAskedBy,
                bulk.undoAskedAt,
                items.stream().map(BulkViews::item).toList());
    }

    private static BulkApi.Progress progress(BulkRow bulk, boolean waits) {
        if (bulk.undoAskedBy == null) {
            return waits ? BulkApi.Progress.RUNNING : BulkApi.Progress.DONE;
        }
        return waits ? BulkApi.Progress.UNDOING : BulkApi.Progress.UNDONE;
    }

    private static BulkApi.ItemView item(Bulks.Item item) {
        BulkItemRow row = item.row();
        Money moves = row.moves();
        // Why it could not be undone says nothing any more of one that was undone by itself.
        boolean asItWasLeft = item.status() == row.status;
        return new BulkApi.ItemView(
                row.caseId,
                row.orderId,
                item.status(),
                moves == null ? null : moves.text(),
                row.currency,
                asItWasLeft ? row.code : null,
                asItWasLeft ? row.detail : null,
                row.doneAt);
    }

    /** Money by currency, and what of it is for two. */
    private static final class Sums {

        private final Map<String, Money> all = new TreeMap<>();
        private final Map<String, Money> forTwo = new TreeMap<>();

        void add(Money moves, boolean waits) {
            String currency = moves.currency().code();
            all.merge(currency, moves, Money::plus);
            forTwo.merge(currency, waits ? moves : Money.zero(moves.currency()), Money::plus);
        }

        List<BulkApi.MoneyView> views() {
            return all.entrySet().stream()
                    .map(each -> new BulkApi.MoneyView(
                            each.getKey(),
                            each.getValue().text(),
                            Objects.requireNonNull(forTwo.get(each.getKey())).text()))
                    .toList();
        }
    }
}
