package dev.countermand.seller.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.detector.CoercedReason;
import dev.countermand.detector.Detectors;
import dev.countermand.policy.Language;
import dev.countermand.policy.document.Documents;
import dev.countermand.seller.AppealStatus;
import dev.countermand.seller.EntryKind;
import dev.countermand.seller.Fact;
import dev.countermand.seller.Sanction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A27: decision, facts, rule, whether a machine was at work, and how to appeal, in the market's language. */
class StatementWordsTest {

    private static final String WHY = "Three parcels in a row were declared and never posted";
    private static final Fact UNMOVED = new Fact(
            "NO_CARRIER_MOVEMENT",
            Map.of("trackingNumber", "1Z5R89390357567127", "declaredAt", "2031-02-20T08:00:00Z"));

    private static Statement of(SomeSanction some) {
        return StatementWords.of(some.made(), Documents.policy(some.market()));
    }

    private static String text(Statement statement) {
        List<String> lines = new ArrayList<>(List.of(statement.title()));
        lines.addAll(statement.head());
        statement.sections().forEach(section -> {
            lines.add(section.heading());
            lines.addAll(section.paragraphs());
        });
        return String.join("\n", lines);
    }

    @Test
    void saysWhatTheLawAsksFor() {
        Statement statement =
                of(SomeSanction.of(EntryKind.FINE, "aliexpress", WHY).because(UNMOVED));
        assertThat(text(statement)).isEqualTo("""
                Statement of reasons
                To: seller-3
                Decision: 00000000-0000-0007-0000-000000000007
                Order: order-1001
                Date: 1 March 2031, 18:15 Asia/Shanghai
                Rules: Escrow marketplace, version 1
                What was decided
                You are fined 8.97 EUR.
                The fine is booked on your account with the marketplace and set off against what is paid out to you.
                Points that this adds to your record: 12. They stand until 1 March 2032, 18:15 Asia/Shanghai.
                This holds for all that you sell on this marketplace, in whatever country.
                The facts
                A parcel was declared shipped, and the carrier did not scan it within the time that it has for that.
                %s
                The reasons
                Three parcels in a row were declared and never posted
                The rule
                A tracking number belongs to the parcel that was posted for the order, and to no other (A17).
                How it was found and decided
                The facts were found by an automated check.
                A person took the decision.
                How to appeal
                You can appeal until 1 September 2031, 18:15 Asia/Shanghai, free of charge.
                Say why the decision is wrong: on the marketplace's page about this decision, or by POST \
                /v1/sanctions/00000000-0000-0007-0000-000000000007/appeal.
                Somebody who had no part in the decision judges the appeal. If it is upheld, the sanction ends, its \
                points go, and a fine is given back.
                You can also turn to a body that settles disputes out of court, to a mediator, or to a court.""".formatted(values(statement)));
    }

    /** A map has them in no order of its own. */
    private static String values(Statement statement) {
        assertThat(statement.facts().getFirst().values())
                .extracting(Statement.Value::value)
                .containsExactlyInAnyOrder("1Z5R89390357567127", "20 February 2031, 16:00 Asia/Shanghai");
        return String.join(
                "\n",
                statement.facts().getFirst().values().stream()
                        .map(value -> "    " + value.label() + ": " + value.value())
                        .toList());
    }

    @Test
    void saysItInRussianWhereTheMarketDoes() {
        String text = text(of(SomeSanction.of(EntryKind.SUSPENSION, "lamoda", "Номера не принадлежат посылкам")
                .because(UNMOVED)));
        assertThat(text)
                .contains("Изложение мотивов решения", "Ваши продажи приостановлены")
                .contains("до 31 марта 2031, 13:15 Europe/Moscow")
                .contains("Об отправке посылки заявлено, но перевозчик не отсканировал её")
                .contains("Номера не принадлежат посылкам", "Его одобрил другой человек.")
                .contains("обжаловать решение до 1 сентября 2031")
                .doesNotContainPattern("(?m)^[A-Za-z ]+\\.$");
    }

    /** The service's own sentences are English; what they say the facts say in the language of the market. */
    @Test
    void theMachinesOwnReasonsAreTranslated() {
        String own = "No shipment was declared within the processing time of 7 days";
        SomeSanction late = SomeSanction.of(EntryKind.FINE, "lamoda", own).byItself("overdue-shipment");
        assertThat(text(of(late)))
                .contains("Об отправке заказа не заявлено", "Решение следует из правил само")
                .doesNotContain(own);
        SomeSanction english =
                SomeSanction.of(EntryKind.FINE, "aliexpress", own).byItself("overdue-shipment");
        assertThat(text(of(english)))
                .contains("was not declared shipped", own, "The decision followed from the rules by itself");
    }

    @ParameterizedTest
    @EnumSource(names = "CLAIM", mode = EnumSource.Mode.EXCLUDE)
    void everySanctionHasItsWordsInEveryLanguage(EntryKind kind) {
        for (String market : Documents.MARKETS) {
            assertThat(text(of(SomeSanction.of(kind, market, WHY))))
                    .contains("seller-3", WHY)
                    .doesNotContain("{", "null", "\n\n");
        }
    }

    @Test
    void anAppealIsToldOf() {
        Statement upheld = of(SomeSanction.of(EntryKind.WARNING, "aliexpress", WHY)
                .appealed(new Sanction.Appeal(
                        AppealStatus.UPHELD,
                        "The post has lost it",
                        SomeSanction.AT,
                        SomeSanction.AT,
                        null,
                        "mod-2",
                        "The receipt shows it",
                        SomeSanction.AT)));
        assertThat(upheld.since())
                .containsExactly(
                        "You appealed on 1 March 2031, 18:15 Asia/Shanghai.",
                        "The appeal was upheld on 1 March 2031, 18:15 Asia/Shanghai: the sanction is undone.",
                        "The receipt shows it");
    }

    @Test
    void bothLanguagesSayTheSameThings() {
        Set<String> english = StatementWords.bundle(Language.EN).keySet();
        for (Language language : Language.values()) {
            assertThat(StatementWords.bundle(language).getLocale()).isEqualTo(language.locale());
            assertThat(new TreeSet<>(StatementWords.bundle(language).keySet())).isEqualTo(new TreeSet<>(english));
            for (String key : english) {
                assertThat(places(StatementWords.bundle(language).getString(key)))
                        .as("%s in %s", key, language)
                        .isEqualTo(places(StatementWords.bundle(Language.EN).getString(key)));
            }
        }
    }

    private static Set<String> places(String pattern) {
        Set<String> places = new TreeSet<>();
        java.util.regex.Pattern.compile("\\{\\d}").matcher(pattern).results().forEach(each -> places.add(each.group()));
        return places;
    }

    /** F, A12: each signal that a seller is told of, and nothing of what their buyers said in confidence. */
    @Test
    void everySignalAndEveryValueHasItsWords() {
        Set<String> keys = StatementWords.bundle(Language.EN).keySet();
        assertThat(Detectors.ALL)
                .filteredOn(detector -> !detector.code().equals(CoercedReason.CODE))
                .isNotEmpty()
                .allSatisfy(detector -> assertThat(keys).contains("signal." + detector.code()));
        assertThat(keys).doesNotContain("signal." + CoercedReason.CODE);
        assertThat(SignalFacts.names()).allSatisfy(name -> assertThat(keys).contains("value." + name));
    }
}
