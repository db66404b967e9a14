package dev.countermand.review.state;

import dev.countermand.kernel.Money;
import dev.countermand.kernel.Spoken;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * How pressing a case is: risk x money x time. Risk x money is what may be lost, in rough euros. Time doubles it with each day
 * that passes, and counts 1 when the case is due; so what is small is not put off for ever (P7).
 *
 * <p>The figure of every case grows all the time, but all of them by the same factor: their order never changes by itself. It
 * is the order of {@link #ranksAt}, which does not depend on the present, is kept with the case, and has an index.
 *
 * @param risk in percent: the score, but at least what a case of its reason counts
 * @param amount what is at stake; counted as one euro at least, because also where nothing was paid somebody waits
 * @param noEvidence the seller gave none in time (A26): such cases come before all others, in the same order among themselves
 */
public record Priority(int risk, Money amount, Instant dueAt, boolean noEvidence) {

    /** A case counts twice as much a day later. */
    static final Duration DOUBLES_EVERY = Duration.ofDays(1);

    /** The figure that is shown grows no further; the order does not end there. */
    static final int SHOWN_DOUBLINGS_AT_MOST = 30;

    /** More than any other figures can make up for. */
    static final Duration AHEAD = Duration.ofDays(36_500);

    private static final double LEAST_EUROS = 1;
    private static final int HUNDRED = 100;
    private static final MathContext THREE_DIGITS = new MathContext(3);
    private static final double MICROS = TimeUnit.MICROSECONDS.convert(DOUBLES_EVERY);

    /** Of a case with this score (0 to 100), opened for this reason. */
    public static Priority of(int score, CaseReason reason, Money amount, Instant dueAt) {
        return new Priority(Math.clamp(score, reason.riskAtLeast(), HUNDRED), amount, dueAt, false);
    }

    /** The same of a case in which it is so, or is not so, that the seller gave no evidence in time. */
    public Priority noEvidence(boolean none) {
        return new Priority(risk, amount, dueAt, none);
    }

    /** Risk x money, in rough euros. */
    double mayBeLost() {
        return euros() * risk / HUNDRED;
    }

    /**
     * When a case about one euro at full risk would have to be due to be as pressing as this one: a day earlier for each doubling
     * of what may be lost. The earliest comes first.
     */
    public Instant ranksAt() {
        double doublings = Math.log(mayBeLost()) / Math.log(2);
        Instant place = dueAt.minus(Math.round(doublings * MICROS), ChronoUnit.MICROS);
        return noEvidence ? place.minus(AHEAD) : place;
    }

    /** Risk x money x time at a moment, with three digits that count. */
    public double figure(Instant now) {
        return rounded(mayBeLost() * time(now)).doubleValue();
    }

    /** By how much time multiplies: 1 when it is due, 2 a day later, 0.5 a day before; without evidence, as much as it ever does. */
    double time(Instant now) {
        if (noEvidence) {
            return Math.pow(2, SHOWN_DOUBLINGS_AT_MOST);
        }
        double days = ChronoUnit.MICROS.between(dueAt, now) / MICROS;
        return Math.pow(2, Math.clamp(days, -SHOWN_DOUBLINGS_AT_MOST, SHOWN_DOUBLINGS_AT_MOST));
    }

    /** For example {@code 60 % risk of 29.90 EUR, times 0.25 because it is due in 2 days, is 4.49}. */
    public String words(Instant now) {
        if (noEvidence) {
            return risk + " % risk of " + money() + ", before all others because the seller gave no evidence in time";
        }
        Duration left = Duration.between(now, dueAt);
        String when = left.isNegative()
                ? "it was due " + Spoken.roughly(left) + " ago"
                : "it is due in " + Spoken.roughly(left);
        return risk + " % risk of " + money() + ", times " + plain(time(now)) + " because " + when + ", is "
                + plain(figure(now));
    }

    private String money() {
        boolean euros = "EUR".equals(amount.currency().code());
        if (euros && euros() > LEAST_EUROS) {
            return amount.inWords();
        }
        return amount.inWords() + " (about " + plain(euros()) + " EUR)";
    }

    private double euros() {
        return Math.max(RoughWorth.inEuros(amount), LEAST_EUROS);
    }

    private static String plain(double figure) {
        return rounded(figure).toPlainString();
    }

    private static BigDecimal rounded(double figure) {
        return BigDecimal.valueOf(figure).round(THREE_DIGITS).stripTrailingZeros();
    }
}
