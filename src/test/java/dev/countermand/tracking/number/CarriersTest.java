package dev.countermand.tracking.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue loads, and a faulty one is refused with its file, the place and the reason. */
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
                    name: Pigeon Post         | nom: Pigeon Post          | pigeon.yaml has unknown fields: [nom]
                    name: Pigeon Post         | name: 12                  | pigeon.yaml: name must be text
                    formats:                  | formats: []\\nothers:     | pigeon.yaml has unknown fields: [others]
                    rule: luhn                | rule: lune                | pigeon: check has the unknown rule lune
                    rule: luhn                | rule: luhn, even: 3       | pigeon: check has unknown fields: [even]
                    rule: luhn | rule: mod10, even: 3 | pigeon: check: odd must be a number above zero
                    rule: luhn                | rule: weighted-sum, weights: [1], moduli: [11] | needs two moduli
                    rule: luhn                | prefix: "4"               | pigeon: check: rule must be text
                    (?<checkDigit>            | (                         | needs the groups serialNumber and checkDigit
                    (?<checkDigit>            | (?<check-digit>           | has a pattern that is no regular expression
                    {loft: loft}              | {loft: dovecote}          | looks up loft in dovecote
                    {loft: loft}              | {lofts: loft}             | looks up lofts in loft
                    [loft] | [serialNumber] | requires [serialNumber] without looking it up
                    [loftName]                | [serialNumber]            | has a part twice
                    [loftName]                | []                        | table loft has no columns
                    "01": Dovecote            | NO: Dovecote              | has the key false, which is no text
                    "01": Dovecote            | "01": NO                  | code 01 must be a list, but is false
                    "01": Dovecote            | "01": [Dovecote, Dove]    | code 01 has 2 values for 1 columns
                    {"01": Dovecote}          | {"01": A, "01": B}        | pigeon.yaml is no YAML
                    format: pigeon            | formt: pigeon             | format must be text
                    format: pigeon            | format:                   | has nothing for format
                    """)
    void refusesAFaultyFile(String sound, String faulty, String reason) {
        String yaml = SOUND.replace(sound, faulty.replace("\\n", "\n"));

        assertThat(yaml).isNotEqualTo(SOUND);
        assertThatThrownBy(() -> CatalogueFile.readCarrier("pigeon.yaml", "pigeon", yaml))
                .isInstanceOf(CatalogueException.class)
                .hasMessageStartingWith("carriers/pigeon.yaml")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                              | must be a list
                    [ups, ups]                      | lists ups twice
                    [../secrets]                    | which is no carrier code
                    [no]                            | must be text
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
                .hasMessageContaining("has tables that no format uses: [loft]");
        assertThatThrownBy(() -> CatalogueFile.readCarrier("pigeon.yaml", "pigeon", twice))
                .hasMessageContaining("has the format pigeon twice");
    }
}
