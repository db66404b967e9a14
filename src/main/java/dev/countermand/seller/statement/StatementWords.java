package dev.countermand.seller.statement;

import dev.countermand.kernel.Iso8601;
import dev.countermand.policy.Language;
import dev.countermand.policy.Policy;
import dev.countermand.seller.AppealStatus;
import dev.countermand.seller.EntryKind;
import dev.countermand.seller.Fact;
import dev.countermand.seller.Sanction;
import dev.countermand.seller.SanctionStatus;
import java.text.MessageFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Puts a sanction into the words of its market's language, with times by the market's clocks. Pure. */
public final class StatementWords {

    /** The language's own file or none: never one of the machine's language. */
    private static final ResourceBundle.Control OWN =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** What the service itself has written as a reason, in English: by how its cause begins. */
    private static final Map<String, String> OWN_CAUSES = Map.of(
            "overdue-shipment", "cause.overdue-shipment",
            "unscanned-shipment-", "cause.unscanned",
            "dispute-", "cause.no-tracking",
            "cancellation-", "cause.cancellation");

    private static final List<String> HEADINGS =
            List.of("decision", "facts", "reasons", "ground", "automation", "appeal", "since");

    private final Sanction sanction;
    private final Policy policy;
    private final ResourceBundle words;
    private final DateTimeFormatter times;

    private StatementWords(Sanction sanction, Policy policy) {
        this.sanction = sanction;
        this.policy = policy;
        this.words = bundle(policy.language());
        this.times = DateTimeFormatter.ofPattern(
                        "d MMMM uuuu, HH:mm", policy.language().locale())
                .withZone(policy.timeZone());
    }

    static ResourceBundle bundle(Language language) {
        return ResourceBundle.getBundle("messages/statement", language.locale(), OWN);
    }

    /**
     * The statement of a sanction that the seller was told of.
     *
     * @param policy under which it was imposed
     */
    public static Statement of(Sanction sanction, Policy policy) {
        return new StatementWords(sanction, policy).all();
    }

    private Statement all() {
        return new Statement(
                policy.language(),
                say("title"),
                head(),
                decision(),
                effects(),
                facts(),
                reasons(),
                words.containsKey("rule." + sanction.rule())
                        ? say("rule." + sanction.rule())
                        : say("rule.other", sanction.rule()),
                automation(),
                appeal(),
                since(),
                HEADINGS.stream().map(part -> say("heading." + part)).toList());
    }

    private List<String> head() {
        List<String> head = new ArrayList<>();
        head.add(say("head.to", sanction.sellerId()));
        head.add(say("head.sanction", sanction.id()));
        if (sanction.orderId() != null) {
            head.add(say("head.order", sanction.orderId()));
        }
        head.add(say("head.issued", at(sanction.inForceAt())));
        head.add(say("head.policy", policy.title(), sanction.policyVersion()));
        return head;
    }

    private String decision() {
        String key = "decision." + sanction.kind();
        return sanction.kind() == EntryKind.FINE
                ? say(key, Objects.requireNonNull(sanction.amount()).inWords())
                : say(key);
    }

    private List<String> effects() {
        List<String> effects = new ArrayList<>();
        switch (sanction.kind()) {
            case FINE -> effects.add(say("effect.fine"));
            case SELLING_LIMIT -> {
                // One of before there were limits has no effect.
                if (sanction.perDay() != null) {
                    effects.add(say("effect.limit", sanction.perDay(), at(sanction.endsAt())));
                }
            }
            case SUSPENSION -> {
                if (sanction.endsAt() != null) {
                    effects.add(say("effect.suspension", at(sanction.endsAt())));
                }
            }
            case WARNING, CLAIM -> {}
        }
        effects.add(
                sanction.points() == 0
                        ? say("effect.nopoints")
                        : say("effect.points", sanction.points(), at(sanction.pointsUntil())));
        effects.add(say("effect.scope"));
        return effects;
    }

    private List<Statement.Told> facts() {
        List<Statement.Told> told =
                new ArrayList<>(sanction.facts().stream().map(this::told).toList());
        String cause = ownCause();
        if (cause != null) {
            told.add(new Statement.Told(sanction.cause(), say(cause), List.of()));
        }
        if (told.isEmpty()) {
            told.add(new Statement.Told(sanction.cause(), say("facts.none"), List.of()));
        }
        return told;
    }

    private Statement.Told told(Fact fact) {
        String key = "signal." + fact.code();
        List<Statement.Value> values = new ArrayList<>();
        for (Map.Entry<String, String> value : fact.values().entrySet()) {
            values.add(new Statement.Value(value.getKey(), say("value." + value.getKey()), plain(value.getValue())));
        }
        return new Statement.Told(fact.code(), say(words.containsKey(key) ? key : "signal.other"), values);
    }

    private String plain(String value) {
        try {
            return at(Iso8601.instant(value));
        } catch (DateTimeException e) {
            return value;
        }
    }

    /** Null where a person has written the reasons. */
    private @Nullable String ownCause() {
        return !sanction.decidedByMachine()
                ? null
                : OWN_CAUSES.entrySet().stream()
                        .filter(cause -> sanction.cause().startsWith(cause.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
    }

    /** People write in the language of their market; the service's own sentences are English. */
    private String reasons() {
        return ownCause() != null && policy.language() != Language.EN ? "" : sanction.statement();
    }

    private List<String> automation() {
        List<String> automation = new ArrayList<>();
        automation.add(say(sanction.foundByMachine() ? "found.machine" : "found.person"));
        automation.add(say(sanction.decidedByMachine() ? "decided.machine" : "decided.person"));
        if (sanction.approvedBy() != null) {
            automation.add(say("decided.approved"));
        }
        return automation;
    }

    private List<String> appeal() {
        return List.of(
                say("appeal.until", at(sanction.appealUntil())),
                say("appeal.how", sanction.id()),
                say("appeal.who"),
                say("appeal.else"));
    }

    private List<String> since() {
        List<String> since = new ArrayList<>();
        Sanction.Appeal appeal = sanction.appeal();
        if (appeal != null) {
            since.add(say("since.appealed", at(appeal.filedAt())));
            if (appeal.status() != AppealStatus.OPEN) {
                String key = appeal.status() == AppealStatus.UPHELD ? "since.upheld" : "since.dismissed";
                since.add(say(key, at(appeal.decidedAt())));
                since.add(Objects.requireNonNull(appeal.statement()));
            }
        }
        if (sanction.status() == SanctionStatus.REVOKED) {
            since.add(say("since.revoked"));
        }
        if (sanction.status() == SanctionStatus.ENDED) {
            since.add(say("since.ended"));
        }
        return since;
    }

    /** By the market's clocks, and by which these are. */
    private String at(@Nullable Instant moment) {
        return times.format(Objects.requireNonNull(moment)) + " " + policy.timeZone();
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
