package dev.countermand.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each room's package-info names the types that other rooms use: what a reader may take from it, and what only it knows. */
class OthersUseTest {

    private static final String ROOT = "dev.countermand.";

    /** They are words for everybody, so they name none. */
    private static final Set<String> VOCABULARIES = Set.of(
            "kernel",
            "document",
            "policy",
            "order.state",
            "order.progress",
            "cancellation.state",
            "dispute.state",
            "payment.refund",
            "review.state");

    private static final String ALL = "Others use all that is public.";

    private static final Pattern NAMED = Pattern.compile("Others use ([^.]*)\\.");
    private static final Pattern LINK = Pattern.compile("\\{@link (\\w+)}");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.countermand");

    @Test
    void everyRoomNamesWhatOthersUseOfIt() throws IOException {
        Map<String, Set<String>> used = used();
        assertThat(used).hasSizeGreaterThan(35);
        for (Map.Entry<String, Set<String>> room : used.entrySet()) {
            String info = info(room.getKey());
            if (VOCABULARIES.contains(room.getKey())) {
                assertThat(info).as(room.getKey()).contains(ALL);
            } else {
                assertThat(named(info)).as(room.getKey()).isEqualTo(room.getValue());
            }
        }
    }

    /** The room's sentence may stay behind when the last of the others goes. */
    @Test
    void whatNobodyUsesNamesNothing() throws IOException {
        Set<String> used = used().keySet();
        for (String room : rooms()) {
            if (!used.contains(room)) {
                assertThat(named(info(room))).as(room).isEmpty();
            }
        }
    }

    private static Set<String> rooms() {
        return CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT))
                .map(name -> name.substring(ROOT.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** By room, the outermost types that a class of another room refers to. */
    private static Map<String, Set<String>> used() {
        Map<String, Set<String>> used = new TreeMap<>();
        for (JavaClass user : CLASSES) {
            for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                JavaClass type = dependency.getTargetClass().getBaseComponentType();
                if (type.getPackageName().startsWith(ROOT)
                        && !type.getPackageName().equals(user.getPackageName())) {
                    used.computeIfAbsent(type.getPackageName().substring(ROOT.length()), room -> new TreeSet<>())
                            .add(outermost(type));
                }
            }
        }
        return used;
    }

    private static String outermost(JavaClass type) {
        String name = type.getName().substring(type.getPackageName().length() + 1);
        int inner = name.indexOf('$');
        return inner < 0 ? name : name.substring(0, inner);
    }

    private static Set<String> named(String info) {
        Matcher sentence = NAMED.matcher(info);
        return sentence.find()
                ? LINK.matcher(sentence.group(1))
                        .results()
                        .map(link -> link.group(1))
                        .collect(Collectors.toCollection(TreeSet::new))
                : Set.of();
    }

    /** In one line. */
    private static String info(String room) throws IOException {
        return Files.readString(Path.of("src/main/java", (ROOT + room).replace('.', '/'), "package-info.java"))
                .replaceAll("\\s+\\* ?", " ");
    }
}
