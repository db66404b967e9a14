package dev.countermand.review;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.evidence.CaseDemands;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.review.state.Claim;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who works on which case (A26). A claim is a lease: kept alive it lasts, and it ends by itself through a deadline. Each new
 * holder gets a new token, so that whoever held the case before cannot act on it any more. The order is locked first, so that of
 * two who claim at once one is second.
 */
@NeedsTransaction
@ApplicationScoped
public class Claims {

    /** The header that proves a claim. */
    public static final String TOKEN = "Case-Token";

    private static final Actor ACTOR = Actor.system("deadline");

    private final CaseStore store;
    private final CaseFile file;
    private final CaseDemands demands;
    private final OrderStore orders;
    private final Deadlines deadlines;
    private final InstantSource clock;

    Claims(
            CaseStore store,
            CaseFile file,
            CaseDemands demands,
            OrderStore orders,
            Deadlines deadlines,
            InstantSource clock) {
        this.store = store;
        this.file = file;
        this.demands = demands;
        this.orders = orders;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** What a step of a claim is decided by. */
    private record Locked(Order order, CaseRow row, Instant now) {

        Instant until() {
            return now.plus(order.policy().review().claimFor());
        }
    }

    /** Takes the case for a while; again, it is taken for longer. Refuses a party to it, and while another one holds it. */
    public Uni<Claim> claim(UUID id, Caller caller) {
        Actor by = by(caller);
        return locked(id, caller).chain(it -> {
            refuse(Claim.refusalToTake(it.row().status, it.row().claim(), by.subject(), it.now()));
            refuseParty(it.order(), by.subject());
            Claim claim = Claim.take(it.row().claim(), by.subject(), Ids.next(it.now()), it.until());
            return take(it, claim)
                    .chain(() -> file.tell(it.row(), it.row().status.event(), by, it.now()))
                    .chain(() -> store.flush())
                    .replaceWith(claim);
        });
    }

    /** Holds the case for longer. It never takes one that was lost in between, and leaves no trace in the audit. */
    Uni<Claim> keepAlive(UUID id, @Nullable String token, Caller caller) {
        return mine(id, token, caller).chain(it -> {
            Claim claim = claimOf(it.row()).extended(it.until());
            return take(it, claim).chain(() -> store.flush()).replaceWith(claim);
        });
    }

    /** Gives the case back. */
    Uni<CaseRow> unclaim(UUID id, @Nullable String token, Caller caller) {
        return mine(id, token, caller)
                .chain(it -> release(it.row(), by(caller), it.now())
                        .chain(() -> store.flush())
                        .replaceWith(it.row()));
    }

    /** Gives the case to another moderator, who gets their token by claiming it. */
    Uni<CaseRow> handOver(UUID id, @Nullable String token, String to, @Nullable String because, Caller caller) {
        return mine(id, token, caller).chain(it -> {
            if (to.equals(caller.subject())) {
                throw Refusal.invalid("to", "must be another moderator").asException();
            }
            refuseParty(it.order(), to);
            Map<String, Object> more = because == null
                    ? Map.of("previousAssignee", caller.subject())
                    : Map.of("previousAssignee", caller.subject(), "because", because);
            return take(it, new Claim(to, Ids.next(it.now()), it.until()))
                    .chain(() -> file.tell(it.row(), "case.handed-over", by(caller), it.now(), more))
                    .chain(() -> store.flush())
                    .replaceWith(it.row());
        });
    }

    /** A lead takes the case from whoever holds it, whose token is worth nothing from now on. */
    Uni<Claim> takeOver(UUID id, String because, Caller caller) {
        Actor by = caller.as(Role.LEAD);
        return locked(id, caller).chain(it -> {
            refuse(Claim.refusalToTakeOver(it.row().status, it.row().claim(), by.subject(), it.now()));
            refuseParty(it.order(), by.subject());
            Claim before = claimOf(it.row());
            Claim claim = new Claim(by.subject(), Ids.next(it.now()), it.until());
            Map<String, Object> more = Map.of("previousAssignee", before.moderator(), "because", because);
            return take(it, claim)
                    .chain(() -> file.tell(it.row(), "case.taken-over", by, it.now(), more))
                    .chain(() -> store.flush())
                    .replaceWith(claim);
        });
    }

    /** A claim has run out: the case is open again. Does nothing when it was kept alive, or has gone on otherwise. */
    Uni<Void> ranOut(Order order, UUID id, Instant now) {
        return store.lock(order.id(), id).chain(row -> {
            Claim claim = row == null ? null : row.claim();
            return row == null || claim == null || row.status != CaseStatus.CLAIMED || claim.holds(now)
                    ? Uni.createFrom().voidItem()
                    : release(row, ACTOR, now);
        });
    }

    /** The case, locked, and held by this caller under this token; refuses otherwise. The order is locked already. */
    public Uni<LockedCase> heldBy(Order order, UUID id, String token, Caller caller) {
        return held(order.id(), id, token, caller).map(LockedCase::new);
    }

    /** A26: a decision was not approved: whoever made it has the case again, for as long as a claim lasts. */
    public Uni<Void> giveBackTo(Order order, LockedCase it, String moderator, Actor by, String because, Instant now) {
        Locked locked = new Locked(order, it.row(), now);
        return take(locked, new Claim(moderator, Ids.next(now), locked.until()))
                .chain(() -> file.tell(it.row(), it.row().status.event(), by, now, Map.of("because", because)))
                .chain(() -> store.flush());
    }

    /** The same, in this room. */
    Uni<CaseRow> held(String orderId, UUID id, @Nullable String token, Caller caller) {
        String given = required(token);
        return store.lock(orderId, id).invoke(row -> {
            refuseStale(row, caller);
            refuse(Claim.refusalToAct(row.status, row.claim(), caller.subject(), given, Timestamps.now(clock)));
        });
    }

    /** In which role they work on cases; refuses who does not. */
    public static Actor by(Caller caller) {
        return caller.as(Role.MODERATOR, Role.LEAD);
    }

    /** The header that proves the claim; without it nothing is done. */
    public static String required(@Nullable String token) {
        if (token == null || token.isBlank()) {
            throw Refusal.invalid(TOKEN, "must be the token of your claim on this case")
                    .asException();
        }
        return token.strip();
    }

    private Uni<Locked> locked(UUID id, Caller caller) {
        return store.orderOf(id)
                .chain(orders::lock)
                .chain(order -> store.lock(order.id(), id)
                        .invoke(row -> refuseStale(row, caller))
                        .map(row -> new Locked(order, row, Timestamps.now(clock))));
    }

    private Uni<Locked> mine(UUID id, @Nullable String token, Caller caller) {
        String given = required(token);
        return store.orderOf(id)
                .chain(orders::lock)
                .chain(order ->
                        held(order.id(), id, given, caller).map(row -> new Locked(order, row, Timestamps.now(clock))));
    }

    /** The deadline is another one each time: one that is being carried out finds that it is gone. */
    private Uni<Void> take(Locked it, Claim claim) {
        CaseRow row = it.row();
        row.buyerId = it.order().terms().buyerId();
        row.take(claim);
        return deadlines
                .drop(row.orderId, DeadlineKind.RELEASE_CLAIM, row.id.toString())
                .chain(() -> deadlines.set(
                        row.orderId, DeadlineKind.RELEASE_CLAIM, row.id.toString(), claim.until(), it.now()));
    }

    /** It is open again, or waits for evidence that the seller still has time for (A26). */
    private Uni<Void> release(CaseRow row, Actor by, Instant now) {
        return demands.open(row.orderId, row.id).chain(open -> {
            row.become(open.isEmpty() ? CaseStatus.OPEN : CaseStatus.AWAITING_EVIDENCE);
            row.dropClaim();
            row.assignee = null;
            return dropDeadline(row).chain(() -> file.tell(row, row.status.event(), by, now));
        });
    }

    /** Nobody holds the case any more, so nothing ends the claim. */
    Uni<Void> dropDeadline(CaseRow row) {
        return deadlines.drop(row.orderId, DeadlineKind.RELEASE_CLAIM, row.id.toString());
    }

    private static Claim claimOf(CaseRow row) {
        Claim claim = row.claim();
        if (claim == null) {
            throw new IllegalStateException("Case " + row.id + " is held by nobody");
        }
        return claim;
    }

    /** Nobody handles a case about an order of which they are the seller or the buyer. */
    public static void refuseParty(Order order, String moderator) {
        refuse(Claim.refusalOfParty(
                moderator, order.terms().sellerId(), order.terms().buyerId()));
    }

    private static void refuse(Optional<Refusal> refusal) {
        refusal.ifPresent(no -> {
            throw no.asException();
        });
    }

    private static void refuseStale(CaseRow row, Caller caller) {
        if (caller.expectsOtherThan(row.version)) {
            throw Refusal.staleVersion("The case is in version " + row.version + " by now", row.status.name(), null)
                    .asException();
        }
    }
}
