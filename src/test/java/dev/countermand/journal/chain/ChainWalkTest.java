package dev.countermand.journal.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.journal.AuditEntry;
import dev.countermand.journal.AuditSignatures.Verdict;
import dev.countermand.kernel.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What of a chain can be touched is found, at the place where it was touched. */
class ChainWalkTest {

    private static final Instant BEGAN = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant FIRST_DAY = Instant.parse("2026-11-10T12:00:00Z");
    private static final String SALT = "00112233445566778899aabbccddeeff";
    private static final Trust TRUST = new Trust(BEGAN, Instant.EPOCH);

    /** Two days of five entries each. */
    private final List<SealedEntry> chain = new ArrayList<>();

    private final List<DayHead> days = new ArrayList<>();

    ChainWalkTest() {
        String previous = DayHead.genesis(BEGAN);
        for (int day = 0; day < 2; day++) {
            Instant at = FIRST_DAY.plusSeconds(day * 86_400L);
            String before = previous;
            for (int i = 0; i < 5; i++) {
                AuditEntry entry = entry(at.plusSeconds(i), "order-" + i);
                Seal seal = Seal.of(previous, chain.size() + 1L, at, SealKind.SIGNED, entry, SALT);
                chain.add(new SealedEntry(seal, entry, false, false));
                previous = seal.hash();
            }
            days.add(new DayHead(
                    LocalDate.ofInstant(at, ZoneOffset.UTC), day * 5 + 1L, day * 5 + 5L, before, previous, "good", at));
        }
    }

    private static AuditEntry entry(Instant at, String order) {
        return new AuditEntry(
                Ids.next(at),
                order,
                "orders/" + order,
                "order.paid",
                at,
                "mp",
                "service",
                null,
                3L,
                "{\"buyerId\":\"buyer-1\"}");
    }

    private static AuditEntry withDetails(AuditEntry entry, String details) {
        return new AuditEntry(
                entry.id(),
                entry.subject(),
                entry.object(),
                entry.action(),
                entry.at(),
                entry.actor(),
                entry.role(),
                entry.onBehalfOf(),
                entry.version(),
                details);
    }

    private @Nullable ChainFault walk() {
        return walk(TRUST);
    }

    private @Nullable ChainFault walk(Trust trust) {
        return walk(new ChainWalk(
                trust, days, 1, DayHead.genesis(BEGAN), days.getFirst().start().isBefore(trust.forgottenBefore())));
    }

    private @Nullable ChainFault walk(ChainWalk walk) {
        for (SealedEntry sealed : chain) {
            ChainFault fault = walk.accept(sealed);
            if (fault != null) {
                return fault;
            }
        }
        return walk.end();
    }

    private SealedEntry with(int at, @Nullable AuditEntry entry) {
        SealedEntry old = chain.get(at);
        return new SealedEntry(old.seal(), entry, old.followed(), old.preceded());
    }

    private UUID idOf(int at) {
        return chain.get(at).seal().entryId();
    }

    @Test
    void aChainThatNobodyTouchedHolds() {
        ChainWalk walk = new ChainWalk(TRUST, days, 1, DayHead.genesis(BEGAN), false);
        assertThat(walk(walk)).isNull();
        assertThat(walk.walked()).isEqualTo(10);
        assertThat(ChainWalk.days(days, DayHead.genesis(BEGAN), day -> Verdict.HOLDS))
                .isNull();
    }

    @Test
    void findsEachFieldThatWasChanged() {
        AuditEntry was = Objects.requireNonNull(chain.get(3).entry());
        List<AuditEntry> changed = List.of(
                new AuditEntry(
                        was.id(),
                        "order-9",
                        was.object(),
                        was.action(),
                        was.at(),
                        was.actor(),
                        was.role(),
                        null,
                        3L,
                        was.details()),
                new AuditEntry(
                        was.id(),
                        was.subject(),
                        "orders/9",
                        was.action(),
                        was.at(),
                        was.actor(),
                        was.role(),
                        null,
                        3L,
                        was.details()),
                new AuditEntry(
                        was.id(),
                        was.subject(),
                        was.object(),
                        "order.frozen",
                        was.at(),
                        was.actor(),
                        was.role(),
                        null,
                        3L,
                        was.details()),
                new AuditEntry(
                        was.id(),
                        was.subject(),
                        was.object(),
                        was.action(),
                        was.at().plusNanos(1_000),
                        was.actor(),
                        was.role(),
                        null,
                        3L,
                        was.details()),
                new AuditEntry(
                        was.id(),
                        was.subject(),
                        was.object(),
                        was.action(),
                        was.at(),
                        "mod-1",
                        was.role(),
                        null,
                        3L,
                        was.details()),
                new AuditEntry(
                        was.id(),
                        was.subject(),
                        was.object(),
                        was.action(),
                        was.at(),
                        was.actor(),
                        "lead",
                        null,
                        3L,
                        was.details()),
                new AuditEntry(
                        was.id(),
                        was.subject(),
                        was.object(),
                        was.action(),
                        was.at(),
                        was.actor(),
                        was.role(),
                        "buyer-1",
                        3L,
                        was.details()),
                new AuditEntry(
                        was.id(),
                        was.subject(),
                        was.object(),
                        was.action(),
                        was.at(),
                        was.actor(),
                        was.role(),
                        null,
                        null,
                        was.details()),
                withDetails(was, "{}"));
        for (AuditEntry entry : changed) {
            chain.set(3, with(3, entry));
            assertThat(walk()).as("%s", entry).isEqualTo(ChainFault.changed(idOf(3), 4L));
        }
    }

    @Test
    void findsAnEntryThatIsGoneAndASealThatIsGone() {
        chain.set(6, with(6, null));
        assertThat(walk()).isEqualTo(ChainFault.deleted(idOf(6), 7L));
        chain.remove(6);
        assertThat(walk()).isEqualTo(ChainFault.gap(7));
    }

    @Test
    void findsThatTheLastSealsAreGone() {
        chain.removeLast();
        assertThat(walk()).isEqualTo(ChainFault.gap(10));
    }

    @Test
    void findsAnEntryThatWaitedAndWasGoneWhenItWasSealed() {
        UUID gone = Ids.next(FIRST_DAY);
        chain.set(9, new SealedEntry(Seal.ofGone(chain.get(8).seal().hash(), 10, FIRST_DAY, gone), null, false, false));
        DayHead old = days.get(1);
        days.set(
                1,
                new DayHead(
                        old.day(), 6, 10, old.previous(), chain.get(9).seal().hash(), "good", old.sealedAt()));
        assertThat(walk()).isEqualTo(ChainFault.deleted(gone, 10L));
    }

    /** An entry is changed and sealed anew, and so is all that comes after it: the day's hash is signed, and another. */
    @Test
    void findsAChainThatWasMadeAnew() {
        AuditEntry was = Objects.requireNonNull(chain.get(1).entry());
        String previous = chain.get(0).seal().hash();
        for (int i = 1; i < 5; i++) {
            AuditEntry entry = i == 1
                    ? withDetails(was, "{}")
                    : Objects.requireNonNull(chain.get(i).entry());
            Seal seal = Seal.of(previous, i + 1L, FIRST_DAY, SealKind.SIGNED, entry, SALT);
            chain.set(i, new SealedEntry(seal, entry, false, false));
            previous = seal.hash();
        }
        assertThat(walk()).isEqualTo(ChainFault.rewritten(idOf(4), 5));

        DayHead old = days.getFirst();
        days.set(0, new DayHead(old.day(), 1, 5, old.previous(), previous, "forged", old.sealedAt()));
        assertThat(walk()).as("the next day does not follow").isEqualTo(ChainFault.rewritten(idOf(5), 6));
        assertThat(ChainWalk.days(
                        days,
                        DayHead.genesis(BEGAN),
                        day -> day.signature().equals("good") ? Verdict.HOLDS : Verdict.WRONG))
                .extracting(ChainFault::kind)
                .isEqualTo(ChainFault.Kind.CHAIN_CHANGED);
    }

    @Test
    void findsDaysThatDoNotFollowOrBearAForeignSignature() {
        assertThat(ChainWalk.days(days, DayHead.genesis(BEGAN), day -> Verdict.UNKNOWN))
                .extracting(ChainFault::kind)
                .isEqualTo(ChainFault.Kind.UNKNOWN_KEY);
        assertThat(ChainWalk.days(days, DayHead.genesis(BEGAN.plusSeconds(1)), day -> Verdict.HOLDS))
                .as("its beginning was moved")
                .extracting(ChainFault::kind)
                .isEqualTo(ChainFault.Kind.CHAIN_CHANGED);
        DayHead second = days.get(1);
        days.set(1, new DayHead(second.day(), 7, 10, second.previous(), second.hash(), "good", second.sealedAt()));
        assertThat(ChainWalk.days(days, DayHead.genesis(BEGAN), day -> Verdict.HOLDS))
                .extracting(ChainFault::kind)
                .isEqualTo(ChainFault.Kind.CHAIN_CHANGED);
    }

    @Test
    void findsWhatTheServiceDidNotSign() {
        AuditEntry foreign = entry(FIRST_DAY, "order-7");
        Seal seal = Seal.of(chain.get(8).seal().hash(), 10, FIRST_DAY, SealKind.UNSIGNED, foreign, SALT);
        DayHead old = days.get(1);
        days.set(1, new DayHead(old.day(), 6, 10, old.previous(), seal.hash(), "good", old.sealedAt()));
        chain.set(9, new SealedEntry(seal, foreign, false, false));
        assertThat(walk()).isEqualTo(ChainFault.inserted(foreign.id(), 10L));
        assertThat(walk(new Trust(FIRST_DAY, Instant.EPOCH)))
                .as("a release that did not sign was still running")
                .isNull();
        chain.set(9, new SealedEntry(seal, foreign, false, true));
        assertThat(walk()).as("sealed once more").isEqualTo(ChainFault.changed(foreign.id(), 10L));
    }

    @Test
    void theChainGoesOnWhereTheRetentionHasForgotten() {
        Trust forgotten = new Trust(BEGAN, FIRST_DAY.plusSeconds(3_600));
        chain.subList(0, 3).clear();
        ChainWalk walk = new ChainWalk(forgotten, days, 1, DayHead.genesis(BEGAN), true);
        assertThat(walk(walk)).isNull();
        assertThat(walk.forgotten()).isEqualTo(3);
        assertThat(walk()).as("nobody says that it was the retention").isEqualTo(ChainFault.gap(1));

        chain.set(0, with(0, null));
        assertThat(walk(forgotten)).as("its entry went first").isNull();
        chain.remove(1);
        assertThat(walk(forgotten)).as("a hole is no end").isEqualTo(ChainFault.gap(5));
    }

    @Test
    void daysOfWhichNothingIsLeftAreWhatIsLeft() {
        chain.clear();
        ChainWalk walk =
                new ChainWalk(new Trust(BEGAN, FIRST_DAY.plusSeconds(864_000)), days, 1, DayHead.genesis(BEGAN), true);
        assertThat(walk(walk)).isNull();
        assertThat(walk.forgotten()).isEqualTo(10);
        assertThat(walk(TRUST)).isEqualTo(ChainFault.gap(1));
    }

    /** The salt goes, the entry is signed and sealed once more: what was done, and when, is still proved by the first seal. */
    @Test
    void anEntryFromWhichABuyerWasErasedHolds() {
        AuditEntry was = Objects.requireNonNull(chain.get(2).entry());
        AuditEntry without = withDetails(was, "{\"buyerId\":\"erased-1\"}");
        Seal first = chain.get(2).seal();
        Seal saltless = new Seal(
                first.number(),
                first.entryId(),
                first.sealedAt(),
                first.kind(),
                null,
                first.personal(),
                first.digest(),
                first.hash());
        chain.set(2, new SealedEntry(saltless, without, true, false));
        Instant later = FIRST_DAY.plusSeconds(86_400);
        Seal again = Seal.of(chain.get(8).seal().hash(), 10, later, SealKind.SIGNED, without, SALT);
        DayHead old = days.get(1);
        days.set(1, new DayHead(old.day(), 6, 10, old.previous(), again.hash(), "good", old.sealedAt()));
        chain.set(9, new SealedEntry(again, without, false, true));
        ChainWalk walk = new ChainWalk(TRUST, days, 1, DayHead.genesis(BEGAN), false);
        assertThat(walk(walk)).isNull();
        assertThat(walk.erased()).isEqualTo(1);

        chain.set(2, new SealedEntry(saltless, without, false, false));
        assertThat(walk()).as("a salt is gone and nobody sealed it again").isEqualTo(ChainFault.changed(was.id(), 3L));
        AuditEntry other = new AuditEntry(
                was.id(),
                was.subject(),
                was.object(),
                "order.frozen",
                was.at(),
                was.actor(),
                was.role(),
                null,
                3L,
                "{}");
        chain.set(2, new SealedEntry(saltless, other, true, false));
        assertThat(walk()).as("an erasure does not change what was done").isEqualTo(ChainFault.changed(was.id(), 3L));
    }

    /** Nobody who has the chain can try out who was meant. */
    @Test
    void theChainSaysNothingOfAnybodyOnceTheSaltIsGone() {
        AuditEntry entry = entry(FIRST_DAY, "order-1");
        List<String> hashes = IntStream.range(0, 2)
                .mapToObj(i -> Seal.of("", 1, FIRST_DAY, SealKind.SIGNED, entry, SALT.replace('0', (char) ('a' + i))))
                .flatMap(
                        seal -> java.util.stream.Stream.of(seal.digest(), String.valueOf(seal.personal()), seal.hash()))
                .toList();
        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void anEntryWithoutASealMustWaitForOne() {
        AuditEntry entry = entry(FIRST_DAY, "order-1");
        Trust trust = TRUST;
        Instant now = FIRST_DAY;
        assertThat(new WrittenEntry(entry, Verdict.HOLDS, true, null).fault(trust, now))
                .isNull();
        assertThat(new WrittenEntry(entry, Verdict.HOLDS, false, null).fault(trust, now))
                .isEqualTo(ChainFault.inserted(entry.id(), null));
        assertThat(new WrittenEntry(entry, Verdict.WRONG, true, null).fault(trust, now))
                .isEqualTo(ChainFault.inserted(entry.id(), null));
        assertThat(new WrittenEntry(entry, Verdict.UNKNOWN, true, null).fault(trust, now))
                .isEqualTo(ChainFault.inserted(entry.id(), null));
        assertThat(new WrittenEntry(entry, Verdict.UNKNOWN, true, null).fault(trust, BEGAN))
                .isNull();
    }
}
