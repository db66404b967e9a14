package dev.countermand.kernel;

import static org.assertj.core.api.Assertions.assertThat;

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
}
