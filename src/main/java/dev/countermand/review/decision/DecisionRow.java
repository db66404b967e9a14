package dev.countermand.review.decision;

import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Role;
import dev.countermand.review.state.CaseMatter;
import dev.countermand.review.state.CaseVerdict;
import dev.countermand.review.state.DecisionStatus;
import dev.countermand.review.state.FourEyes;
import dev.countermand.seller.EntryKind;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "case_decision")
@IdClass(DecisionRow.Key.class)
class DecisionRow {
    @Id
    String orderId;

    @Id
    UUID caseId;

    /** From 1, for each case. */
    @Id
    int no;

    @Enumerated(EnumType.STRING)
    DecisionStatus status;

    @Enumerated(EnumType.STRING)
    CaseVerdict verdict;

    @Enumerated(EnumType.STRING)
    CaseMatter matter;

    @Nullable
    String shipments;

    @Nullable
    String wanted;

    @Nullable
    @Enumerated(EnumType.STRING)
    EntryKind sanctionKind;

    @Nullable
    Integer sanctionPoints;

    String statement;
    long amount;
    String currency;

    @Nullable
    String approvalBecause;

    long orderVersion;

    /** {@link OrderMemory#seen}, while it waits for approval; null of what waited before there was one. */
    @Nullable
    String orderPrint;

    String sellerId;
    String buyerId;
    String decidedBy;

    @Enumerated(EnumType.STRING)
    Role decidedAs;

    Instant decidedAt;

    /** When the case was due then (P7); null of a decision by the release before. */
    @Nullable
    Instant dueAt;

    @Nullable
    Instant approveBy;

    /** Who approved it, or did not. */
    @Nullable
    String approvedBy;

    @Nullable
    Instant answeredAt;

    @Nullable
    String rejectedBecause;

    @Nullable
    Instant overtakenAt;

    @Nullable
    Instant carriedOutAt;

    @Nullable
    Instant undoUntil;

    /** {@link UndoMemory}; null when it cannot be undone any more. */
    @Nullable
    String undoMemory;

    @Nullable
    String undoneBy;

    @Nullable
    Instant undoneAt;

    @Nullable
    String undoneBecause;

    @Version
    Long version;

    final void become(DecisionStatus next) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException("Decision " + name() + " cannot go from " + status + " to " + next);
        }
        status = next;
    }

    final void take(Decision decision) {
        verdict = decision.verdict();
        List<UUID> named = decision.shipments();
        shipments = named == null ? null : named.stream().map(UUID::toString).collect(Collectors.joining(" "));
        wanted = decision.amount();
        Decision.Sanction sanction = decision.sanction();
        sanctionKind = sanction == null ? null : sanction.kind();
        sanctionPoints = sanction == null ? null : sanction.points();
        statement = decision.statement();
    }

    final Decision toDecision() {
        List<UUID> named = shipments == null
                ? null
                : Arrays.stream(shipments.split(" ")).map(UUID::fromString).toList();
        Decision.Sanction sanction = sanctionKind == null ? null : new Decision.Sanction(sanctionKind, sanctionPoints);
        return new Decision(verdict, named, sanction, wanted, statement);
    }

    final void need(Set<FourEyes.Because> because) {
        approvalBecause =
                because.isEmpty() ? null : because.stream().map(Enum::name).collect(Collectors.joining(" "));
    }

    final Set<FourEyes.Because> approvalBecause() {
        Set<FourEyes.Because> because = EnumSet.noneOf(FourEyes.Because.class);
        if (approvalBecause != null) {
            Arrays.stream(approvalBecause.split(" "))
                    .map(FourEyes.Because::valueOf)
                    .forEach(because::add);
        }
        return because;
    }

    /** Whoever decided, as the audit names them. */
    final Actor decider() {
        return Actor.of(decidedBy, decidedAs);
    }

    final Money moves() {
        return new Money(amount, Currency.getInstance(currency));
    }

    final DecisionReader.Known toKnown() {
        return new DecisionReader.Known(
                no,
                status,
                toDecision(),
                moves(),
                approvalBecause(),
                decidedBy,
                decidedAt,
                approveBy,
                approvedBy,
                rejectedBecause,
                overtakenAt,
                carriedOutAt,
                undoUntil,
                undoneBy,
                undoneAt,
                undoneBecause);
    }

    /** What the ledger and its deadlines call it. */
    final String name() {
        return caseId + "/" + no;
    }

    record Key(String orderId, UUID caseId, int no) {}
}
