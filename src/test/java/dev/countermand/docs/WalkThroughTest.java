package dev.countermand.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.countermand.api.Http;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands in the documents work as printed, and answer what is printed below them. */
@QuarkusTest
class WalkThroughTest {

    @TestHTTPResource("/")
    URI service;

    @TempDir
    Path folder;

    @BeforeEach
    void needsAShellAndCurl() throws InterruptedException {
        for (String program : new String[] {"sh", "curl", "sed", "grep"}) {
            assumeTrue(Readme.machineHas(program), "The documents' commands need " + program + ", which is not here");
        }
        // It is printed as it goes in weeks without holidays.
        Http.advanceToOrdinaryDays(20);
    }

    /** Every answer is 2xx, or curl ends the script. */
    @Test
    void leadsFromAnOrderToItsRefundAsPrinted() throws Exception {
        List<Readme.Step> steps = Readme.steps(Path.of("README.md"), "walkthrough");

        Readme.Run run = Readme.run(steps, service.toString(), folder);

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.ofSteps().stream().map(Readme::whatStays).toList())
                .as(run.output())
                .isEqualTo(steps.stream()
                        .map(step -> Readme.whatStays(step.printed()))
                        .toList());
        assertThat(steps.stream().filter(step -> !step.printed().isEmpty())).hasSize(steps.size() - 1);
    }

    @Test
    void importsAHistoryTwiceWithoutHarm() throws Exception {
        List<Readme.Step> steps = Readme.steps(Path.of("docs/import.md"), "import");

        Readme.Run once = Readme.run(steps, service.toString(), folder);
        Readme.Run again = Readme.run(steps, service.toString(), folder);

        assertThat(once.exitCode()).as(once.output()).isZero();
        assertThat(once.output().strip()).isEqualTo(steps.getFirst().printed());
        assertThat(again.output().strip()).isEqualTo(steps.getFirst().printed().replace("CREATED", "UNCHANGED"));
    }
}
