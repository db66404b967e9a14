package dev.countermand.seller;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sanction with its appeal; where it is about an order, the record has an entry of the same id once it is in force. */
@Entity
@Table(name = "sanction")
@IdClass(SanctionRow.Key.class)
class SanctionRow {
    @Id
    String sellerId;

    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    EntryKind kind;

    @Enumerated(EnumType.STRING)
    SanctionStatus status;

    /** Null when it is about the seller as a whole. */
    @Nullable
    String orderId;

    /** A26: the case whose decision it is part of, if it is. */
    @Nullable
    UUID caseId;

    /** Of the order, who judges no appeal about it; null without one, and of one that the release before has written. */
    @Nullable
    String buyerId;

    String cause;
    String rule;
    long amount;

    /** Null without an order. */
    @Nullable
    String currency;

    int points;
    String statement;
    String facts;
    boolean foundByMachine;
    boolean decidedByMachine;
    String market;
    int policyVersion;
    String decidedBy;
    Instant decidedAt;

    @Nullable
    Instant approveBy;

    @Nullable
    Instant overdueSince;

    @Nullable
    String approvedBy;

    @Nullable
    String rejectedBecause;

    @Nullable
    Instant inForceAt;

    @Nullable
    Instant pointsUntil;

    @Nullable
    Instant endsAt;

    @Nullable
    Integer perDay;

    @Nullable
    Instant appealUntil;

    @Nullable
    @Enumerated(EnumType.STRING)
    AppealStatus appealStatus;

    @Nullable
    String appealText;

    @Nullable
    Instant appealedAt;

    @Nullable
    Instant appealDecideBy;

    @Nullable
    Instant appealOverdueSince;

    @Nullable
    String appealDecidedBy;

    @Nullable
    String appealStatement;

    @Nullable
    Instant appealDecidedAt;

    /** What it was before the act that moves it; the event says so. */
    @Transient
    @Nullable
    SanctionStatus movedFrom;

    @Version
    Long version;

    final void become(SanctionStatus next) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException("Sanction " + id + " cannot go from " + status + " to " + next);
        }
        movedFrom = status;
        status = next;
    }

    final void appealBecomes(AppealStatus next) {
        if (appealStatus == null || !appealStatus.canBecome(next)) {
            throw new IllegalStateException(
                    "The appeal against " + id + " cannot go from " + appealStatus + " to " + next);
        }
        appealStatus = next;
    }

    final void takeEffect(Ladder.Effect effect, Instant now) {
        inForceAt = now;
        pointsUntil = effect.pointsUntil();
        endsAt = effect.endsAt();
        perDay = effect.perDay();
        appealUntil = effect.appealUntil();
    }

    final Sanction toSanction() {
        return new Sanction(
                id,
                sellerId,
                kind,
                status,
                orderId,
                cause,
                rule,
                currency == null ? null : new Money(amount, Currency.getInstance(currency)),
                points,
                statement,
                Fact.read(facts),
                foundByMachine,
                decidedByMachine,
                market,
                policyVersion,
                decidedBy,
                decidedAt,
                approveBy,
                overdueSince,
                approvedBy,
                rejectedBecause,
                inForceAt,
                pointsUntil,
                endsAt,
                perDay,
                appealUntil,
                appeal(),
                version == null ? 0 : version);
    }

    private Sanction.@Nullable Appeal appeal() {
        return appealStatus == null || appealText == null || appealedAt == null || appealDecideBy == null
                ? null
                : new Sanction.Appeal(
                        appealStatus,
                        appealText,
                        appealedAt,
                        appealDecideBy,
                        appealOverdueSince,
                        appealDecidedBy,
                        appealStatement,
                        appealDecidedAt);
    }

    record Key(String sellerId, UUID id) {}
}
