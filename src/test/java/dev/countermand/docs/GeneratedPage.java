package dev.countermand.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A page of {@code docs} whose lower part is made from the code. */
record GeneratedPage(Path file, String test) {

    private static final String BEGIN = "<!-- From here on generated: ";

    static GeneratedPage of(String name, Class<?> test) {
        return new GeneratedPage(Path.of("docs", name), test.getSimpleName());
    }

    /** Holds the page to what was made now; writes it there instead with {@code -Ddocs.update}. */
    void mustSay(String generated) throws IOException {
        String update = "./mvnw -q test -Dtest=" + test + " -Ddocs.update";
        String page = Files.readString(file);
        int begin = page.indexOf(BEGIN);
        assertThat(begin).as(file + " says where its generated part begins").isPositive();
        String wanted = page.substring(0, begin) + BEGIN + update + " -->\n\n" + generated;
        if (System.getProperty("docs.update") != null) {
            Files.writeString(file, wanted);
        }
        assertThat(Files.readString(file))
                .as("%s is old; make it new with: %s", file, update)
                .isEqualTo(wanted);
    }

    static String row(List<String> cells) {
        return "| "
                + String.join(
                        " | ",
                        cells.stream().map(cell -> cell.replace("|", "\\|")).toList()) + " |\n";
    }

    static String head(List<String> titles) {
        return row(titles) + "|" + "---|".repeat(titles.size()) + "\n";
    }
}
