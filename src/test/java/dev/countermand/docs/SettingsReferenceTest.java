package dev.countermand.docs;

import static dev.countermand.docs.GeneratedPage.head;
import static dev.countermand.docs.GeneratedPage.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/settings.md names every setting that the code reads, with its unit, default and meaning. */
class SettingsReferenceTest {

    private static final Path PROPERTIES = Path.of("src/main/resources/application.properties");
    private static final Pattern SETTING =
            Pattern.compile("(?<off>#)?(%(?<profile>\\w+)\\.)?(?<name>countermand\\.[\\w.-]+)=(?<value>.*)");
    private static final Pattern MEANING = Pattern.compile("# \\[(?<unit>[^]]+)] (?<words>.*)");

    /** A name where it stands for a setting, or the constant that holds it. */
    private static final List<Pattern> READ = List.of(
            Pattern.compile("\"\\{(countermand\\.[\\w.-]+)}\""),
            Pattern.compile("ConfigProperty\\(\\s*name = (\"countermand\\.[\\w.-]+\"|[\\w.]+)"),
            Pattern.compile("ConfigMapping\\(\\s*prefix = (\"countermand\\.[\\w.-]+\")"),
            Pattern.compile("\\b(?:get(?:Optional)?Value|getProperty)\\(\\s*(\"countermand\\.[\\w.-]+\"|[\\w.]+)"));

    private static final Pattern CONSTANT = Pattern.compile("String (\\w+) =\\s+\"(countermand\\.[\\w.-]+)\"");

    private record Setting(String unit, String standard, String dev, String words) {}

    @Test
    void thePageSaysWhatThePropertiesSay() throws IOException {
        StringBuilder page = new StringBuilder(head(List.of("setting", "default", "in dev mode", "unit", "meaning")));
        documented()
                .forEach((name, setting) -> page.append(row(List.of(
                        "`" + name + "`", setting.standard(), setting.dev(), setting.unit(), setting.words()))));
        GeneratedPage.of("settings.md", getClass()).mustSay(page.toString());
    }

    @Test
    void everySettingThatTheCodeReadsHasAMeaningAndNoOther() throws IOException {
        Set<String> documented = documented().keySet();
        Set<String> read = read();
        assertThat(read).as("the code reads settings").hasSizeGreaterThan(20);
        assertThat(read)
                .as("%s says nothing of them; the code reads them", PROPERTIES)
                .allMatch(name -> documented.contains(name)
                        || name.endsWith(".") && documented.stream().anyMatch(known -> known.startsWith(name)));
        assertThat(documented)
                .as("%s has them; the code does not read them", PROPERTIES)
                .allMatch(name -> read.contains(name)
                        || read.stream().anyMatch(prefix -> prefix.endsWith(".") && name.startsWith(prefix)));
    }

    /** By name; the lines before a name say what it means. */
    private static Map<String, Setting> documented() throws IOException {
        Map<String, Setting> settings = new TreeMap<>();
        Map<String, String> dev = new TreeMap<>();
        String before = "";
        for (String line : Files.readAllLines(PROPERTIES)) {
            Matcher setting = SETTING.matcher(line);
            if (setting.matches() && setting.group("profile") == null) {
                Matcher meaning = MEANING.matcher(before);
                assertThat(meaning.matches())
                        .as("%s: before %s there must be \"# [unit] meaning\"", PROPERTIES, setting.group("name"))
                        .isTrue();
                settings.put(
                        setting.group("name"),
                        new Setting(meaning.group("unit"), code(setting.group("value")), "", meaning.group("words")));
            } else if (setting.matches() && "dev".equals(setting.group("profile"))) {
                dev.put(setting.group("name"), code(setting.group("value")));
            }
            before = line;
        }
        dev.forEach((name, value) -> settings.computeIfPresent(
                name, (same, setting) -> new Setting(setting.unit(), setting.standard(), value, setting.words())));
        assertThat(settings.keySet()).containsAll(dev.keySet());
        return settings;
    }

    private static String code(String value) {
        return value.isBlank() ? "none" : "`" + value + "`";
    }

    /** What the code reads; a name that ends with a dot is only the beginning of some. */
    private static Set<String> read() throws IOException {
        Map<String, String> constants = new TreeMap<>();
        Set<String> read = new TreeSet<>();
        List<String> sources = new ArrayList<>();
        for (Path file : Sources.files()) {
            String source = Sources.text(file);
            String type = file.getFileName().toString().replace(".java", "");
            for (MatchResult constant : CONSTANT.matcher(source).results().toList()) {
                constants.put(type + "." + constant.group(1), constant.group(2));
                source = source.replaceAll(
                        "(?<![\\w.])" + constant.group(1) + "(?!\\w)", type + "." + constant.group(1));
            }
            sources.add(source);
        }
        for (String source : sources) {
            for (Pattern place : READ) {
                for (MatchResult found : place.matcher(source).results().toList()) {
                    String name = found.group(1).replace("\"", "");
                    read.add(constants.getOrDefault(name, name));
                }
            }
        }
        read.removeIf(name -> !name.startsWith("countermand."));
        return read;
    }
}
