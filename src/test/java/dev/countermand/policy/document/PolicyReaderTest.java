package dev.countermand.policy.document;

import static dev.countermand.policy.document.Documents.changed;
import static dev.countermand.policy.document.Documents.line;
import static dev.countermand.policy.document.Documents.refused;
import static dev.countermand.policy.document.Documents.shipped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Wait;
import dev.countermand.policy.Policy;
import dev.countermand.policy.Reason;
import dev.countermand.policy.RefundTerms;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** M1, M2: policies are documents; a faulty one is refused in one sentence with file, line and reason. */
class PolicyReaderTest {

    /** What is put in the place of what, and what the sentence then says of the line where {@code at} stands. */
    private record Fault(String name, String from, String to, String at, String... reason) {}

    @Test
    void readsTheFiguresOfAliexpress() {
        Policy policy = PolicyReader.read("aliexpress.yaml", shipped("aliexpress"));
        assertThat(policy.name()).isEqualTo("aliexpress");
        assertThat(policy.timeZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(policy.weekend()).containsExactlyInAnyOrder(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        assertThat(policy.payment().closeUnpaidAfter()).isEqualTo(Wait.of(Duration.ofDays(20)));
        assertThat(policy.shipping().processingTime()).isEqualTo(Wait.of(Duration.ofDays(7)));
        assertThat(policy.cancellation().reasons()).hasSize(Reason.values().length);
        assertThat(policy.cancellation().approveAfterSilence()).isNull();
        assertThat(policy.refunds().arrivalBusinessDays()).containsEntry("wallet", new RefundTerms.Window(3, 7));
        assertThat(policy.escrow().releaseAfterDelivery()).isEqualTo(Wait.of(Duration.ofDays(15)));
    }

    @Test
    void readsEveryKindOfFigure() {
        Policy policy = PolicyReader.read(
                "own.yaml", changed("cod-post", "holidays: []", "holidays: [2026-01-01, \"2026-05-09\"]"));
        assertThat(policy.holidays()).containsExactly(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 5, 9));
        assertThat(policy.handOver().storagePeriod()).isEqualTo(Period.ofMonths(1));
        assertThat(policy.withdrawalRight()).isNull();
    }

    /** M1: the database keeps it as JSON has it, which means the same. */
    @Test
    void noneIsWhatTheDatabaseWritesAsNull() {
        Policy written = PolicyReader.read("own.yaml", shipped("aliexpress"));
        String asJson = changed("aliexpress", "withdrawalRight: none", "withdrawalRight: null");
        assertThat(PolicyReader.read("own.yaml", asJson)).isEqualTo(written);
        assertThat(Figures.differences(PolicyReader.read("own.yaml", asJson), written))
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> refusesWithFileLineAndReason() {
        String time = "  processingTime: P7D ";
        return Stream.of(
                        new Fault(
                                "a typo",
                                time,
                                "  procesingTime: P7D ",
                                "procesingTime",
                                "shipping.procesingTime is an unknown key; did you mean processingTime?"),
                        new Fault(
                                "a typo at the top",
                                "\nescrow:",
                                "\nescro:",
                                "escro:",
                                "escro is an unknown key",
                                "did you mean escrow?"),
                        new Fault(
                                "an unknown key",
                                time,
                                "  colour: 1\n" + time,
                                "colour",
                                "shipping.colour is an unknown key."),
                        new Fault(
                                "a key twice",
                                time,
                                time + "\n  processingTime: P8D",
                                "  processingTime: P8D",
                                "the key processingTime stands here a second time, first in line "),
                        new Fault("a missing figure", time, "  # ", "shipping:", "shipping.processingTime is missing"),
                        new Fault(
                                "a missing group",
                                "escrow:\n  releaseAfterDelivery: P15D",
                                "#",
                                "name: aliexpress",
                                "escrow is missing"),
                        new Fault(
                                "nothing behind a key",
                                time,
                                "  processingTime: ",
                                "processingTime",
                                "shipping.processingTime must be given, but there is nothing"),
                        new Fault(
                                "a negative time",
                                time,
                                "  processingTime: P-7D ",
                                "processingTime",
                                "shipping.processingTime must be longer than zero"),
                        new Fault(
                                "no time at all",
                                time,
                                "  processingTime: PT0S ",
                                "processingTime",
                                "shipping.processingTime must be longer than zero"),
                        new Fault(
                                "no duration",
                                time,
                                "  processingTime: a week ",
                                "processingTime",
                                "must be a duration such as P20D or PT24H, or business days such as P3BD, but is \"a week\""),
                        new Fault(
                                "a list for a duration",
                                time,
                                "  processingTime: [P7D] ",
                                "processingTime",
                                "but is a list"),
                        new Fault(
                                "a negative number",
                                "attemptsBeforeEscalation: 5",
                                "attemptsBeforeEscalation: -5",
                                "attemptsBeforeEscalation",
                                "refunds.attemptsBeforeEscalation must be more than zero"),
                        new Fault(
                                "zero",
                                "attemptsBeforeEscalation: 5",
                                "attemptsBeforeEscalation: 0",
                                "attemptsBeforeEscalation",
                                "refunds.attemptsBeforeEscalation must be more than zero"),
                        new Fault(
                                "a fraction",
                                "attemptsBeforeEscalation: 5",
                                "attemptsBeforeEscalation: 5.5",
                                "attemptsBeforeEscalation",
                                "must be a whole number, but is \"5.5\""),
                        new Fault(
                                "a number in quotes",
                                "attemptsBeforeEscalation: 5",
                                "attemptsBeforeEscalation: \"5\"",
                                "attemptsBeforeEscalation",
                                "must be a whole number"),
                        new Fault(
                                "an octal number",
                                "attemptsBeforeEscalation: 5",
                                "attemptsBeforeEscalation: 010",
                                "attemptsBeforeEscalation",
                                "must be a whole number"),
                        new Fault(
                                "too large a number",
                                "attemptsBeforeEscalation: 5",
                                "attemptsBeforeEscalation: 99999999999",
                                "attemptsBeforeEscalation",
                                "must be a whole number"),
                        new Fault(
                                "points below zero",
                                "percent: 5, points: 2",
                                "percent: 5, points: -2",
                                "overdueShipment",
                                "fines.overdueShipment.points must not be negative"),
                        new Fault(
                                "an end before the start",
                                "wallet: {from: 3, to: 7}",
                                "wallet: {from: 3, to: 2}",
                                "wallet:",
                                "refunds.arrivalBusinessDays.wallet.to must not be before from"),
                        new Fault(
                                "a payment method left out",
                                "    wallet: {from: 3, to: 7}\n",
                                "",
                                "arrivalBusinessDays",
                                "refunds.arrivalBusinessDays lacks the payment method wallet"),
                        new Fault(
                                "a payment method mistyped",
                                "    wallet: {from: 3, to: 7}",
                                "    wallet: {from: 3, to: 7}\n    wallett: {from: 3, to: 7}",
                                "wallett",
                                "refunds.arrivalBusinessDays knows no payment method wallett; did you mean wallet?"),
                        new Fault(
                                "an arrival in months",
                                "wallet: {from: 3, to: 7}",
                                "wallet: {from: 3, to: 61}",
                                "wallet:",
                                "refunds.arrivalBusinessDays.wallet.to must not be more than 60"),
                        new Fault(
                                "a figure that may be none left out",
                                "  storagePeriod: none",
                                "  #",
                                "handOver:",
                                "handOver.storagePeriod is missing; write none, if there is none"),
                        new Fault(
                                "the law left out",
                                "withdrawalRight: none",
                                "#",
                                "name: aliexpress",
                                "withdrawalRight is missing; write none"),
                        new Fault(
                                "nothing behind what may be none",
                                "  storagePeriod: none",
                                "  storagePeriod:",
                                "storagePeriod",
                                "handOver.storagePeriod must be given, but there is nothing"),
                        new Fault(
                                "mixed signs",
                                time,
                                "  processingTime: P1DT-1H ",
                                "processingTime",
                                "shipping.processingTime must be a duration such as P20D or PT24H"),
                        new Fault(
                                "more than a working life",
                                time,
                                "  processingTime: P4000D ",
                                "processingTime",
                                "shipping.processingTime must not be longer than 10 years"),
                        new Fault(
                                "a long storage",
                                "  storagePeriod: none",
                                "  storagePeriod: P11Y",
                                "storagePeriod",
                                "handOver.storagePeriod must not be longer than 10 years"),
                        new Fault(
                                "a week of weekend",
                                "[SATURDAY, SUNDAY]",
                                "[MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY]",
                                "weekend",
                                "weekend must leave a day to work on"),
                        new Fault(
                                "a window for requests that nobody answers",
                                "consent: SELLER                 # A4, A6\n  until: CARRIER_ACCEPTANCE       # A4, A14\n  requestWindow: none",
                                "consent: NONE\n  until: CARRIER_ACCEPTANCE\n  requestWindow: PT24H",
                                "requestWindow",
                                "cancellation.requestWindow must be none"),
                        new Fault(
                                "less time without terms than with them",
                                "withdrawalRight: none",
                                "withdrawalRight: {afterHandOver: P7D, withoutTermsInWriting: P6D, repayWithin: P10D, deliveryFromBuyer: BUYER, refundWhen: BACK}",
                                "withdrawalRight",
                                "withdrawalRight.withoutTermsInWriting must not be shorter than afterHandOver"),
                        new Fault(
                                "an unknown value",
                                "consent: SELLER",
                                "consent: SELER",
                                "consent:",
                                "cancellation.consent must be one of SELLER, NONE, but is \"SELER\"; did you mean SELLER?"),
                        new Fault(
                                "an unknown reason",
                                "code: NOT_NEEDED",
                                "code: BORED",
                                "BORED",
                                "cancellation.reasons[1].code must be one of PAYMENT_PROBLEM, NOT_NEEDED",
                                "but is \"BORED\""),
                        new Fault(
                                "a reason twice",
                                "code: NOT_NEEDED",
                                "code: OTHER",
                                "  reasons:",
                                "cancellation.reasons must be there, each once"),
                        new Fault(
                                "a day twice",
                                "[SATURDAY, SUNDAY]",
                                "[SUNDAY, SUNDAY]",
                                "weekend",
                                "weekend has SUNDAY twice"),
                        new Fault(
                                "no date",
                                "holidays: []",
                                "holidays: [tomorrow]",
                                "holidays",
                                "holidays[0] must be a date such as 2026-01-31"),
                        new Fault(
                                "no list",
                                "holidays: []",
                                "holidays: 2026-01-01",
                                "holidays",
                                "holidays must be a list"),
                        new Fault(
                                "no such time zone",
                                "Asia/Shanghai",
                                "Asia/Shangai",
                                "timeZone:",
                                "timeZone must be a time zone such as Europe/Moscow"),
                        new Fault(
                                "a word for a group",
                                "escrow:\n  releaseAfterDelivery: P15D",
                                "escrow: P15D",
                                "escrow",
                                "escrow must be keys with values"),
                        new Fault(
                                "a name that is no text",
                                "title: Escrow marketplace",
                                "title: yes",
                                "title",
                                "title must be text, in quotes if need be"),
                        new Fault("broken YAML", "weekend: [SATURDAY", "weekend: [[SATURDAY", "", "this is no YAML, "),
                        new Fault("a tabulator", "  due: BEFORE", "\tdue: BEFORE", "\tdue", "this is no YAML, "),
                        new Fault(
                                "a type of Java",
                                "Asia/Shanghai",
                                "!own x",
                                "timeZone:",
                                "the type !own is not known here"),
                        new Fault(
                                "a forbidden character",
                                "title: Escrow",
                                "title: \u0007",
                                "title",
                                "this is no YAML, there is a character that it cannot have"))
                .map(fault -> DynamicTest.dynamicTest(fault.name, () -> {
                    String document = changed("aliexpress", fault.from, fault.to);
                    refused(() -> PolicyReader.read("own.yaml", document), fault.reason);
                    String line = fault.at.isEmpty()
                            ? "Policy own.yaml, line "
                            : "Policy own.yaml, line " + line(document, fault.at) + ": ";
                    refused(() -> PolicyReader.read("own.yaml", document), line);
                }));
    }

    @Test
    void refusesWhatIsNoDocument() {
        refused(() -> PolicyReader.read("own.yaml", ""), "Policy own.yaml, line 1: the document is empty.");
        refused(() -> PolicyReader.read("own.yaml", "# nothing\n---\n"), "own.yaml, line ", "but is nothing");
        refused(() -> PolicyReader.read("own.yaml", "- a\n"), "line 1: the document must be keys with values");
        refused(() -> PolicyReader.read("own.yaml", "name: a\n---\nname: b\n"), "own.yaml, line ");
        refused(() -> PolicyReader.read("own.yaml", "name: &a [*a]\n"), "own.yaml, line 1");
    }

    @Test
    void writesWhatItCanReadAgain() {
        for (String name : Documents.MARKETS) {
            for (Policy policy :
                    new Policy[] {Documents.policy(name), Documents.policy(name + "+distance-selling", 1001)}) {
                String text = PolicyReader.write(policy);
                assertThat(PolicyReader.read("kept", text)).isEqualTo(policy);
                assertThat(PolicyReader.write(PolicyReader.read("kept", text))).isEqualTo(text);
            }
        }
    }

    @Test
    void takesAFigureThatDidNotExistYetFromTheNewerPolicy() {
        Policy now = Documents.policy("lamoda");
        String before = PolicyReader.write(now)
                .replace(",\"scanBeforeOrder\":\"PT24H\"", "")
                .replace("P14D", "P13D");
        assertThat(before).doesNotContain("scanBeforeOrder");
        Policy kept = PolicyReader.read("kept", before, now);
        assertThat(kept.shipping().scanBeforeOrder()).isEqualTo(now.shipping().scanBeforeOrder());
        assertThat(Figures.differences(kept, now))
                .containsOnlyKeys("shipping.processingTime", "disputes.returnWithin")
                .containsEntry("shipping.processingTime", "is P14D and was P13D");
    }
}
