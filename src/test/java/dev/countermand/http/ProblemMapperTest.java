package dev.countermand.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
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

    /** Should a text get past all that looks at texts, it is the sender's fault all the same. */
    @Test
    void aTextThatPostgresqlDoesNotKeepIsTheSendersFault() {
        PgException nul = new PgException("invalid byte sequence for encoding \"UTF8\": 0x00", "ERROR", "22021", "");
        assertThat(ProblemMapper.problemOf(new IllegalStateException(nul)).status())
                .isEqualTo(400);
        PgException other = new PgException("internal error", "ERROR", "XX000", "");
        assertThat(ProblemMapper.problemOf(new IllegalStateException(other)).status())
                .isEqualTo(500);
    }

    @Test
    void whatNobodyKnowsIsAFaultThatSaysNothing() {
        Problem problem = ProblemMapper.problemOf(new IllegalStateException("the secret"));
        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.toString()).doesNotContain("secret");
    }
}
