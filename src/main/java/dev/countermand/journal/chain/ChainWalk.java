package dev.countermand.journal.chain;

import dev.countermand.journal.AuditSignatures.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Goes along the chain, seal by seal, and stops at the first that does not follow, or whose entry is not the one that was
 * sealed. Pure: what it looks at is handed in, in the order of the numbers.
 */
final class ChainWalk {

    private final Trust trust;
    private final Map<Long, DayHead> byLast = new HashMap<>();
    private final long last;
    private final boolean mayBeForgotten;
    private long next;
    private String previous;
    private long walked;
    private long forgotten;
    private long erased;

    /**
     * @param days those that are walked, in order
     * @param next number of the seal that comes first
     * @param previous the hash before it
     * @param mayBeForgotten the retention has come as far as the first day: the first seal that is there is believed, if it
     *     is a later one
     */
    ChainWalk(Trust trust, List<DayHead> days, long next, String previous, boolean mayBeForgotten) {
        this.trust = trust;
        this.mayBeForgotten = mayBeForgotten;
        this.next = next;
        this.previous = previous;
        days.forEach(day -> byLast.put(day.last(), day));
        this.last = days.isEmpty() ? 0 : days.getLast().last();
    }

    /**
     * Whether the days themselves follow from each other and were signed by this service.
     *
     * @param days with the one before the period and the one behind it, where there are such
     * @param genesis what the first day of all follows from
     */
    static @Nullable ChainFault days(List<DayHead> days, String genesis, Function<DayHead, Verdict> signature) {
        DayHead before = null;
        for (DayHead day : days) {
            ChainFault fault = signed(day, signature.apply(day));
            if (fault != null) {
                return fault;
            }
            boolean follows = before == null
                    ? day.first() != 1 || day.previous().equals(genesis)
                    : day.first() == before.last() + 1 && day.previous().equals(before.hash());
            if (!follows) {
                return ChainFault.day(
                        day, ChainFault.Kind.CHAIN_CHANGED, "The day does not follow from the one before");
            }
            before = day;
        }
        return null;
    }

    private static @Nullable ChainFault signed(DayHead day, Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> null;
            case WRONG ->
                ChainFault.day(day, ChainFault.Kind.CHAIN_CHANGED, "The day was rewritten, without this service's key");
            case UNKNOWN ->
                ChainFault.day(
                        day, ChainFault.Kind.UNKNOWN_KEY, "This service does not have the key that signed the day");
        };
    }

    /** The next seal with its entry; null when all is as it was left. */
    @Nullable
    ChainFault accept(SealedEntry found) {
        Seal seal = found.seal();
        boolean first = walked == 0 && mayBeForgotten && seal.number() > next;
        if (seal.number() != next && !first) {
            return ChainFault.gap(next);
        }
        if (first) {
            forgotten += seal.number() - next;
        } else if (!seal.follows(previous)) {
            return ChainFault.rewritten(seal.entryId(), seal.number());
        }
        DayHead day = byLast.get(seal.number());
        if (day != null && !day.hash().equals(seal.hash())) {
            return ChainFault.rewritten(seal.entryId(), seal.number());
        }
        ChainFault fault = found.fault(trust);
        if (fault != null) {
            return fault;
        }
        walked++;
        forgotten += found.entry() == null ? 1 : 0;
        erased += seal.salt() == null && found.entry() != null ? 1 : 0;
        previous = seal.hash();
        next = seal.number() + 1;
        return null;
    }

    /** When no seal is left: whether the last is the one that the last day ends with. */
    @Nullable
    ChainFault end() {
        if (next > last) {
            return null;
        }
        if (walked == 0 && mayBeForgotten) {
            // All of it was: its days are what is left.
            forgotten += last - next + 1;
            next = last + 1;
            return null;
        }
        return ChainFault.gap(next);
    }

    long walked() {
        return walked;
    }

    long forgotten() {
        return forgotten;
    }

    long erased() {
        return erased;
    }
}
