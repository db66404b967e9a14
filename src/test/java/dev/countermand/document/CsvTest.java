package dev.countermand.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void quotesWhatWouldEndACell() {
        assertThat(Csv.line(List.of("a", "b,c", "say \"x\"", "", "two\nlines")))
                .isEqualTo("a,\"b,c\",\"say \"\"x\"\"\",,\"two\nlines\"\r\n");
    }

    /** A spreadsheet runs what begins so; amounts below zero are no formulas. */
    @Test
    void writesFormulasAsText() {
        assertThat(Csv.line(List.of("=1+1", "+A1", "@SUM(A1)", "-cmd", "-8.97", "-5")))
                .isEqualTo("'=1+1,'+A1,'@SUM(A1),'-cmd,-8.97,-5\r\n");
        assertThat(Csv.line(List.of("\tx", "=a,\"b\""))).isEqualTo("'\tx,\"'=a,\"\"b\"\"\"\r\n");
    }

    @Test
    void readsWhatItWrites() {
        for (List<String> cells : List.of(List.of("a", "b,c", "say \"x\"", ""), List.of(""), List.of("", ""))) {
            assertThat(Csv.cells(Csv.line(cells).stripTrailing())).isEqualTo(cells);
        }
    }

    @Test
    void refusesQuotesThatDoNotFit() {
        for (String bad : List.of("\"a", "a\"b", "\"a\"b", "a,\"b\"\"")) {
            assertThatIllegalArgumentException().as(bad).isThrownBy(() -> Csv.cells(bad));
        }
    }
}
