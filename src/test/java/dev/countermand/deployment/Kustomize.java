package dev.countermand.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.countermand.deployment.Manifests.Node;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What {@code kubectl kustomize} makes of a folder: what a cluster gets. */
final class Kustomize {
    static final Path ROOT = Path.of("deployment/kustomize");
    static final Path OVERLAYS = ROOT.resolve("overlays");
    static final Path COMPONENTS = ROOT.resolve("components");

    private static final String KUBECTL = "kubectl";
    private static final Path MADE = Path.of("target/kustomize");
    private static final Map<Path, List<Node>> RENDERED = new ConcurrentHashMap<>();

    private Kustomize() {}

    static List<String> overlays() {
        return folders(OVERLAYS);
    }

    static List<String> components() {
        return folders(COMPONENTS);
    }

    /** Every resource of an overlay. */
    static List<Node> overlay(String name) {
        return render(OVERLAYS.resolve(name));
    }

    /** Every resource of the example, with components that it does not have. */
    static List<Node> exampleWith(String... components) {
        return render(folder(OVERLAYS.resolve("example"), List.of(components)));
    }

    /** Every resource of the base with one component. */
    static List<Node> baseWith(String component) {
        return render(folder(Manifests.BASE, List.of(component)));
    }

    /** CI has the program; elsewhere a test that asks for it is left out, and says why. */
    private static void needProgram() {
        boolean here = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, KUBECTL)));
        if ("true".equals(System.getenv("CI"))) {
            assertThat(here).as("kubectl is here: .ci/run installs it").isTrue();
        }
        assumeTrue(here, "kubectl is not installed, so nobody looks at what the overlays make");
    }

    private static List<Node> render(Path folder) {
        needProgram();
        return RENDERED.computeIfAbsent(folder, Kustomize::run);
    }

    private static List<Node> run(Path folder) {
        try {
            Files.createDirectories(MADE);
            Path said = Files.createTempFile(MADE, "said", ".txt");
            Process kubectl = new ProcessBuilder(KUBECTL, "kustomize", folder.toString())
                    .redirectError(said.toFile())
                    .start();
            String yaml = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = kubectl.waitFor();
            assertThat(exitCode)
                    .as("kubectl kustomize %s: %s", folder, Files.readString(said))
                    .isZero();
            return Manifests.read(folder.toString(), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As somebody would write it who builds on what is here. */
    private static Path folder(Path resources, List<String> components) {
        Path folder = MADE.resolve(resources.getFileName() + "-" + String.join("-", components));
        StringBuilder kustomization = new StringBuilder("""
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources:
                  - %s
                components:
                """.formatted(slashes(folder.relativize(resources))));
        components.forEach(component -> kustomization
                .append("  - ")
                .append(slashes(folder.relativize(COMPONENTS.resolve(component))))
                .append('\n'));
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("kustomization.yaml"), kustomization);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static String slashes(Path path) {
        return path.toString().replace(File.separatorChar, '/');
    }

    private static List<String> folders(Path parent) {
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
