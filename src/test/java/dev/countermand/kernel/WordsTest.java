package dev.countermand.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u0416", "\u4E0D\u8981\u4E86", "  1 mug\n", "\u00A0a", "\uD801\uDC00", "\u0639"})
    void aLetterOfAnyScriptMakesWords(String text) {
        assertThat(text).matches(Words.PATTERN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t\n",
                "\u00A0",
                "\u200B",
                "\u2060\uFEFF",
                "\u3164",
                "\u115F \u1160\uFFA0",
                "\u3000",
                "123",
                "...",
                "\u0301",
                "\uD83D\uDE00"
            })
    void spacesSignsAndDigitsAloneAreNone(String text) {
        assertThat(text).doesNotMatch(Words.PATTERN);
    }

    @Test
    void whatNobodySeesHasNoLength() {
        assertThat(Words.length("x" + " \u00A0\u200B".repeat(20))).isEqualTo(1);
        assertThat(Words.length("No \u00A0 parcel\u200B came")).isEqualTo("No parcel came".length());
        assertThat(Words.length("\uD801\uDC00")).isEqualTo(1);
        assertThat(Words.length(" ")).isZero();
        assertThat(Words.length("x" + "\u3164".repeat(25))).isEqualTo(1);
    }

    /** A27: twenty characters that say something, in whatever script. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "The parcel never came",
                "Invoice of 27/11: 40.00 is not paid",
                "\u041F\u043E\u0441\u044B\u043B\u043A\u0430 \u0442\u0430\u043A \u0438 \u043D\u0435 \u043F\u0440\u0438\u0448\u043B\u0430",
                "a b c d e f g h i j k l m"
            })
    void aStatementSaysWhy(String statement) {
        assertThatCode(() -> Words.mustSayWhy(statement)).doesNotThrowAnyException();
        assertThat(statement).matches(Words.REASONS).containsPattern(Words.REASONS_PUBLISHED);
    }

    /** A27: a letter among dots is no reason, nor are digits, signs, or what nobody sees. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "...................a",
                "123456789012345678901234567890 a",
                "x x x x x x x x x .............",
                "!!!!!!!!!! no !!!!!!!!!!"
            })
    void fewLettersAreNoReasons(String statement) {
        assertThatThrownBy(() -> Words.mustSayWhy(statement)).isInstanceOf(RefusedException.class);
        assertThat(statement).doesNotMatch(Words.REASONS).doesNotContainPattern(Words.REASONS_PUBLISHED);
    }

    @Test
    void tooShortIsNoReasonEither() {
        assertThatThrownBy(() -> Words.mustSayWhy("Never came at all"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("20 characters");
        assertThatThrownBy(() -> Words.mustSayWhy("aaaaaaaaa" + "\u3164".repeat(25)))
                .isInstanceOf(RefusedException.class);
    }
}
