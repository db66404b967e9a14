package dev.countermand.order;

import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.order.state.OrderAction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who sees which order, and how a caller's act gets hold of one. */
@ApplicationScoped
public class OrderAccess {

    private final OrderStore store;

    public OrderAccess(OrderStore store) {
        this.store = store;
    }

    /** People see only what is theirs; the marketplace's own people and systems see all. */
    public static boolean canSee(Caller caller, String buyerId, String sellerId) {
        return seesAll(caller) || isBuyer(caller, buyerId) || isSeller(caller, sellerId);
    }

    private static boolean seesAll(Caller caller) {
        return caller.isAny(Role.MODERATOR, Role.LEAD, Role.SERVICE, Role.AGENT);
    }

    public static boolean isBuyer(Caller caller, String buyerId) {
        return caller.isAny(Role.BUYER) && caller.subject().equals(buyerId);
    }

    public static boolean isSeller(Caller caller, String sellerId) {
        return caller.isAny(Role.SELLER) && caller.subject().equals(sellerId);
    }

    /** The buyer themselves, or an agent for them, with both names on record (E1). */
    public static Actor buyerOrAgent(Caller caller, Order order) {
        String buyer = order.terms().buyerId();
        if (isBuyer(caller, buyer)) {
            return caller.as(Role.BUYER);
        }
        if (caller.isAny(Role.AGENT)) {
            return new Actor(caller.subject(), Role.AGENT, buyer);
        }
        throw Refusal.notFound("order").asException();
    }

    /** In which roles this caller stands to this order: a seller is a seller of their own orders only. */
    public static Set<Role> rolesOn(Caller caller, Order order) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        roles.addAll(caller.roles());
        if (!isBuyer(caller, order.terms().buyerId())) {
            roles.remove(Role.BUYER);
        }
        if (!isSeller(caller, order.terms().sellerId())) {
            roles.remove(Role.SELLER);
        }
        return roles;
    }

    /** The order for reading; what is somebody else's is not there, and it takes as long to say so. */
    public Uni<Order> find(Caller caller, String id) {
        return (seesAll(caller) ? store.find(id) : store.findOf(id, as(Role.BUYER, caller), as(Role.SELLER, caller)))
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.notFound("order").asException());
    }

    /** Refuses a buyer and a seller whose order it is not, without loading it. */
    public Uni<Void> refuseStrangers(Caller caller, String id) {
        return Steps.when(
                !seesAll(caller),
                () -> store.isOf(id, as(Role.BUYER, caller), as(Role.SELLER, caller))
                        .invoke(theirs -> {
                            if (!theirs) {
                                throw Refusal.notFound("order").asException();
                            }
                        }));
    }

    private static Optional<String> as(Role role, Caller caller) {
        return caller.isAny(role) ? Optional.of(caller.subject()) : Optional.empty();
    }

    /**
     * The order for an act, locked: of two acts the later one is judged in the state that the earlier one left. Refuses
     * what is not the caller's, an act that was meant for another version, and an action that is not possible now.
     */
    public Uni<Order> lockFor(Caller caller, String id, OrderAction action) {
        return lock(caller, id)
                .invoke(order -> order.refusalOf(action, rolesOn(caller, order)).ifPresent(refusal -> {
                    throw refusal.asException();
                }));
    }

    /** Like {@link #lockFor}, without asking whether anything is possible. */
    public Uni<Order> lock(Caller caller, String id) {
        return asSeen(caller, store.lock(id));
    }

    /** The same by a row that belongs to the order ({@link OrderStore#lockOwning}). */
    public Uni<Order> lockOwning(Caller caller, String entity, UUID id, String noun) {
        return asSeen(caller, store.lockOwning(entity, id, noun));
    }

    private static Uni<Order> asSeen(Caller caller, Uni<Order> locked) {
        return locked.invoke(order -> {
            if (!canSee(caller, order.terms().buyerId(), order.terms().sellerId())) {
                throw Refusal.notFound("order").asException();
            }
            if (caller.expectsOtherThan(order.version())) {
                throw order.stale(rolesOn(caller, order)).asException();
            }
        });
    }
}
