package dev.countermand.docs;

import static dev.countermand.docs.GeneratedPage.head;
import static dev.countermand.docs.GeneratedPage.row;

import dev.countermand.Sources;
import dev.countermand.docs.Sentences.Sentence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/messages.md has every sentence that somebody may read, so that each is looked at when it comes or changes. */
class MessagesPageTest {

    private static final Pattern CONSTRAINT = Pattern.compile("import jakarta\\.validation\\.constraints\\.(\\w+);");

    @Test
    void thePageSaysWhatTheServiceSays() throws IOException {
        List<Sentence> all = Sentences.ofTheSources();
        StringBuilder page = new StringBuilder();
        byRoom(all.stream().filter(sentence -> !sentence.isForOperators()).toList())
                .forEach((room, sentences) -> {
                    page.append("## `")
                            .append(room)
                            .append("`\n\n")
                            .append(head(List.of("class", "said by", "code", "words")));
                    sentences.forEach(sentence -> page.append(row(List.of(
                            sentence.type(), code(sentence.by()), code(sentence.code()), inCell(sentence.words())))));
                    page.append('\n');
                });
        page.append("## Constraints of bodies, as the library says them\n\n")
                .append(head(List.of("constraint", "words")));
        constraints().forEach((name, words) -> page.append(row(List.of("`@" + name + "`", words))));
        page.append("\n## Logs and faults\n\n").append(head(List.of("class", "words")));
        all.stream()
                .filter(Sentence::isForOperators)
                .forEach(sentence -> page.append(row(List.of(sentence.type(), inCell(sentence.words())))));
        GeneratedPage.of("messages.md", getClass()).mustSay(page.toString());
    }

    /** Those that the sources use; where one has a message of its own, that is in its room. */
    private static Map<String, String> constraints() throws IOException {
        ResourceBundle messages = ResourceBundle.getBundle("org.hibernate.validator.ValidationMessages", Locale.ROOT);
        Map<String, String> used = new TreeMap<>();
        for (Path source : Sources.files()) {
            CONSTRAINT
                    .matcher(Sources.text(source))
                    .results()
                    .forEach(found -> used.put(
                            found.group(1),
                            messages.getString("jakarta.validation.constraints." + found.group(1) + ".message")));
        }
        return used;
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
