package dev.countermand.seller.statement;

import dev.countermand.policy.Language;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement of reasons in words (A27; Article 4 of Regulation (EU) 2019/1150, Article 17 of Regulation (EU) 2022/2065).
 *
 * @param head whom it is to, which decision it is about, and when that was
 * @param decision what was decided
 * @param effects what follows from it, and how long
 * @param facts what it is founded on
 * @param reasons as whoever decided has written them; empty where the facts say it all
 * @param rule the rule that was broken
 * @param automation whether a machine found it, or decided
 * @param appeal until when and how to appeal, and what else can be done
 * @param since what has come of it meanwhile; empty at first
 * @param headings of these parts, in their order
 */
public record Statement(
        Language language,
        String title,
        List<String> head,
        String decision,
        List<String> effects,
        List<Told> facts,
        String reasons,
        String rule,
        List<String> automation,
        List<String> appeal,
        List<String> since,
        List<String> headings) {

    /** A fact, with what was compared. */
    public record Told(String code, String words, List<Value> values) {}

    /** Something that was compared, by its name for programs and its label for people. */
    public record Value(String name, String label, String value) {}

    /** A part with its heading, as it is set. */
    record Section(String heading, List<String> paragraphs) {}

    public Statement {
        head = List.copyOf(head);
        effects = List.copyOf(effects);
        facts = List.copyOf(facts);
        automation = List.copyOf(automation);
        appeal = List.copyOf(appeal);
        since = List.copyOf(since);
        headings = List.copyOf(headings);
    }

    /** All of it in its order, without parts that say nothing. */
    List<Section> sections() {
        List<String> decided = new ArrayList<>(List.of(decision));
        decided.addAll(effects);
        List<String> found = new ArrayList<>();
        facts.forEach(fact -> {
            found.add(fact.words());
            fact.values().forEach(value -> found.add("    " + value.label() + ": " + value.value()));
        });
        List<List<String>> parts = List.of(
                decided,
                found,
                reasons.isEmpty() ? List.of() : List.of(reasons),
                List.of(rule),
                automation,
                appeal,
                since);
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).isEmpty()) {
                sections.add(new Section(headings.get(i), parts.get(i)));
            }
        }
        return sections;
    }
}
