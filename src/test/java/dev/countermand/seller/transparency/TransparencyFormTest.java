package dev.countermand.seller.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.policy.document.Documents;
import dev.countermand.seller.EntryKind;
import dev.countermand.seller.Fact;
import dev.countermand.seller.statement.SomeSanction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A27: a statement of reasons in the form of the database, and without anything that is somebody's. */
class TransparencyFormTest {

    private static final String WHY = "Mr Lee of Hangzhou has told the buyer Erika Mustermann to wait";

    private static final TransparencyForm.Terms TERMS =
            new TransparencyForm.Terms(Optional.of("https://shop.example/terms"), List.of("DE", "FR"));

    /** What the database asks of each statement. */
    private static final Set<String> REQUIRED = Set.of(
            "decision_facts",
            "decision_ground",
            "incompatible_content_ground",
            "incompatible_content_explanation",
            "content_type",
            "category",
            "content_date",
            "application_date",
            "source_type",
            "automated_detection",
            "automated_decision",
            "puid");

    @ParameterizedTest
    @CsvSource({
        "FINE,          decision_monetary,  DECISION_MONETARY_OTHER",
        "SELLING_LIMIT, decision_provision, DECISION_PROVISION_PARTIAL_SUSPENSION",
        "SUSPENSION,    decision_account,   DECISION_ACCOUNT_SUSPENDED"
    })
    void saysWhatIsRestricted(EntryKind kind, String field, String value) {
        Map<String, Object> form = form(SomeSanction.of(kind, "aliexpress", WHY));
        assertThat(form).containsEntry(field, value).containsKeys(REQUIRED.toArray(String[]::new));
        assertThat(form).containsEntry("puid", "00000000-0000-0007-0000-000000000007");
        assertThat(form).containsEntry("territorial_scope", List.of("DE", "FR"));
        assertThat(form).containsEntry("decision_ground_reference_url", "https://shop.example/terms");
    }

    /** Whatever people wrote, whoever it is about, and the numbers of their parcels. */
    @ParameterizedTest
    @EnumSource(
            value = EntryKind.class,
            names = {"FINE", "SELLING_LIMIT", "SUSPENSION"})
    void saysNothingThatIsSomebodys(EntryKind kind) {
        Fact unmoved = new Fact("NO_CARRIER_MOVEMENT", Map.of("trackingNumber", "1Z5R89390357567127"));
        String form =
                form(SomeSanction.of(kind, "aliexpress", WHY).because(unmoved)).toString();
        assertThat(form)
                .doesNotContain("Lee", "Erika", "1Z5R89390357567127", "seller-3", "order-1001")
                .contains("the carrier did not scan it within the time");
    }

    @Test
    void saysInWhichLanguageItIs() {
        assertThat(form(SomeSanction.of(EntryKind.FINE, "aliexpress", WHY))).containsEntry("content_language", "EN");
        Map<String, Object> russian = form(SomeSanction.of(EntryKind.FINE, "eldorado", WHY));
        assertThat(russian).containsEntry("content_language", "RU");
        assertThat(String.valueOf(russian.get("decision_facts"))).containsPattern("[а-я]{3}");
    }

    /** What follows by itself and a person has approved is decided by both. */
    @Test
    void saysWhoHasDecided() {
        SomeSanction fine = SomeSanction.of(EntryKind.FINE, "aliexpress", WHY);
        SomeSanction suspension = SomeSanction.of(EntryKind.SUSPENSION, "aliexpress", WHY);
        String field = "automated_decision";
        assertThat(form(fine)).containsEntry(field, "AUTOMATED_DECISION_NOT_AUTOMATED");
        assertThat(form(fine.byItself("overdue"))).containsEntry(field, "AUTOMATED_DECISION_FULLY");
        assertThat(form(suspension.byItself("overdue"))).containsEntry(field, "AUTOMATED_DECISION_PARTIALLY");
    }

    @Test
    void aWarningRestrictsNothing() {
        assertThat(TransparencyForm.RESTRICT).doesNotContain(EntryKind.WARNING, EntryKind.CLAIM);
        assertThatThrownBy(() -> form(SomeSanction.of(EntryKind.WARNING, "aliexpress", WHY)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, Object> form(SomeSanction some) {
        return TransparencyForm.of(some.made(), Documents.policy(some.market()), TERMS);
    }
}
