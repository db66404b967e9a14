package dev.countermand.cancellation.liability;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.countermand.order.Order;
import dev.countermand.policy.Liability;
import dev.countermand.policy.Policy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A12: sellers with many requests are counted once a minute, not with each of them: where there are so many, one more or less
 * says the same, and counting them all costs more than everything else that is done for one. Whoever has fewer is counted
 * each time.
 */
public final class SellerCounts {

    /** Requests from which on. */
    static final int MANY = 200;

    static final Duration COUNTED_ANEW_AFTER = Duration.ofMinutes(1);

    /** Sellers who are remembered. */
    private static final int SELLERS = 10_000;

    /**
     * Whose requests are counted.
     *
     * @param changedMind reasons that blame the buyer
     * @param lookBack how far back
     */
    public record Whose(String seller, List<String> changedMind, Duration lookBack) {}

    private final Cache<Whose, LiabilityFinding.Record> many = Caffeine.newBuilder()
            .maximumSize(SELLERS)
            .expireAfterWrite(COUNTED_ANEW_AFTER)
            .build();

    /** The seller of this order, by its policy. */
    public static Whose whose(Order order) {
        Policy policy = order.policy();
        List<String> changedMind = policy.cancellation().reasons().stream()
                .filter(terms -> terms.liability() == Liability.BUYER)
                .map(terms -> terms.code().name())
                .toList();
        return new Whose(
                order.terms().sellerId(), changedMind, policy.liability().lookBack());
    }

    /** Counted within the last minute; null where that is to be done. */
    public LiabilityFinding.@Nullable Record known(Whose whose) {
        return many.getIfPresent(whose);
    }

    /** Has just been counted; gives the same. */
    public LiabilityFinding.Record counted(Whose whose, LiabilityFinding.Record counted) {
        if (counted.requests() >= MANY) {
            many.put(whose, counted);
        }
        return counted;
    }
}
