package dev.countermand.review.live;

import java.time.Instant;
import java.util.UUID;

/** Events of cases. */
final class SomeEvents {

    private SomeEvents() {}

    /** A case between seller-1 and buyer-1 was claimed. */
    static CaseEvent claimed(long position, UUID caseId) {
        return new CaseEvent(
                position,
                "case.claimed",
                Instant.EPOCH,
                caseId,
                "order-1",
                "seller-1",
                "buyer-1",
                "CLAIMED",
                "OPEN",
                "MANUAL",
                60,
                "29.90",
                "EUR",
                "2031-03-06T10:00:00Z",
                "mod-1",
                null,
                null,
                "mod-1",
                "moderator");
    }
}
