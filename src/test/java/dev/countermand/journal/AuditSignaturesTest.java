package dev.countermand.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.journal.AuditSignatures.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever has no key signs nothing, and a change of keys loses nothing. */
class AuditSignaturesTest {

    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "other".getBytes(StandardCharsets.UTF_8);

    private static AuditSignatures with(String key, String... earlier) {
        return new AuditSignatures(Optional.of(key), Optional.of(List.of(earlier)), Optional.of("password"));
    }

    @Test
    void tellsWhatItSigned() {
        AuditSignatures signatures = with("one");
        String signature = signatures.sign(CONTENT);
        assertThat(signatures.judge(CONTENT, signature)).isEqualTo(Verdict.HOLDS);
        assertThat(signatures.judge(OTHER, signature)).isEqualTo(Verdict.WRONG);
        assertThat(signatures.judge(CONTENT, null)).isEqualTo(Verdict.UNKNOWN);
        assertThat(signatures.judge(CONTENT, "nonsense")).isEqualTo(Verdict.UNKNOWN);
        assertThat(with("two").judge(CONTENT, signature)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aKeyIsChangedInTwoSteps() {
        AuditSignatures before = with("one");
        AuditSignatures knowsTheNext = with("one", "two");
        AuditSignatures after = with("two", "one");
        assertThat(after.judge(CONTENT, before.sign(CONTENT))).isEqualTo(Verdict.HOLDS);
        assertThat(knowsTheNext.judge(CONTENT, after.sign(CONTENT))).isEqualTo(Verdict.HOLDS);
        assertThat(after.sign(CONTENT)).isNotEqualTo(before.sign(CONTENT));
    }

    @Test
    void withoutAKeyItIsThePasswordsAndAnEarlierPasswordIsAnEarlierKey() {
        AuditSignatures byPassword = new AuditSignatures(Optional.empty(), Optional.empty(), Optional.of("password"));
        assertThat(with("password").judge(CONTENT, byPassword.sign(CONTENT))).isEqualTo(Verdict.HOLDS);
        assertThat(with("new", "password").judge(CONTENT, byPassword.sign(CONTENT)))
                .isEqualTo(Verdict.HOLDS);
    }

    @Test
    void aPersonsCodeIsTheSameForThemAndTellsNobodyWhoTheyAre() {
        AuditSignatures signatures = with("one");
        assertThat(signatures.codeOf("erasure", "buyer-1"))
                .isEqualTo(signatures.codeOf("erasure", "buyer-1"))
                .isNotEqualTo(signatures.codeOf("erasure", "buyer-2"))
                .isNotEqualTo(signatures.codeOf("other", "buyer-1"))
                .isNotEqualTo(with("two").codeOf("erasure", "buyer-1"))
                .doesNotContain("buyer-1");
    }
}
