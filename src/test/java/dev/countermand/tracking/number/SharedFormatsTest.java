package dev.countermand.tracking.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** F4: the catalogue against the shared description of the formats and its sample numbers. */
class SharedFormatsTest {

    private static final long SEED = 39;
    private static final int MUTANTS = 3_000;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final List<String> SYMBOLS =
            ALPHABET.chars().mapToObj(Character::toString).toList();

    private final Carriers carriers = Carriers.load();
    private final TrackingNumberDecoder decoder = new TrackingNumberDecoder(carriers);

    @Test
    void hasTheSameFormats() {
        List<String> shared =
                SharedFormat.all().stream().map(SharedFormat::toString).toList();

        assertThat(carriers.formats(null))
                .extracting(format -> format.carrier() + " " + format.name())
                .containsExactlyElementsOf(shared);
    }

    @TestFactory
    Stream<DynamicTest> findsValidSamplesValid() {
        return eachFormat(shared -> {
            for (String number : shared.valid()) {
                DecodedNumber decoded = decoder.decode(number, shared.carrier());

                assertThat(decoded.valid()).as(number).isTrue();
                assertThat(decoder.decode(number, null).valid()).as(number).isTrue();
                assertThat(decoded.certain()).as(number).isEqualTo(shared.hasCheck());
                assertThat(verdict(shared, number))
                        .as(number)
                        .contains(shared.hasCheck() ? CheckDigit.HELD : CheckDigit.NONE);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> findsInvalidSamplesInvalid() {
        return eachFormat(shared -> {
            for (String number : shared.invalid()) {
                assertThat(verdict(shared, number).orElse(CheckDigit.FAILED))
                        .as(number)
                        .isEqualTo(CheckDigit.FAILED);
                assertThat(decoder.decode(number, shared.carrier()).valid())
                        .as(number)
                        .isFalse();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryOtherCheckDigit() {
        return eachFormat(shared -> {
            for (String sample : shared.hasCheck() ? shared.valid() : List.<String>of()) {
                String number = decoder.decode(sample, null).number();
                Matcher matcher = format(shared).pattern().matcher(number);
                assertThat(matcher.matches()).isTrue();
                int place = matcher.start(NumberFormat.CHECK_DIGIT);
                for (String digit : SYMBOLS) {
                    String mutant = number.substring(0, place) + digit + number.substring(place + 1);
                    if (!number.startsWith(digit, place)) {
                        assertThat(verdict(shared, mutant).orElse(CheckDigit.FAILED))
                                .as(mutant)
                                .isEqualTo(CheckDigit.FAILED);
                    }
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> fitsTheSameNumbersAndFindsTheSameParts() {
        Random random = new Random(SEED);
        return eachFormat(shared -> {
            for (String sample : shared.valid()) {
                String number = decoder.decode(sample, null).number();
                for (int i = 0; i < MUTANTS; i++) {
                    String mutant = mutated(number, random);
                    assertThat(parts(format(shared), mutant)).as(mutant).isEqualTo(sharedParts(shared, mutant));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> explainsTheSameCodes() {
        return eachFormat(shared -> {
            for (Map<?, ?> table : shared.tables()) {
                String part =
                        camelCase(SharedFormat.field(table, "regex_group_name").toString());
                CodeTable ours = format(shared).lookups().stream()
                        .filter(lookup -> lookup.part().equals(part))
                        .findFirst()
                        .orElseThrow()
                        .table();
                for (Object row : SharedFormat.list(table, "lookup")) {
                    assertSameRow(ours, (Map<?, ?>) row);
                }
            }
        });
    }

    private static void assertSameRow(CodeTable ours, Map<?, ?> row) {
        List<String> codes = new ArrayList<>();
        if (row.get("matches") instanceof String code) {
            codes.add(code);
        } else {
            String regex = SharedFormat.field(row, "matches_regex").toString();
            for (String first : SYMBOLS) {
                for (String second : SYMBOLS) {
                    String code = first + second;
                    if (code.matches(regex)) {
                        codes.add(code);
                    }
                }
            }
        }
        assertThat(codes).isNotEmpty();
        List<String> expected = Stream.of("name", "description", "country_short_code", "country", "courier")
                // DPD: the two-letter code stands for the German name of the country too.
                .filter(column -> !(column.equals("country") && row.containsKey("country_short_code")))
                .filter(row::containsKey)
                .map(column -> String.valueOf(row.get(column)))
                .toList();
        assertThat(codes).allSatisfy(code -> assertThat(ours.row(code)).as(code).isEqualTo(expected));
    }

    private Stream<DynamicTest> eachFormat(Consumer<SharedFormat> test) {
        return SharedFormat.all().stream().map(shared -> dynamicTest(shared.toString(), () -> test.accept(shared)));
    }

    private NumberFormat format(SharedFormat shared) {
        return carriers.formats(shared.carrier()).stream()
                .filter(format -> format.name().equals(shared.name()))
                .findFirst()
                .orElseThrow();
    }

    private Optional<CheckDigit> verdict(SharedFormat shared, String number) {
        return decoder.decode(number, shared.carrier()).matches().stream()
                .filter(match -> match.format().equals(shared.name()))
                .map(FormatMatch::checkDigit)
                .findFirst();
    }

    /** Replaces, drops, inserts or repeats a few characters, so that most mutants are near a border of the format. */
    private static String mutated(String number, Random random) {
        StringBuilder mutant = new StringBuilder(number);
        for (int i = random.nextInt(4); i > 0 && mutant.length() > 1; i--) {
            int place = random.nextInt(mutant.length());
            char symbol = ALPHABET.charAt(random.nextInt(random.nextInt(4) == 0 ? ALPHABET.length() : 10));
            switch (random.nextInt(6)) {
                case 0 -> mutant.deleteCharAt(place);
                case 1 -> mutant.insert(place, symbol);
                case 2 -> mutant.insert(place, mutant.substring(place, Math.min(place + 4, mutant.length())));
                case 3 -> mutant.delete(place, Math.min(place + 4, mutant.length() - 1));
                case 4 -> mutant.insert(0, random.nextBoolean() ? "42012345" : "420123456789");
                default -> mutant.setCharAt(place, symbol);
            }
        }
        return mutant.toString();
    }

    private static Optional<Map<String, String>> parts(NumberFormat format, String number) {
        return parts(format.pattern().matcher(number));
    }

    private static Optional<Map<String, String>> sharedParts(SharedFormat shared, String number) {
        return parts(shared.pattern().matcher(number));
    }

    private static Optional<Map<String, String>> parts(Matcher matcher) {
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> parts = new TreeMap<>();
        matcher.namedGroups().keySet().forEach(group -> {
            String value = matcher.group(group);
            if (value != null) {
                parts.put(camelCase(group), value);
            }
        });
        return Optional.of(parts);
    }

    /** ShipperId as shipperId, and abbreviations such as SCNC wholly in lower case. */
    private static String camelCase(String group) {
        return group.equals(group.toUpperCase(Locale.ROOT))
                ? group.toLowerCase(Locale.ROOT)
                : group.substring(0, 1).toLowerCase(Locale.ROOT) + group.substring(1);
    }
}
