package dev.countermand.review.bulk;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.review.state.BulkItemStatus;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "bulk_item")
@IdClass(BulkItemRow.Key.class)
class BulkItemRow {
    @Id
    String orderId;

    @Id
    UUID caseId;

    @Id
    UUID bulkId;

    @Enumerated(EnumType.STRING)
    BulkItemStatus status;

    @Nullable
    Integer decisionNo;

    @Nullable
    Long amount;

    @Nullable
    String currency;

    @Nullable
    String code;

    @Nullable
    String detail;

    @Nullable
    Instant doneAt;

    @Version
    Long version;

    final void become(BulkItemStatus next, Instant now) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException("Case " + caseId + " cannot go from " + status + " to " + next);
        }
        status = next;
        doneAt = now;
    }

    /** It stays as it was, and says why. */
    final void refused(BulkItemStatus next, Refusal because, Instant now) {
        become(next, now);
        code = because.code();
        detail = because.detail();
    }

    final @Nullable Money moves() {
        return amount == null || currency == null ? null : new Money(amount, Currency.getInstance(currency));
    }

    /** What its deadlines call it. */
    final String name() {
        return bulkId + "/" + caseId;
    }

    record Key(String orderId, UUID caseId, UUID bulkId) {

        /** By the order and the name. */
        static Key of(String orderId, String name) {
            String[] ids = name.split("/");
            return new Key(orderId, UUID.fromString(ids[1]), UUID.fromString(ids[0]));
        }
    }
}
