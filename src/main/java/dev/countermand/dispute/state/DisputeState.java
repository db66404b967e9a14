package dev.countermand.dispute.state;

import dev.countermand.kernel.Role;

/**
 * What decides about the acts of the two sides.
 *
 * @param frozen the order is (A25)
 * @param offerBy whose offer stands, BUYER or SELLER: at first the buyer's, what they asked for
 * @param spokeLast who made or rejected an offer last, BUYER or SELLER
 * @param goods how far they are on their way back (A19)
 * @param offerIsThere what stands to be agreed on has not gone back another way meanwhile (A20)
 */
public record DisputeState(
        DisputeKind kind,
        DisputeStatus status,
        boolean frozen,
        Role offerBy,
        Role spokeLast,
        ReturnProgress goods,
        boolean offerIsThere) {}
