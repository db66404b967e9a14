package dev.countermand.docs;

import static dev.countermand.docs.GeneratedPage.head;
import static dev.countermand.docs.GeneratedPage.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.docs.Sentences.Sentence;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/messages.md has every sentence that somebody may read, so that each is looked at when it comes or changes. */
class MessagesPageTest {

    @Test
    void thePageSaysWhatTheServiceSays() throws IOException {
        List<Sentence> all = Sentences.ofTheSources();
        StringBuilder page = new StringBuilder();
        byRoom(all.stream().filter(sentence -> !sentence.isForOperators()).toList()).forEach((room, sentences) -> {
            page.append("## `").append(room).append("`\n\n").append(head(List.of("class", "said by", "code", "words")));
            sentences.forEach(sentence -> page.append(row(List.of(
                    sentence.type(), code(sentence.by()), code(sentence.code()), inCell(sentence.words())))));
            page.append('\n');
        });
        page.append("## Logs and faults\n\n").append(head(List.of("class", "words")));
        all.stream().filter(Sentence::isForOperators).forEach(sentence -> page.append(row(List.of(
                sentence.type(), inCell(sentence.words())))));
        GeneratedPage.of("messages.md", getClass()).mustSay(page.toString());
    }

    private static Map<String, List<Sentence>> byRoom(List<Sentence> sentences) {
        return sentences.stream()
                .collect(Collectors.groupingBy(
                        sentence -> sentence.room().isEmpty() ? "dev.countermand" : sentence.room(),
                        TreeMap::new,
                        Collectors.toList()));
    }

    private static String code(String name) {
        return name.isEmpty() ? "" : "`" + name + "`";
    }

    /** Signs that Markdown would take for its own. */
    private static String inCell(String words) {
        return words.replace("<", "&lt;").replace("*", "\\*");
    }
}
