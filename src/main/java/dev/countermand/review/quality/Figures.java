package dev.countermand.review.quality;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How good the desk was in a period. Pure.
 *
 * @param overdue cases that nobody has decided in time, now
 * @param overdueSince when the oldest of them was due; null when there is none
 */
record Figures(
        Instant from,
        Instant to,
        List<OfDetector> detectors,
        List<OfModerator> moderators,
        long overdue,
        @Nullable Instant overdueSince) {

    /**
     * Of cases in which a detector had found something.
     *
     * @param upheld decided as fraud
     * @param overturned of those, undone by an appeal
     * @param reviewed decided by a second moderator, too
     * @param agreed of those, in the same way
     */
    record OfDetector(
            String code,
            int opened,
            int decided,
            int upheld,
            int overturned,
            int reviewed,
            int agreed,
            @Nullable Duration median) {

        /** Of what was decided, the share that was fraud and has stayed it; null when nothing was decided. */
        @Nullable
        Double precision() {
            return share(upheld - overturned, decided);
        }

        @Nullable
        Double agreement() {
            return share(agreed, reviewed);
        }
    }

    /**
     * Of cases that somebody decided.
     *
     * @param opened in the period, and theirs now, or last
     * @param cancelled decided as fraud, or for the buyer
     * @param overturned of those, undone by an appeal
     * @param late decided after they were due then, be it that it was rejected first
     * @param reviewed decided by a second moderator, too
     * @param agreed of those, in the same way
     * @param reviews how many of others' they decided a second time
     * @param golden how many they had of which it is known what is right
     * @param goldenRight of those, as it is right
     */
    record OfModerator(
            String moderator,
            int opened,
            int decided,
            int cancelled,
            int overturned,
            int late,
            int reviewed,
            int agreed,
            int reviews,
            int golden,
            int goldenRight,
            @Nullable Duration median) {

        /** Of what they cancelled, the share that no appeal has undone; null when they cancelled nothing. */
        @Nullable
        Double precision() {
            return share(cancelled - overturned, cancelled);
        }

        @Nullable
        Double agreement() {
            return share(agreed, reviewed);
        }

        @Nullable
        Double accuracy() {
            return share(goldenRight, golden);
        }

        /** Somebody who has decided nothing. */
        static OfModerator none(String moderator) {
            return new OfModerator(moderator, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null);
        }

        OfModerator opened(int theirs) {
            return new OfModerator(
                    moderator,
                    theirs,
                    decided,
                    cancelled,
                    overturned,
                    late,
                    reviewed,
                    agreed,
                    reviews,
                    golden,
                    goldenRight,
                    median);
        }

        OfModerator with(int others, int known, int right) {
            return new OfModerator(
                    moderator,
                    opened,
                    decided,
                    cancelled,
                    overturned,
                    late,
                    reviewed,
                    agreed,
                    others,
                    known,
                    right,
                    median);
        }
    }

    /** To four digits: more says nothing. */
    static @Nullable Double share(int part, int whole) {
        return whole == 0 ? null : (Double) (Math.round(part * 10_000.0 / whole) / 10_000.0);
    }
}
