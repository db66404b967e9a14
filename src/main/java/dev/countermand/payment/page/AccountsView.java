package dev.countermand.payment.page;

import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Role;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.payment.ledger.Account;
import dev.countermand.payment.ledger.Accounts;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the accounts of an order stand at (A18, A23, A24); what does not concern who asks is left out. */
@RegisterForReflection
@Schema(name = "OrderAccounts")
public record AccountsView(
        @Schema(description = "Held until the buyer has the goods (A18).", examples = "29.90")
        String held,

        @Schema(description = "On its way back to the buyer, and owed until it was sent.", examples = "0.00") @Nullable
        String goingBack,

        @Schema(description = "Came in and is not owed: it goes back by itself (A20a).", examples = "0.00") @Nullable
        String notOwed,

        @Schema(description = "What the buyer owes beside what they paid (C1, C3).", examples = "0.00") @Nullable
        String owedByBuyer,

        @Schema(description = "Released to the seller, and what an import took as paid out (A18).", examples = "0.00")
        @Nullable
        String released,

        @Schema(
                description = "What the seller owes of this order: fines, claims, ways back (A19, A24).",
                examples = "0.00")
        @Nullable
        String owedBySeller,

        @Schema(
                description =
                        "Kept by the marketplace: fines and claims, less what it has given back itself; below zero it"
                                + " has given more. For staff.",
                examples = "0.00")
        @Nullable
        String marketplace,

        @Schema(description = "What bringing and bringing back has cost. For staff.", examples = "0.00") @Nullable
        String carrierCosts,

        @Schema(description = "Taken back by a bank, and still disputed (A20a). For staff.", examples = "0.00")
        @Nullable
        String disputedByBank,

        @Schema(description = "Paid back to the buyer in another way (A20b). For staff.", examples = "0.00") @Nullable
        String settled,

        @Schema(description = "Paid of claims beside payment providers. For staff.", examples = "0.00") @Nullable
        String received,

        @Schema(description = "What payment providers hold of it. For staff.", examples = "29.90") @Nullable
        String atProviders) {

    /** Who asks. */
    public enum Side {
        BUYER,
        SELLER,
        STAFF;

        /** Agents see what the buyer whom they speak with sees. */
        public static Side of(Caller caller, Order order) {
            if (caller.isAny(Role.MODERATOR, Role.LEAD, Role.SERVICE)) {
                return STAFF;
            }
            boolean buyers = caller.isAny(Role.AGENT)
                    || OrderAccess.isBuyer(caller, order.terms().buyerId());
            return buyers ? BUYER : SELLER;
        }
    }

    private static final Set<Side> BUYERS = Set.of(Side.BUYER, Side.STAFF);
    private static final Set<Side> SELLERS = Set.of(Side.SELLER, Side.STAFF);
    private static final Set<Side> STAFF = Set.of(Side.STAFF);

    /** What this side sees of them. */
    public static AccountsView of(Accounts accounts, Side side) {
        Money nothing = Money.zero(accounts.currency());
        Money released = accounts.of(Account.SELLER).plus(accounts.of(Account.PAID_OUT));
        return new AccountsView(
                accounts.of(Account.ESCROW).text(),
                shown(BUYERS, side, accounts.of(Account.BUYER)),
                shown(BUYERS, side, accounts.of(Account.SUSPENSE)),
                shown(BUYERS, side, nothing.minus(accounts.of(Account.CLAIM_ON_BUYER))),
                shown(SELLERS, side, released),
                shown(SELLERS, side, nothing.minus(accounts.of(Account.CLAIM_ON_SELLER))),
                shown(STAFF, side, accounts.of(Account.PLATFORM)),
                shown(STAFF, side, accounts.of(Account.CARRIER_COSTS)),
                shown(STAFF, side, accounts.of(Account.CHARGEBACK)),
                shown(STAFF, side, accounts.of(Account.SETTLED)),
                shown(STAFF, side, nothing.minus(accounts.of(Account.RECEIVED))),
                shown(STAFF, side, nothing.minus(accounts.of(Account.PROVIDER))));
    }

    private static @Nullable String shown(Set<Side> to, Side side, Money amount) {
        return to.contains(side) ? amount.text() : null;
    }
}
