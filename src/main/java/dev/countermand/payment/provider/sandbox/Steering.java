package dev.countermand.payment.provider.sandbox;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a payment tells the sandbox to do, by words anywhere in its reference: {@code ch_1-loses-answer-comes-back}. */
enum Steering {
    /** Every answer takes its time. */
    ANSWERS_SLOWLY,
    /** The first two calls fail, and do nothing. */
    UNAVAILABLE_AT_FIRST,
    /** It is done, and the first answer comes when nobody waits any more. */
    ANSWERS_LATE,
    /** Nothing is ever done nor answered. */
    NEVER_ANSWERS,
    /** It is done, and the first answer is lost on the way. */
    LOSES_ANSWER,
    /** What is handed over once arrives twice, as by a proxy that tries again. */
    ARRIVES_TWICE,
    /** Refused as it is handed over, each time. */
    REFUSED,
    /** Taken, and declined when it is asked about. */
    DECLINED,
    /** Taken, and not sent. */
    NEVER_SENT,
    /** Sent, and lost. */
    NEVER_ARRIVES,
    /** Sent, and failed when it should have arrived. */
    FAILS_AFTER_SENT,
    /** Arrived, and told to have come back some time later. */
    COMES_BACK,
    /** That it was sent is told before it is answered. */
    TELLS_FIRST,
    /** The same, twice under one id and once under another. */
    TELLS_TWICE;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    static Set<Steering> of(String paymentReference) {
        Set<Steering> found = EnumSet.noneOf(Steering.class);
        for (Steering each : values()) {
            if (paymentReference.contains(each.word)) {
                found.add(each);
            }
        }
        return found;
    }
}
