package dev.countermand.evidence;

import static dev.countermand.policy.document.Documents.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.policy.Language;
import dev.countermand.policy.Policy;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A26: a seller reads what is asked for in the market's words, and nothing of what is suspected. */
class EvidenceWordsTest {

    private static final UUID SHIPMENT = UUID.fromString("0198c5b2-0000-7000-8000-000000000001");
    private static final Instant DUE = Instant.parse("2026-03-03T06:00:00Z");

    @Test
    void saysDemandDueDateAndRule() {
        EvidenceWords.Told told = EvidenceWords.of(policy("aliexpress"), demand(UUID.randomUUID(), DUE, false), false);
        assertThat(told.language()).isEqualTo(Language.EN);
        assertThat(told.demand()).contains("shipment " + SHIPMENT + " of order order-1", "posting receipt", "10 MiB");
        assertThat(told.due()).isEqualTo("It is due by 3 March 2026, 14:00 Asia/Shanghai.");
        assertThat(told.rule()).contains("runs on while the order stands still (A26)");
    }

    @Test
    void saysItInTheMarketsLanguage() {
        Policy market = policy("eldorado");
        EvidenceWords.Told told = EvidenceWords.of(market, demand(null, DUE, true), true);
        assertThat(market.language()).isEqualTo(Language.RU);
        assertThat(told.demand()).startsWith("Покупатель просит показать");
        assertThat(told.due()).contains("3 марта 2026", "Europe/Moscow", "стоит на месте");
        assertThat(told.rule()).contains("жалоба остаётся в силе (A16)");
    }

    @Test
    void neverSaysWhy() {
        for (Language language : Language.values()) {
            var words = EvidenceWords.bundle(language);
            for (String key : words.keySet()) {
                assertThat(words.getString(key).toLowerCase(language.locale()))
                        .doesNotContain("suspect", "fraud", "signal", "score", "подозр", "мошен", "сигнал");
            }
        }
    }

    @Test
    void everyLanguageSaysTheSame() {
        Set<String> keys = new TreeSet<>(EvidenceWords.bundle(Language.EN).keySet());
        for (Language language : Language.values()) {
            assertThat(new TreeSet<>(EvidenceWords.bundle(language).keySet())).isEqualTo(keys);
        }
        assertThat(EvidenceWords.decided(policy("aliexpress"), DUE)).contains("14:00 Asia/Shanghai", "(A26)");
    }

    private static SeenDemand demand(@Nullable UUID caseId, Instant due, boolean paused) {
        return new SeenDemand(
                UUID.randomUUID(),
                "order-1",
                SHIPMENT,
                caseId,
                null,
                "someone",
                DUE.minusSeconds(60),
                due,
                paused,
                null,
                null);
    }
}
