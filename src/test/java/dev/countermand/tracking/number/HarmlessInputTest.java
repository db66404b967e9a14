package dev.countermand.tracking.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A seller types what they like; no text may throw, hang, or come back unfit to be stored. */
class HarmlessInputTest {

    private static final long SEED = 20_261_123;
    private static final int ROUNDS = 50_000;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private final TrackingNumberDecoder decoder = new TrackingNumberDecoder(Carriers.load());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u0000",
                "\uD800",
                "1Z\uDC00999AA10123456784",
                "١٢٣٤٥٦٧٨٩٠",
                "1Z999AA1012345678４",
                "ıııııııııı",
                "ßßßßßßßßßß",
                "(a+)+$",
                "%s%n",
                "'; DROP TABLE shipments; --",
                "1LS7112013000001",
            })
    void isNoNumber(String text) {
        DecodedNumber decoded = decoder.decode(text, null);

        assertThat(decoded.valid()).isFalse();
        assertThat(decoded.matches()).isEmpty();
        assertThat(decoded.number().codePoints().map(Character::getType).boxed())
                .doesNotContain((int) Character.CONTROL, (int) Character.SURROGATE);
    }

    @Test
    void isCutWhenTooLong() {
        DecodedNumber decoded = decoder.decode("9".repeat(5_000_000), null);

        assertThat(decoded.valid()).isFalse();
        assertThat(decoded.number()).hasSize(TrackingNumberDecoder.MAX_LENGTH);
        assertThat(decoder.decode("\uD83D\uDCE6".repeat(100), null).number()).hasSize(64);
        assertThat(decoder.decode("x" + "\uD83D\uDCE6".repeat(100), null).number())
                .hasSize(63);
    }

    @Test
    void isReadUpToTheBound() {
        String spaced = "1Z999AA10123456784".replace("", " ".repeat(1_000));

        assertThat(decoder.decode(spaced, "ups").valid()).isTrue();
        assertThat(decoder.decode("1".repeat(TrackingNumberDecoder.MAX_LENGTH), null)
                        .valid())
                .isFalse();
    }

    @Test
    void neverHangsInAPattern() {
        assertTimeout(Duration.ofSeconds(20), () -> {
            for (int length = 1; length <= TrackingNumberDecoder.MAX_LENGTH; length++) {
                for (String start : new String[] {"", "420", "9400", "42094", "GM", "1Z", "1LS"}) {
                    String digits = start + "9".repeat(Math.max(0, length - start.length()));
                    for (int round = 0; round < 20; round++) {
                        decoder.decode(digits, null);
                        decoder.decode(digits.substring(0, digits.length() - 1) + "!", null);
                    }
                }
            }
        });
    }

    @Test
    void neverThrows() {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(80);
            boolean numberLike = random.nextBoolean();
            while (text.length() < length) {
                text.append(
                        numberLike
                                ? ALPHABET.charAt(random.nextInt(random.nextInt(10) == 0 ? ALPHABET.length() : 10))
                                : (char) random.nextInt(Character.MAX_VALUE + 1));
            }
            DecodedNumber decoded = decoder.decode(text.toString(), null);
            assertThat(decoded.number().length()).isLessThanOrEqualTo(TrackingNumberDecoder.MAX_LENGTH);
            assertThat(decoded.valid())
                    .isEqualTo(decoded.matches().stream().anyMatch(match -> match.checkDigit() != CheckDigit.FAILED));
        }
    }
}
