package dev.countermand.policy.catalogue;

import static dev.countermand.policy.document.Documents.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Wait;
import dev.countermand.policy.Policy;
import dev.countermand.policy.document.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** M2: an operator adds their own without a rebuild. */
class PolicyFolderTest {

    private static final String OWN = "name: own\nversion: %d\nextends: lamoda/1\nshipping: {processingTime: P%dD}\n";

    @TempDir
    Path folder;

    @Test
    void withoutAFolderThereIsWhatIsShipped() {
        Policies policies = new Policies(Optional.empty());
        assertThat(policies.markets()).containsExactlyElementsOf(Documents.MARKETS);
        assertThat(policies.current()).hasSize(2 * Documents.MARKETS.size());
        assertThat(policies.marketsInWords())
                .isEqualTo("aliexpress, cod-post, eldorado, lamoda, or one of these with a layer over it, such as"
                        + " aliexpress+distance-selling");
    }

    @Test
    void theNewestIsForNewOrdersAndEveryVersionIsThere() throws IOException {
        Files.writeString(folder.resolve("own.yaml"), own(1, 5));
        Files.writeString(folder.resolve("own-2.YML"), own(2, 6));
        Policies policies = new Policies(Optional.of(folder.toString()));
        assertThat(policies.markets()).contains("own", "lamoda");
        assertThat(policies.current("own")).map(Policy::version).contains(2);
        assertThat(policies.current("own+distance-selling"))
                .map(Policy::version)
                .contains(2001);
        assertThat(policies.version("own", 1).shipping().processingTime()).isEqualTo(Wait.of(Duration.ofDays(5)));
        assertThat(policies.version("own+distance-selling", 1001).shipping().processingTime())
                .isEqualTo(Wait.of(Duration.ofDays(5)));
        assertThat(policies.find("own", 3)).isEmpty();
        assertThat(policies.current("nowhere")).isEmpty();
    }

    /** Kubernetes mounts a ConfigMap as links to links, beside a folder with a date for a name. */
    @Test
    void readsWhatKubernetesMounts() throws IOException {
        Path dated = Files.createDirectory(folder.resolve("..2026_01_31"));
        Files.writeString(dated.resolve("own.yaml"), own(1, 5));
        Files.createSymbolicLink(folder.resolve("..data"), dated.getFileName());
        Files.createSymbolicLink(folder.resolve("own.yaml"), Path.of("..data", "own.yaml"));
        Files.writeString(folder.resolve(".hidden.yaml"), "no policy");
        Files.writeString(folder.resolve("README.txt"), "no policy");
        Files.createDirectory(folder.resolve("more.yaml"));
        assertThat(new Policies(Optional.of(folder.toString())).current("own")).isPresent();
    }

    @Test
    void refusesAFaultyOneWithItsPathAndLine() throws IOException {
        Path file = folder.resolve("own.yaml");
        Files.writeString(file, own(1, 5).replace("processingTime", "procesingTime"));
        refused(this::load, "Policy " + file + ", line 4: shipping.procesingTime is an unknown key");
        Files.writeString(file, own(1, 5));
        Files.writeString(folder.resolve("other.yaml"), "# the same again\n" + own(1, 6));
        refused(
                this::load,
                "Policy " + file.resolveSibling("own.yaml") + ", line 1: own has a version 1 already, in "
                        + folder.resolve("other.yaml") + ", line 2");
    }

    @Test
    void refusesAFolderOrFileThatCannotBeRead() throws IOException {
        refused(
                () -> new Policies(Optional.of(folder.resolve("none").toString())),
                "The folder of policies " + folder.resolve("none"),
                "COUNTERMAND_POLICIES_FOLDER",
                "does not exist");
        Path file = folder.resolve("own.yaml");
        Files.createSymbolicLink(file, Path.of("nowhere"));
        refused(this::load, "Policy " + file + " cannot be read");
        Files.delete(file);
        Files.write(file, new byte[] {'n', ':', '\n', (byte) 0xC3, 'x'});
        refused(this::load, "Policy " + file + ", line 2: this is not UTF-8");
        Files.write(file, new byte[PolicyFolder.MOST_BYTES + 1]);
        refused(this::load, "Policy " + file + " is larger than");
        refused(() -> new Policies(Optional.of(file.toString())), "does not exist");
    }

    private static String own(int version, int days) {
        return String.format(Locale.ROOT, OWN, version, days);
    }

    private void load() {
        new Policies(Optional.of(folder.toString()));
    }
}
