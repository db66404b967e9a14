package dev.countermand.evidence;

import dev.countermand.policy.Language;
import dev.countermand.policy.Policy;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ResourceBundle;

/**
 * Puts a demand for evidence into the words of its market's language, with times by the market's clocks. Says what is asked
 * for, and never why: what is suspected is not for the seller. Pure.
 */
public final class EvidenceWords {

    /** The language's own file or none: never one of the machine's language. */
    private static final ResourceBundle.Control OWN =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Policy policy;
    private final ResourceBundle words;

    private EvidenceWords(Policy policy) {
        this.policy = policy;
        this.words = bundle(policy.language());
    }

    /**
     * What the seller reads.
     *
     * @param demand who asks, for what
     * @param due by when; empty when that is not kept
     * @param rule in the market's words
     */
    record Told(Language language, String demand, String due, String rule) {}

    static ResourceBundle bundle(Language language) {
        return ResourceBundle.getBundle("messages/evidence", language.locale(), OWN);
    }

    /** @param buyerAsks whether the buyer has asked, and not the marketplace */
    static Told of(Policy policy, SeenDemand demand, boolean buyerAsks) {
        EvidenceWords in = new EvidenceWords(policy);
        Instant due = demand.dueAt();
        return new Told(
                policy.language(),
                in.say(buyerAsks ? "demand.buyer" : "demand.marketplace", demand.shipmentId(), demand.orderId()),
                due == null ? "" : in.say(demand.paused() ? "due.paused" : "due", in.at(due)),
                in.say("rule." + demand.rule()));
    }

    /** A26: the reasons of a decision that was made because no evidence came. */
    public static String decided(Policy policy, Instant due) {
        EvidenceWords in = new EvidenceWords(policy);
        return in.say("decided", in.at(due));
    }

    private String at(Instant moment) {
        return DateTimeFormatter.ofPattern(
                                "d MMMM uuuu, HH:mm", policy.language().locale())
                        .withZone(policy.timeZone())
                        .format(moment)
                + " " + policy.timeZone();
    }

    private String say(String key, Object... values) {
        Object[] plain = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            // As text: a format of its own would put separators between digits.
            plain[i] = String.valueOf(values[i]);
        }
        return new MessageFormat(words.getString(key), policy.language().locale()).format(plain);
    }
}
