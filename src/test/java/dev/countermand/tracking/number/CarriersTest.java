package dev.countermand.tracking.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue loads, and a faulty one is refused with file, line and reason. */
class CarriersTest {

    private static final String SOUND = """
            name: Pigeon Post
            tables:
              loft:
                columns: [loftName]
                codes: {"01": Dovecote}
            formats:
              - format: pigeon
                pattern: 'P(?<loft>\\d\\d)(?<serialNumber>\\d{4})(?<checkDigit>\\d)'
                check: {rule: luhn}
                lookups: {loft: loft}
                required: [loft]
            """;

    @Test
    void knowsItsCarriersInOrder() {
        Carriers carriers = Carriers.load();

        assertThat(carriers.codes()).hasSize(18).isSorted().contains("canadapost", "s10", "ups");
        assertThat(carriers.isKnown("ups")).isTrue();
        assertThat(carriers.isKnown("UPS")).isFalse();
        assertThat(carriers.isKnown("index")).isFalse();
        assertThat(carriers.name("usps")).contains("United States Postal Service");
        assertThat(carriers.name("pigeon")).isEmpty();
    }

    @Test
    void has39FormatsOf16WithoutCheckDigit() {
        assertThat(Carriers.load().formats(null))
                .hasSize(39)
                .filteredOn(format -> format.rule() == null)
                .hasSize(16);
    }

    @Test
    void acceptsASoundFile() {
        assertThat(CatalogueFile.readCarrier("pigeon.yaml", "pigeon", SOUND).formats())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    name: Pigeon Post  | nom: Pigeon Post                       | 1: nom is an unknown key.
                    name: Pigeon Post  | name: 12                               | 1: name must be text, in quotes if need be, but is "12".
                    formats:           | formats: []\\nothers:                  | 7: others is an unknown key.
                    rule: luhn         | rule: lune                             | 9: formats[0].check.rule is the unknown lune.
                    rule: luhn         | rule: luhn, even: 3                    | 9: formats[0].check.even is an unknown key
                    rule: luhn         | rule: mod10, even: 3                   | 9: formats[0].check.odd is missing.
                    rule: luhn         | rule: mod10, even: 3, odd: 0           | 9: formats[0].check.odd must be above zero, but is "0".
                    rule: luhn         | rule: mod10, even: 3, odd: 1, reverse: 1 | 9: formats[0].check.reverse must be true or false
                    rule: luhn         | rule: weighted-sum, weights: [1], moduli: [11] | 9: formats[0].check.moduli must be two numbers.
                    rule: luhn         | prefix: "4"                            | 9: formats[0].check.rule is missing.
                    (?<checkDigit>     | (                                      | 9: formats[0].check is there, so the pattern needs the groups serialNumber
                    (?<checkDigit>     | (?<check-digit>                        | 8: formats[0].pattern is no regular expression
                    {loft: loft}       | {loft: dovecote}                       | 10: formats[0].lookups.loft looks up loft in dovecote
                    {loft: loft}       | {lofts: loft}                          | 10: formats[0].lookups.lofts looks up lofts in loft
                    [loft]             | [serialNumber]                         | 11: formats[0].required names [serialNumber], which nothing looks up.
                    [loftName]         | [serialNumber]                         | 10: formats[0].lookups.loft gives a part twice
                    [loftName]         | []                                     | 4: tables.loft.columns must name a column.
                    "01": Dovecote     | NO: Dovecote                           | 5: the key NO is no text without quotes.
                    "01": Dovecote     | "01": NO                               | 5: tables.loft.codes.01 must be text, in quotes if need be, but is "NO".
                    "01": Dovecote     | "01": [Dovecote, Dove]                 | 5: tables.loft.codes.01 has 2 values for 1 columns.
                    {"01": Dovecote}   | {"01": A, "01": B}                     | 5: the key 01 stands here a second time
                    format: pigeon     | formt: pigeon                          | 7: formats[0].formt is an unknown key; did you mean format?
                    format: pigeon     | format:                                | 7: formats[0].format must be given, but there is nothing.
                    """)
    void refusesAFaultyFile(String sound, String faulty, String reason) {
        String yaml = SOUND.replace(sound, faulty.replace("\\n", "\n"));

        assertThat(yaml).isNotEqualTo(SOUND);
        assertThatThrownBy(() -> CatalogueFile.readCarrier("pigeon.yaml", "pigeon", yaml))
                .isInstanceOf(CatalogueException.class)
                .hasMessageStartingWith("carriers/pigeon.yaml, line " + reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                              | line 1: the document is empty
                    ups: true                       | line 1: the document must be a list
                    [ups, ups]                      | lists ups twice
                    [../secrets]                    | which is no carrier code
                    [no]                            | the document[0] must be text
                    """)
    void refusesAFaultyIndex(String yaml, String reason) {
        assertThatThrownBy(() -> CatalogueFile.readIndex("index.yaml", yaml))
                .isInstanceOf(CatalogueException.class)
                .hasMessageStartingWith("carriers/index.yaml")
                .hasMessageContaining(reason);
    }

    @Test
    void refusesATableOrFormatOutOfPlace() {
        String unused = SOUND.replace("lookups: {loft: loft}", "").replace("required: [loft]", "");
        String twice = SOUND + "  - {format: pigeon, pattern: 'P'}\n";

        assertThatThrownBy(() -> CatalogueFile.readCarrier("pigeon.yaml", "pigeon", unused))
                .hasMessageContaining("pigeon.yaml, line 2: tables has tables that no format uses: [loft]");
        assertThatThrownBy(() -> CatalogueFile.readCarrier("pigeon.yaml", "pigeon", twice))
                .hasMessageContaining("pigeon.yaml, line 12: formats[1] has the format pigeon a second time");
    }
}
