package dev.countermand.journal.chain;

import dev.countermand.journal.Canonical;
import dev.countermand.kernel.Sha256;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What a day (UTC) of the chain comes to. It is kept when the day's entries and seals are forgotten.
 *
 * @param first number of its first seal
 * @param last number of its last
 * @param previous the hash of the day before, in hex
 * @param hash its last, in hex
 * @param signature the service's own, over all of the above
 * @param sealedAt its last seal's
 */
record DayHead(LocalDate day, long first, long last, String previous, String hash, String signature, Instant sealedAt) {

    /** Before the first seal of all: nobody can move the beginning of the chain without changing every hash behind it. */
    static String genesis(Instant beganAt) {
        return Sha256.hex(Canonical.bytes("countermand audit", beganAt));
    }

    /** What is signed. */
    static byte[] signed(LocalDate day, long first, long last, String previous, String hash) {
        return Canonical.bytes(day, first, last, previous, hash);
    }

    byte[] signed() {
        return signed(day, first, last, previous, hash);
    }

    long seals() {
        return last - first + 1;
    }

    /** The first moment behind it. */
    Instant end() {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    Instant start() {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
