package dev.countermand.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads Kubernetes manifests for tests. */
final class Manifests {
    static final Path BASE = Path.of("deployment/kustomize/base");

    private Manifests() {}

    /** A value in a file; a step to what is not there fails the test with the file's name and the whole path. */
    record Node(String path, Object value) {
        /** The value reached by names (in mappings) and indexes (in lists). */
        Node at(Object... steps) {
            Node node = this;
            for (Object step : steps) {
                node = node.step(step);
            }
            return node;
        }

        private Node step(Object step) {
            String next = path + "/" + step;
            Object found = step instanceof Integer index
                    ? sequence().get(index)
                    : mapping().get(step);
            if (found == null) {
                throw new AssertionError(next + " does not exist");
            }
            return new Node(next, found);
        }

        boolean has(String name) {
            return mapping().containsKey(name);
        }

        /** Any single value as Kubernetes would print it. */
        String text() {
            assertThat(value).as("%s is a single value", path).isNotInstanceOfAny(Map.class, List.class);
            return value.toString();
        }

        int number() {
            assertThat(value).as("%s is a number", path).isInstanceOf(Integer.class);
            return (Integer) value;
        }

        List<Node> items() {
            return IntStream.range(0, sequence().size()).mapToObj(this::step).toList();
        }

        List<String> strings() {
            return items().stream().map(Node::text).toList();
        }

        /** Names and single values. */
        Map<String, String> texts() {
            Map<String, String> texts = new LinkedHashMap<>();
            mapping()
                    .keySet()
                    .forEach(name -> texts.put(name.toString(), step(name).text()));
            return texts;
        }

        private Map<?, ?> mapping() {
            assertThat(value).as("%s is a mapping", path).isInstanceOf(Map.class);
            return (Map<?, ?>) value;
        }

        private List<?> sequence() {
            assertThat(value).as("%s is a list", path).isInstanceOf(List.class);
            return (List<?>) value;
        }
    }

    /** The documents of a YAML file. */
    static List<Node> load(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (Reader reader = Files.newBufferedReader(file)) {
            return StreamSupport.stream(
                            new Yaml(new SafeConstructor(options))
                                    .loadAll(reader)
                                    .spliterator(),
                            false)
                    .map(document -> new Node(file.getFileName().toString(), document))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files named by the base's {@code kustomization.yaml}. */
    static List<String> listed() {
        return load(BASE.resolve("kustomization.yaml"))
                .getFirst()
                .at("resources")
                .strings();
    }

    /** Every resource of the base. */
    static List<Node> resources() {
        return listed().stream()
                .flatMap(file -> load(BASE.resolve(file)).stream())
                .toList();
    }

    static List<Node> all(String kind) {
        return resources().stream()
                .filter(resource -> resource.at("kind").text().equals(kind))
                .toList();
    }

    /** The one resource of a kind. */
    static Node the(String kind) {
        List<Node> found = all(kind);
        assertThat(found).as("resources of kind %s", kind).hasSize(1);
        return found.getFirst();
    }

    /** The one container of a pod template. */
    static Node container(Node pod) {
        List<Node> containers = pod.at("spec", "containers").items();
        assertThat(containers).as("containers of %s", pod.path()).hasSize(1);
        return containers.getFirst();
    }

    /** Whether a selector's labels choose a pod template. */
    static boolean selects(Node selector, Node pod) {
        return pod.at("metadata", "labels")
                .texts()
                .entrySet()
                .containsAll(selector.texts().entrySet());
    }
}
