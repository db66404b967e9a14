package dev.countermand.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md tells to type works as printed. */
@QuarkusTest
class WalkThroughTest {

    @TestHTTPResource("/")
    URI service;

    @TempDir
    Path folder;

    @BeforeEach
    void needsAShellAndCurl() throws InterruptedException {
        for (String program : new String[] {"sh", "curl", "sed", "grep"}) {
            assumeTrue(Readme.machineHas(program), "README.md's commands need " + program + ", which is not here");
        }
    }

    /** Every answer is 2xx, or curl ends the script. */
    @Test
    void leadsFromAnOrderToItsRefund() throws Exception {
        Readme.Run run = Readme.run(Readme.block("walkthrough"), service.toString(), folder);

        assertThat(run.exitCode()).as(run.output()).isZero();
        String lastLine = run.output().lines().toList().getLast();
        assertThat(lastLine)
                .contains("\"refunded\":\"29.90\"", "\"status\":\"ARRIVED\"", "\"cause\":\"ADMINISTRATION\"");
        assertThat(run.output()).contains("SHIPPED_TO_BLOCK", "CANCEL_AND_REFUND");
    }

    @Test
    void importsAHistoryTwiceWithoutHarm() throws Exception {
        String script = Readme.block("import");

        Readme.Run once = Readme.run(script, service.toString(), folder);
        Readme.Run again = Readme.run(script, service.toString(), folder);

        assertThat(once.exitCode()).as(once.output()).isZero();
        assertThat(once.output()).contains("\"id\":\"old-1\"", "\"result\":\"CREATED\"");
        assertThat(again.output()).contains("\"result\":\"UNCHANGED\"");
    }
}
