package dev.countermand.review.bulk;

import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Role;
import dev.countermand.review.decision.Decision;
import dev.countermand.review.state.CaseVerdict;
import dev.countermand.seller.EntryKind;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "bulk_decision")
class BulkRow {
    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    CaseVerdict verdict;

    @Nullable
    @Enumerated(EnumType.STRING)
    EntryKind sanctionKind;

    @Nullable
    Integer sanctionPoints;

    String statement;
    String askedBy;

    /** The roles of whoever asked, by which each case is decided in its turn. */
    String askedAs;

    Instant askedAt;

    @Nullable
    String undoAskedBy;

    @Nullable
    String undoAskedAs;

    @Nullable
    Instant undoAskedAt;

    @Nullable
    String undoBecause;

    @Version
    Long version;

    final Decision toDecision() {
        Decision.Sanction sanction = sanctionKind == null ? null : new Decision.Sanction(sanctionKind, sanctionPoints);
        return new Decision(verdict, null, sanction, null, statement);
    }

    final Caller asker() {
        return caller(askedBy, askedAs);
    }

    final Caller undoer() {
        return caller(String.valueOf(undoAskedBy), String.valueOf(undoAskedAs));
    }

    static String roles(Caller caller) {
        return caller.roles().stream().map(Enum::name).sorted().collect(Collectors.joining(" "));
    }

    private static Caller caller(String subject, String roles) {
        Set<Role> all = Arrays.stream(roles.split(" ")).map(Role::valueOf).collect(Collectors.toSet());
        return new Caller(subject, all, null);
    }
}
