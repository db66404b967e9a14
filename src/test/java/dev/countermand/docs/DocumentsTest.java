package dev.countermand.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the documents name is there: files they link to, and the classes and members they quote. */
class DocumentsTest {

    private static final Path ROOT_PACKAGE = Path.of("dev", "countermand");

    private static final Pattern LINK = Pattern.compile("]\\((?!https?://)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");

    /** {@code package.Class}, {@code Class} or either with a member; a word with capitals only is a value. */
    private static final Pattern QUOTED =
            Pattern.compile("`((?:[a-z]+\\.)*)([A-Z]\\w*[a-z]\\w*)(?:\\.([a-zA-Z_]\\w*))?(?:\\([^`)]*\\))?`");

    /** Placeholders: {@code XService} is any feature's. */
    private static final Pattern ANY = Pattern.compile("X[A-Z]\\w*");

    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

    /** Of each file's simple class name, where it stands below {@code dev/countermand}, and its words. */
    private static final Map<String, Map<String, Set<String>>> CLASSES = new HashMap<>();

    private static final Set<String> WORDS = new HashSet<>();

    @BeforeAll
    static void readTheSources() throws IOException {
        for (Path root : List.of(Path.of("src/main/java"), Path.of("src/test/java"))) {
            for (Path file : below(root, ".java")) {
                Set<String> words = WORD.matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toSet());
                String folder = root.resolve(ROOT_PACKAGE)
                        .relativize(file)
                        .toString()
                        .replace(file.getFileName().toString(), "")
                        .replace('/', '.');
                CLASSES.computeIfAbsent(file.getFileName().toString().replace(".java", ""), name -> new HashMap<>())
                        .put(folder, words);
                WORDS.addAll(words);
            }
        }
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        Set<String> broken = new TreeSet<>();
        for (Path document : documents()) {
            LINK.matcher(Files.readString(document)).results().forEach(link -> {
                Path target = link.group(1).isEmpty()
                        ? document
                        : document.resolveSibling(link.group(1)).normalize();
                if (!Files.exists(target) || !hasAnchor(target, link.group(2))) {
                    broken.add(document + ": " + link.group());
                }
            });
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void quotedClassesAndMembersExist() throws IOException {
        Set<String> unknown = new TreeSet<>();
        for (Path document : documents()) {
            QUOTED.matcher(FENCED.matcher(Files.readString(document)).replaceAll(""))
                    .results()
                    .filter(quote -> !isKnown(quote.group(1), quote.group(2), quote.group(3)))
                    .forEach(quote -> unknown.add(document + ": " + quote.group()));
        }
        assertThat(unknown).isEmpty();
    }

    /** In words: an ADR is a page, and the README is read in five minutes. */
    @Test
    void decisionsFitOnAPage() throws IOException {
        List<Path> decisions = below(Path.of("docs", "adr"), ".md").stream()
                .filter(page -> !page.endsWith("README.md"))
                .toList();
        for (Path decision : decisions) {
            assertThat(words(decision)).as(decision.toString()).isLessThanOrEqualTo(400);
        }
        assertThat(words(Path.of("README.md"))).isLessThanOrEqualTo(1_050);
    }

    private static int words(Path document) throws IOException {
        return Files.readString(document).strip().split("\\s+").length;
    }

    /** Without a package, any word of the sources will do: some classes are other people's. */
    private static boolean isKnown(String packages, String type, String member) {
        if (ANY.matcher(type).matches()) {
            return true;
        }
        Map<String, Set<String>> places = CLASSES.getOrDefault(type, Map.of());
        if (packages.isEmpty() && places.isEmpty()) {
            return WORDS.contains(type) && (member == null || WORDS.contains(member));
        }
        return places.entrySet().stream()
                .filter(place -> ("." + place.getKey()).endsWith("." + packages) || packages.isEmpty())
                .anyMatch(place -> member == null || place.getValue().contains(member));
    }

    private static boolean hasAnchor(Path target, String anchor) {
        if (anchor == null) {
            return true;
        }
        try {
            return HEADING.matcher(FENCED.matcher(Files.readString(target)).replaceAll(""))
                    .results()
                    .map(heading -> anchorOf(heading.group(1)))
                    .anyMatch(anchor::equals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As forges make it: lower case, hyphens for spaces, nothing else but letters and digits. */
    private static String anchorOf(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = below(Path.of("docs"), ".md");
        assertThat(documents).hasSizeGreaterThan(20);
        return Stream.concat(
                        documents.stream(),
                        Arrays.stream(new String[] {
                                    "README.md", "CONTRIBUTING.md", "deployment/README.md", "src/bench/README.md"
                                })
                                .map(Path::of))
                .toList();
    }

    private static List<Path> below(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
