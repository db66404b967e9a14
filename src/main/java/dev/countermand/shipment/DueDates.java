package dev.countermand.shipment;

import dev.countermand.kernel.Wait;
import dev.countermand.order.Order;
import dev.countermand.order.progress.Owed;
import dev.countermand.policy.Policy;
import dev.countermand.policy.ShippingTerms;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When what must run is due (P7), by the figures of the order's policy. Pure. */
public final class DueDates {

    /**
     * What the waiting times of one parcel run from.
     *
     * @param lastWordAt when the carrier said something of it last
     * @param lostAt since when it counts as lost
     * @param askedAt since when a person has it before them
     * @param waitsSince when somebody said that it is on its way: the waiting begins anew
     */
    public record Since(
            Instant declaredAt,
            @Nullable Instant lastWordAt,
            @Nullable Instant lostAt,
            @Nullable Instant askedAt,
            @Nullable Instant waitsSince) {

        /** Of a parcel that was declared just so, before this service knew of it. */
        public static Since past(Instant declaredAt, @Nullable Instant lastWordAt) {
            return new Since(declaredAt, lastWordAt, null, null, null);
        }
    }

    private DueDates() {}

    /**
     * @param since of the parcel that it is about; null for the order's own
     * @param now what nothing else is known of is due from now on
     */
    public static Instant of(Order order, Owed owed, @Nullable Since since, Instant now) {
        return since == null ? ofOrder(order, owed, now) : ofParcel(order, owed, since, now);
    }

    /** Whether the due date of one that runs already follows what is heard of the parcel (P5). */
    public static boolean moves(Owed owed) {
        return switch (owed.kind()) {
            case PARCEL_LOST, PARCEL_OVERDUE -> true;
            default -> false;
        };
    }

    private static Instant ofOrder(Order order, Owed owed, Instant now) {
        return switch (owed.kind()) {
            case DECLARE_SHIPMENT ->
                order.policy()
                        .after(
                                Objects.requireNonNullElse(
                                        order.verifiedAt(), order.terms().placedAt()),
                                order.terms().processingTime())
                        .plus(order.frozenFor());
            case RELEASE_ESCROW ->
                order.policy()
                        .after(
                                Objects.requireNonNullElse(order.deliveredAt(), now),
                                order.policy().escrow().releaseAfterDelivery());
            default -> now;
        };
    }

    private static Instant ofParcel(Order order, Owed owed, Since since, Instant now) {
        Policy policy = order.policy();
        ShippingTerms terms = policy.shipping();
        Instant begun = later(since.declaredAt(), since.waitsSince());
        return switch (owed.kind()) {
            case CARRIER_ACCEPTANCE -> policy.businessDays().plus(now, terms.contestedBusinessDays());
            case PARCEL_OVERDUE -> policy.after(later(begun, agreedDay(order)), terms.overdueAfter());
            case PARCEL_LOST -> policy.after(later(begun, since.lastWordAt()), lostAfter(order));
            case LOST_CASE -> policy.after(later(begun, since.lostAt()), terms.lostCaseAfter());
            case PARCEL_UNANSWERED ->
                policy.after(later(begun, since.askedAt()), policy.review().decideWithin());
            default -> now;
        };
    }

    /** P5: shorter for a parcel that stays in its country. */
    static Wait lostAfter(Order order) {
        ShippingTerms terms = order.policy().shipping();
        boolean within =
                order.delivery().to().country().equalsIgnoreCase(order.terms().shipFromCountry());
        return within ? terms.lostAfterWithinCountry() : terms.lostAfter();
    }

    /** E1: nobody waits for a parcel before the day on which it is to come. */
    private static @Nullable Instant agreedDay(Order order) {
        LocalDate day = order.delivery().date();
        return day == null
                ? null
                : day.plusDays(1).atStartOfDay(order.policy().timeZone()).toInstant();
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }
}
