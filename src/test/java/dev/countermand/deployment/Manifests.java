package dev.countermand.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

        /** What a mapping has values for. */
        Set<String> names() {
            return mapping().keySet().stream().map(Object::toString).collect(Collectors.toSet());
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
        try {
            return read(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The documents of a text in YAML; none of its mappings may say a key twice. */
    static List<Node> read(String name, String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return StreamSupport.stream(
                        new Yaml(new SafeConstructor(options)).loadAll(yaml).spliterator(), false)
                .map(document -> new Node(name, document))
                .toList();
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
        return all(resources(), kind);
    }

    static List<Node> all(List<Node> resources, String kind) {
        return resources.stream()
                .filter(resource -> resource.at("kind").text().equals(kind))
                .toList();
    }

    /** The one resource of a kind. */
    static Node the(String kind) {
        return the(resources(), kind);
    }

    static Node the(List<Node> resources, String kind) {
        List<Node> found = all(resources, kind);
        assertThat(found).as("resources of kind %s", kind).hasSize(1);
        return found.getFirst();
    }

    /** The one resource of a kind and a name. */
    static Node named(List<Node> resources, String kind, String name) {
        List<Node> found = all(resources, kind).stream()
                .filter(resource -> resource.at("metadata", "name").text().equals(name))
                .toList();
        assertThat(found).as("%s %s", kind, name).hasSize(1);
        return found.getFirst();
    }

    /** The templates of all pods: those of the deployment and of the job. */
    static List<Node> pods(List<Node> resources) {
        return Stream.of("Deployment", "Job")
                .flatMap(kind -> all(resources, kind).stream())
                .map(resource -> resource.at("spec", "template"))
                .toList();
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
