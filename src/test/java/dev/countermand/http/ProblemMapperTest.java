package dev.countermand.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.OptimisticLockException;
import java.util.List;
import org.hibernate.StaleObjectStateException;
import org.junit.jupiter.api.Test;

/** What failures become. */
class ProblemMapperTest {

    @Test
    void aRowThatHasAnotherVersionByNowIsALostRaceAndNoFault() {
        for (Exception stale : List.of(
                new OptimisticLockException("OrderRow"), new StaleObjectStateException("OrderRow", "order-1"))) {
            Problem problem = ProblemMapper.problemOf(new IllegalStateException(stale));
            assertThat(problem.status()).isEqualTo(409);
            assertThat(problem.code()).isEqualTo("LOST_RACE");
        }
    }

    @Test
    void whatNobodyKnowsIsAFaultThatSaysNothing() {
        Problem problem = ProblemMapper.problemOf(new IllegalStateException("the secret"));
        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.toString()).doesNotContain("secret");
    }
}
