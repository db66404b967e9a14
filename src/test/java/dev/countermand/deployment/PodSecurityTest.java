package dev.countermand.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.deployment.Manifests.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list that the manifests are held against finds what it should. */
class PodSecurityTest {
    private static final String GOOD = """
            spec:
              hostNetwork: false
              securityContext:
                runAsNonRoot: true
                runAsUser: 1001
                seccompProfile: {type: RuntimeDefault}
              containers:
                - name: a
                  ports: [{containerPort: 8080}]
                  securityContext:
                    allowPrivilegeEscalation: false
                    capabilities: {drop: [ALL]}
              volumes:
                - name: v
                  emptyDir: {}
            """;

    @Test
    void hasNothingAgainstAGoodPod() {
        assertThat(PodSecurity.violations(pod(GOOD))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hostNetwork: false | hostNetwork: true | hostNetwork",
                "hostNetwork: false | hostPID: true | hostPID",
                "hostNetwork: false | hostIPC: true | hostIPC",
                "runAsNonRoot: true | runAsNonRoot: false | pod runAsNonRoot",
                "runAsNonRoot: true | runAsGroup: 1001 | a runAsNonRoot",
                "runAsUser: 1001 | runAsUser: 0 | pod runAsUser",
                "runAsUser: 1001 | sysctls: [] | pod sysctls",
                "seccompProfile: {type: RuntimeDefault} | seccompProfile: {type: Unconfined} | pod seccompProfile",
                "seccompProfile: {type: RuntimeDefault} | runAsGroup: 1001 | a seccompProfile",
                "containerPort: 8080 | hostPort: 8080 | a hostPort",
                "allowPrivilegeEscalation: false | allowPrivilegeEscalation: true | a allowPrivilegeEscalation",
                "allowPrivilegeEscalation: false | readOnlyRootFilesystem: true | a allowPrivilegeEscalation",
                "allowPrivilegeEscalation: false | privileged: true | a privileged",
                "allowPrivilegeEscalation: false | procMount: Unmasked | a procMount",
                "drop: [ALL] | drop: [NET_RAW] | a capabilities",
                "drop: [ALL] | 'drop: [ALL], add: [SYS_TIME]' | a capabilities",
                "securityContext: | other: | a securityContext",
                "emptyDir: {} | hostPath: {path: /} | volume v",
            })
    void findsWhatIsForbiddenOrMissing(String good, String bad, String violation) {
        assertThat(GOOD).contains(good);
        assertThat(PodSecurity.violations(pod(GOOD.replace(good, bad)))).contains(violation);
    }

    private static Node pod(String yaml) {
        return Manifests.read("pod", yaml).getFirst();
    }
}
