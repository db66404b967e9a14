package dev.countermand.deployment;

import dev.countermand.deployment.Manifests.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The level "restricted" of the Pod Security Standards, as of Kubernetes 1.30, for pods on Linux. */
final class PodSecurity {
    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    private PodSecurity() {}

    /** What a pod template does that the level forbids, or leaves out that it asks for; empty where it may run. */
    static List<String> violations(Node pod) {
        Node spec = pod.at("spec");
        List<String> found = new ArrayList<>();
        for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
            if (is(spec, host, "true")) {
                found.add(host);
            }
        }
        items(spec, "volumes").stream()
                .filter(volume -> volume.names().stream().noneMatch(VOLUMES::contains))
                .forEach(volume -> found.add("volume " + volume.at("name").text()));
        if (spec.has("securityContext")) {
            rights(spec.at("securityContext"), "pod", found);
        }
        List<Node> containers = Stream.of("initContainers", "containers", "ephemeralContainers")
                .flatMap(kind -> items(spec, kind).stream())
                .toList();
        containers.forEach(container -> container(spec, container, found));
        return found;
    }

    private static void container(Node pod, Node container, List<String> found) {
        String name = container.at("name").text();
        items(container, "ports").stream()
                .filter(port -> port.has("hostPort"))
                .forEach(port -> found.add(name + " hostPort"));
        if (!container.has("securityContext")) {
            found.add(name + " securityContext");
            return;
        }
        Node rights = container.at("securityContext");
        rights(rights, name, found);
        if (is(rights, "privileged", "true")) {
            found.add(name + " privileged");
        }
        if (!is(rights, "allowPrivilegeEscalation", "false")) {
            found.add(name + " allowPrivilegeEscalation");
        }
        if (rights.has("procMount") && !is(rights, "procMount", "Default")) {
            found.add(name + " procMount");
        }
        if (!rights.has("capabilities")
                || !strings(rights.at("capabilities"), "drop").contains("ALL")
                || !List.of("NET_BIND_SERVICE").containsAll(strings(rights.at("capabilities"), "add"))) {
            found.add(name + " capabilities");
        }
        if (!oneHas(pod, rights, context -> is(context, "runAsNonRoot", "true"))) {
            found.add(name + " runAsNonRoot");
        }
        if (!oneHas(pod, rights, context -> context.has("seccompProfile"))) {
            found.add(name + " seccompProfile");
        }
    }

    /** What neither a pod nor a container may say. */
    private static void rights(Node context, String whose, List<String> found) {
        if (is(context, "runAsUser", "0")) {
            found.add(whose + " runAsUser");
        }
        if (is(context, "runAsNonRoot", "false")) {
            found.add(whose + " runAsNonRoot");
        }
        if (context.has("seccompProfile") && is(context.at("seccompProfile"), "type", "Unconfined")) {
            found.add(whose + " seccompProfile");
        }
        for (String special : List.of("sysctls", "seLinuxOptions", "appArmorProfile", "windowsOptions")) {
            // Some of it would be allowed; nothing here needs any.
            if (context.has(special)) {
                found.add(whose + " " + special);
            }
        }
    }

    private static boolean oneHas(Node pod, Node rights, Predicate<Node> what) {
        return what.test(rights) || (pod.has("securityContext") && what.test(pod.at("securityContext")));
    }

    private static boolean is(Node node, String name, String value) {
        return node.has(name) && node.at(name).text().equals(value);
    }

    private static List<Node> items(Node node, String name) {
        return node.has(name) ? node.at(name).items() : List.of();
    }

    private static List<String> strings(Node node, String name) {
        return node.has(name) ? node.at(name).strings() : List.of();
    }
}
