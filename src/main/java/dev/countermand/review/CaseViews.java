package dev.countermand.review;

import dev.countermand.http.Answer;

/** Cases as the contract shows them. */
public final class CaseViews {

    private CaseViews() {}

    static CaseApi.CaseItem item(CaseRow row) {
        return new CaseApi.CaseItem(
                row.id,
                row.orderId,
                row.sellerId,
                row.status,
                row.score,
                row.atStake().text(),
                row.currency,
                row.dueAt,
                row.overdueSince,
                row.openedAt,
                row.assignee,
                row.verdict);
    }

    /** A case after an act on it, with its version. */
    public static Answer answer(LockedCase it) {
        return answer(it.row());
    }

    static Answer answer(CaseRow row) {
        return Answer.ok(row.version, item(row));
    }
}
