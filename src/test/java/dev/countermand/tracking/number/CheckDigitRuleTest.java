package dev.countermand.tracking.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F4: each check-digit rule against digits computed by hand or published, and what it promises to catch. */
class CheckDigitRuleTest {

    private static final long SEED = 7_064;
    private static final int ROUNDS = 2_000;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    @Test
    void computesModulo7OfAnyLength() {
        assertThat(new CheckDigitRule.Mod7().digitFor("331881002")).isEqualTo(331_881_002 % 7);
        assertThat(new CheckDigitRule.Mod7().digitFor("9".repeat(40))).isBetween(0, 6);
    }

    @Test
    void computesModulo10FromEitherSide() {
        CheckDigitRule fromTheLeft = new CheckDigitRule.Mod10(3, 1, false);
        CheckDigitRule fromTheRight = new CheckDigitRule.Mod10(3, 1, true);

        assertThat(fromTheLeft.digitFor("1000")).isEqualTo(7);
        assertThat(fromTheRight.digitFor("1000")).isEqualTo(9);
        // The weights of EAN-13 are those from the right; 4006381333931 is the example of its articles.
        assertThat(fromTheRight.digitFor("400638133393")).isEqualTo(1);
        assertThat(fromTheLeft.digitFor("0000")).isZero();
    }

    @Test
    void countsLettersAsCarriersDo() {
        CheckDigitRule rule = new CheckDigitRule.Mod10(1, 2, false);

        assertThat(rule.digitFor("A")).isEqualTo(8);
        assertThat(rule.digitFor("I")).isZero();
        assertThat(rule.digitFor("999AA1012345678")).isEqualTo(4);
    }

    @Test
    void computesLuhn() {
        assertThat(new CheckDigitRule.Luhn().digitFor("7992739871")).isEqualTo(3);
    }

    @Test
    void computesS10WithItsTwoExceptions() {
        assertThat(new CheckDigitRule.S10().digitFor("47312482")).isEqualTo(9);
        assertThat(new CheckDigitRule.S10().digitFor("00000000")).isEqualTo(5);
        assertThat(new CheckDigitRule.S10().digitFor("00010001")).isEqualTo(2);
        // 4 x 3 = 12: a remainder of 1.
        assertThat(new CheckDigitRule.S10().digitFor("00004000")).isZero();
    }

    @Test
    void computesWeightedSumsAndRefusesOtherLengths() {
        CheckDigitRule rule = new CheckDigitRule.WeightedSum(List.of(3, 1, 7), 11, 10);

        assertThat(rule.digitFor("111")).isZero();
        assertThat(rule.digitFor("070")).isEqualTo(7);
        // 10 modulo 11 is 10, and modulo 10 then 0.
        assertThat(rule.digitFor("101")).isZero();
        assertThat(rule.holds("11", "0")).isFalse();
    }

    @Test
    void computesIso7064() {
        // The example printed for the Global Release Identifier, which uses the same rule.
        assertThat(new CheckDigitRule.Mod3736().holds("A12425GABC1234002", "M")).isTrue();
        assertThat(new CheckDigitRule.Mod3736().holds("A12425GABC1234002", "N")).isFalse();
    }

    @Test
    void putsThePrefixOnlyWhereItIsMissing() {
        CheckDigitRule plain = new CheckDigitRule.Mod10(3, 1, false);
        CheckDigitRule prefixed = new CheckDigitRule.Prefixed("91", plain);

        assertThat(prefixed.digitFor("0000")).isEqualTo(plain.digitFor("910000"));
        assertThat(prefixed.digitFor("910000")).isEqualTo(plain.digitFor("910000"));
    }

    static List<CheckDigitRule> rulesThatCatchEverySingleError() {
        return List.of(new CheckDigitRule.Luhn(), new CheckDigitRule.Mod10(3, 1, false), new CheckDigitRule.Mod3736());
    }

    @ParameterizedTest
    @MethodSource("rulesThatCatchEverySingleError")
    void catchesEverySingleError(CheckDigitRule rule) {
        Random random = new Random(SEED);
        int symbols = rule instanceof CheckDigitRule.Mod3736 ? 36 : 10;
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder serial = new StringBuilder();
            for (int i = 0; i < 14; i++) {
                serial.append(ALPHABET.charAt(random.nextInt(symbols)));
            }
            String digit = ALPHABET.substring(rule.digitFor(serial.toString()), rule.digitFor(serial.toString()) + 1);
            assertThat(rule.holds(serial.toString(), digit)).isTrue();

            int place = random.nextInt(serial.length());
            int wrong = (ALPHABET.indexOf(serial.charAt(place)) + 1 + random.nextInt(symbols - 1)) % symbols;
            serial.setCharAt(place, ALPHABET.charAt(wrong));
            assertThat(rule.holds(serial.toString(), digit))
                    .as("%s with %s", serial, digit)
                    .isFalse();
        }
    }
}
