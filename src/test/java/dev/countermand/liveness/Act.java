package dev.countermand.liveness;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One thing that one party may try with an order.
 *
 * @param fits whether it makes sense as the order is; it is tried sometimes where it does not, too
 * @param weight how often it is chosen, beside the others that fit
 */
record Act(String name, Party party, int weight, Predicate<Snapshot> fits, Making making) {

    /** Who acts; two of one party are not raced against each other. */
    enum Party {
        BUYER,
        SELLER,
        SHOP,
        CARRIER,
        /** Payment providers and banks, who tell by themselves. */
        PROVIDER,
        STAFF
    }

    /** Makes the call; null when there is nothing that it could be about. */
    @FunctionalInterface
    interface Making {
        @Nullable
        Call make(Scene scene);
    }

    /**
     * What an act has before it.
     *
     * @param pick a number from 0 to 9,999
     */
    record Scene(Service service, Life life, Snapshot order, int pick) {

        String path(String what) {
            return "/v1/orders/" + life.id() + "/" + what;
        }

        /** One of so many, by the pick. */
        int oneOf(int many) {
            return pick % many;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
