package dev.countermand.journal.chain;

import dev.countermand.database.Reads;
import dev.countermand.journal.AuditSignatures;
import dev.countermand.journal.chain.Proof.Counts;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Proves a period of the audit: first its chain, seal by seal, then its entries, each of which must have a seal. So much at
 * a time as fits into a call; whoever wants all of it goes on from where the part ended.
 */
@ApplicationScoped
class AuditProof {

    /** A year and a leap day. */
    static final int MOST_DAYS = 366;

    /** Seals and entries that are looked at in one call, and a page more. */
    static final int MOST = 20_000;

    private static final int PAGE = 1_000;

    /** Where a part ends: behind the seal with a number. */
    private static final String SEALS = "seals:";

    /** Or behind an entry. */
    private static final String ENTRIES = "entries:";

    private final ChainReader reader;
    private final AuditSignatures signatures;
    private final InstantSource clock;

    AuditProof(ChainReader reader, AuditSignatures signatures, InstantSource clock) {
        this.reader = reader;
        this.signatures = signatures;
        this.clock = clock;
    }

    /** A period as it is proved. */
    private record Period(Instant start, Instant end, List<DayHead> days, Trust trust) {}

    /**
     * Refuses a period that has no day, or more than {@value #MOST_DAYS}.
     *
     * @param from the first day (UTC)
     * @param to the last one, which is in it
     * @param key where the part before ended; null at the beginning
     */
    @Reads
    Uni<Proof> prove(LocalDate from, LocalDate to, @Nullable String key) {
        if (to.isBefore(from)) {
            throw Refusal.invalid("to", "must not be before from").asException();
        }
        if (!to.isBefore(from.plusDays(MOST_DAYS))) {
            throw Refusal.invalid("to", "must be less than " + MOST_DAYS + " days after from")
                    .asException();
        }
        return reader.began().chain(began -> {
            // Before the first seal nothing is forgotten, and nothing unsigned is taken.
            return began == null
                    ? entries(
                            new Period(start(from), end(to), List.of(), new Trust(Instant.EPOCH, Instant.EPOCH)),
                            Ids.first(start(from)),
                            Counts.NONE)
                    : reader.trust(began)
                            .chain(trust ->
                                    reader.heads(from, to).chain(heads -> part(from, to, heads, trust, began, key)));
        });
    }

    private Uni<Proof> part(
            LocalDate from, LocalDate to, List<DayHead> heads, Trust trust, Instant began, @Nullable String key) {
        List<DayHead> days = heads.stream()
                .filter(head -> !head.day().isBefore(from) && !head.day().isAfter(to))
                .toList();
        Period period = new Period(start(from), end(to), days, trust);
        if (key != null && key.startsWith(ENTRIES)) {
            return entries(period, PageRequest.id(key.substring(ENTRIES.length())), Counts.NONE);
        }
        if (key != null) {
            return goOn(period, number(key));
        }
        ChainFault fault = ChainWalk.days(
                heads, DayHead.genesis(began), head -> signatures.judge(head.signed(), head.signature()));
        if (fault != null) {
            return Uni.createFrom().item(new Proof(Counts.NONE, days, fault, null));
        }
        if (days.isEmpty()) {
            return entries(period, Ids.first(period.start()), Counts.NONE);
        }
        DayHead first = days.getFirst();
        boolean mayBeForgotten = first.start().isBefore(trust.forgottenBefore());
        return seals(
                period, new ChainWalk(trust, days, first.first(), first.previous(), mayBeForgotten), first.first() - 1);
    }

    /** The hash of the seal before was proved by the part before. */
    private Uni<Proof> goOn(Period period, long after) {
        return reader.hashOf(after)
                .onItem()
                .ifNull()
                .failWith(PageRequest::unknownKey)
                .chain(hash -> seals(
                        period,
                        new ChainWalk(period.trust(), period.days(), after + 1, Objects.requireNonNull(hash), false),
                        after));
    }

    private static long number(String key) {
        if (!key.matches(SEALS + "\\d{1,18}")) {
            throw PageRequest.unknownKey();
        }
        return Long.parseLong(key.substring(SEALS.length()));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant end(LocalDate day) {
        return start(day.plusDays(1));
    }

    // --- the chain ---------------------------------------------------------------------------------------------------

    private Uni<Proof> seals(Period period, ChainWalk walk, long after) {
        long last = period.days().isEmpty() ? 0 : period.days().getLast().last();
        return reader.walk(after, last, PAGE).chain(found -> {
            for (SealedEntry sealed : found) {
                ChainFault fault = walk.accept(sealed);
                if (fault != null) {
                    return ended(period, Counts.of(walk), fault);
                }
            }
            if (found.size() == PAGE) {
                long reached = found.getLast().seal().number();
                return walk.walked() < MOST
                        ? seals(period, walk, reached)
                        : more(period, Counts.of(walk), SEALS + reached);
            }
            ChainFault fault = walk.end();
            return fault != null
                    ? ended(period, Counts.of(walk), fault)
                    : entries(period, Ids.first(period.start()), Counts.of(walk));
        });
    }

    // --- the entries -------------------------------------------------------------------------------------------------

    private Uni<Proof> entries(Period period, UUID after, Counts before) {
        Instant now = Timestamps.now(clock);
        return reader.entries(after, period.end(), PAGE).chain(found -> {
            Counts counts = before;
            for (WrittenEntry entry : found) {
                ChainFault fault = entry.fault(period.trust(), now);
                if (fault != null) {
                    return ended(period, counts, fault);
                }
                counts = counts.and(entry);
            }
            if (found.size() < PAGE) {
                return gone(period, counts);
            }
            UUID reached = found.getLast().entry().id();
            return counts.looked() < MOST ? entries(period, reached, counts) : more(period, counts, ENTRIES + reached);
        });
    }

    private Uni<Proof> gone(Period period, Counts counts) {
        return reader.gone(period.start(), period.end())
                .chain(entry -> ended(
                        period,
                        counts,
                        entry == null || period.trust().forgotten(entry) ? null : ChainFault.deleted(entry, null)));
    }

    private static Uni<Proof> ended(Period period, Counts counts, @Nullable ChainFault fault) {
        return Uni.createFrom().item(new Proof(counts, period.days(), fault, null));
    }

    private static Uni<Proof> more(Period period, Counts counts, String next) {
        return Uni.createFrom().item(new Proof(counts, period.days(), null, next));
    }
}
