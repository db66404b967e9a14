package dev.countermand.tracking.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F4, F6, F8: what a number says of itself. The numbers are made up here, after the carriers' rules. */
class TrackingNumberDecoderTest {

    private final TrackingNumberDecoder decoder = new TrackingNumberDecoder(Carriers.load());

    @ParameterizedTest
    @CsvSource({
        "1Z4C7W014261803942,                 ups,          ups,                              HELD",
        "1Z4C7W014261803943,                 ups,          ups,                              FAILED",
        "K3141592657,                        ups,          UPS Waybill,                      HELD",
        "K3141592658,                        ups,          UPS Waybill,                      FAILED",
        "RR271828189DE,                      s10,          s10,                              HELD",
        "RR271828188DE,                      s10,          s10,                              FAILED",
        "3141592650,                         dhl,          dhl_express,                      HELD",
        "31415926533,                        dhl,          dhl_express,                      HELD",
        "31415926539,                        dhl,          dhl_express,                      FAILED",
        "271828182841,                       fedex,        fedex_12,                         HELD",
        "1000000000000009703516180339887490, fedex,        fedex_34,                         HELD",
        "31234567890123452718281828412014,   fedex,        fedex_astra_32,                   HELD",
        "314159265358972,                    fedex,        fedex_ground,                     HELD",
        "003141592653589799,                 fedex,        fedex_ground_sscc_18,             HELD",
        "003141592653589790,                 fedex,        fedex_ground_sscc_18,             FAILED",
        "9611020314159265358972,             fedex,        fedex_ground_96,                  HELD",
        "9622001560001234567116180339887490, fedex,        fedex_ground_gsn,                 HELD",
        "3141592653589799,                   canadapost,   canada_post,                      HELD",
        "07231415923,                        old_dominion, Old Dominion,                     HELD",
        "17231415923,                        old_dominion, Old Dominion,                     ABSENT",
        "80314159262,                        old_dominion, Old Dominion Guaranteed Shipment, HELD",
        "314159265359,                       purolator,    purolator_numeric,                HELD",
        "C31415926535892,                    ontrac,       ontrac_c,                         HELD",
        "D31415926535891,                    ontrac,       ontrac_d,                         HELD",
        "31415926535897G,                    dpd,          dpd_14,                           HELD",
        "31415926535897H,                    dpd,          dpd_14,                           FAILED",
        "03141592653589793233,               usps,         usps_20,                          HELD",
        "03141592653589793235,               usps,         usps_20,                          FAILED",
        "03141592653589793235,               usps,         usps_legacy,                      HELD",
        "9400131415926535897930,             usps,         usps_impb_n,                      HELD",
        "940019314159265358979323846268,     usps,         usps_impb_n,                      HELD",
        "9261293141592653589796,             usps,         usps_impb_c,                      HELD",
        "9361231415926535897939,             usps,         usps_impb_c,                      HELD",
        "9361293141592653589796,             usps,         usps_impb_c,                      ABSENT",
        "TBA314159265358,                    amazon,       amazon_logistics,                 NONE",
        "1LS7131013141592-1,                 lasership,    LaserShip 1LS7 (18),              NONE",
        "YT3141592653589793,                 yunexpress,   yunexpress,                       NONE",
    })
    void readsEachRule(String number, String carrier, String format, String verdict) {
        List<String> verdicts = decoder.decode(number, carrier).matches().stream()
                .filter(match -> match.format().equals(format))
                .map(match -> match.checkDigit().name())
                .toList();

        assertThat(verdicts).isEqualTo(verdict.equals("ABSENT") ? List.of() : List.of(verdict));
    }

    @Test
    void holdsWhatACheckDigitProves() {
        DecodedNumber decoded = decoder.decode("1Z999AA10123456784", "ups");

        assertThat(decoded.valid()).isTrue();
        assertThat(decoded.certain()).isTrue();
        assertThat(decoded.matches()).hasSize(1);
    }

    @Test
    void refusesAWrongCheckDigitForCertain() {
        DecodedNumber decoded = decoder.decode("1Z999AA10123456785", "ups");

        assertThat(decoded.valid()).isFalse();
        assertThat(decoded.certain()).isTrue();
        assertThat(decoded.matches()).extracting(FormatMatch::checkDigit).containsExactly(CheckDigit.FAILED);
    }

    @Test
    void callsAMatchWithoutCheckDigitAGuess() {
        DecodedNumber decoded = decoder.decode("GFUS12345678901234", "gofo");

        assertThat(decoded.valid()).isTrue();
        assertThat(decoded.certain()).isFalse();
    }

    @Test
    void staysUncertainWhenOneCarrierRefutesAndAnotherCannotTell() {
        DecodedNumber decoded = decoder.decode("A1234567891", null);

        assertThat(decoded.matches())
                .extracting(FormatMatch::carrier, FormatMatch::checkDigit)
                .containsExactly(tuple("amazon", CheckDigit.NONE), tuple("ups", CheckDigit.FAILED));
        assertThat(decoded.valid()).isTrue();
        assertThat(decoded.certain()).isFalse();
    }

    @Test
    void reportsEveryReadingOfAnAmbiguousNumber() {
        DecodedNumber decoded = decoder.decode("314159265359", null);

        assertThat(decoded.matches()).extracting(FormatMatch::format).containsExactly("fedex_12", "purolator_numeric");
    }

    @Test
    void readsOnlyTheDeclaredCarriersFormats() {
        assertThat(decoder.decode("1Z999AA10123456784", "fedex").matches()).isEmpty();
        assertThat(decoder.decode("1Z999AA10123456784", "fedex").valid()).isFalse();
        assertThat(decoder.decode("1Z999AA10123456784", null).valid()).isTrue();
    }

    @Test
    void saysNothingAgainstACarrierItDoesNotKnow() {
        DecodedNumber decoded = decoder.decode("1Z999AA10123456784", "pigeon");

        assertThat(decoded.valid()).isFalse();
        assertThat(decoded.certain()).isFalse();
        assertThat(decoded.matches()).isEmpty();
    }

    @Test
    void refusesAnS10NumberOfNoCountry() {
        assertThat(decoder.decode("RR473124829DE", "s10").valid()).isTrue();
        assertThat(decoder.decode("RR473124829ZZ", "s10").valid()).isFalse();
        assertThat(decoder.decode("RR473124829NO", "s10").matches().getFirst().parts())
                .containsEntry("countryName", "Norway");
    }

    @Test
    void tellsShipperAndService() {
        FormatMatch match =
                decoder.decode("1Z999AA10123456784", "ups").matches().getFirst();

        assertThat(match.parts())
                .contains(entry("shipperId", "999AA1"), entry("serviceType", "01"), entry("packageId", "2345678"))
                .containsEntry("serviceTypeName", "UPS United States Next Day Air (Red)");
        assertThat(match.parts().sequencedKeySet())
                .containsExactly(
                        "serialNumber", "shipperId", "serviceType", "packageId", "checkDigit", "serviceTypeName");
    }

    @Test
    void tellsWhereAUspsParcelGoes() {
        String serial = "9400131415926535897930";

        assertThat(decoder.decode("42012345" + serial, "usps")
                        .matches()
                        .getFirst()
                        .parts())
                .containsEntry("destinationZip", "12345")
                .doesNotContainKey("destinationZipPlus4");
        assertThat(decoder.decode("420123456789" + serial, "usps")
                        .matches()
                        .getFirst()
                        .parts())
                .containsEntry("destinationZip", "12345")
                .containsEntry("destinationZipPlus4", "6789")
                .containsEntry("applicationIdentifierName", "Online or vendor label");
    }

    @Test
    void tellsWhereADpdParcelGoes() {
        FormatMatch match =
                decoder.decode("009703531415926535897101578A", "dpd").matches().getFirst();

        assertThat(match.parts())
                .containsEntry("destinationZip", "0097035")
                .containsEntry("countryCode", "578")
                .containsEntry("destinationCountry", "NO")
                .containsEntry("serviceTypeDescription", "normal parcel");
    }

    @Test
    void dropsWhiteSpaceAndTakesLettersInUpperCase() {
        DecodedNumber decoded = decoder.decode(" 1z 999\taa1\u00A001 2345\u200B6784\n", "ups");

        assertThat(decoded.number()).isEqualTo("1Z999AA10123456784");
        assertThat(decoded.valid()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "RB 524220588-CN,     RB524220588CN,     s10",
        "RB-524-220-588-CN,   RB524220588CN,     s10",
        "RB\u2011524220588\u2013CN, RB524220588CN, s10",
        "1LS7131013141592-1,  1LS71310131415921, lasership",
        "1LS71310131415921,   1LS71310131415921, lasership",
    })
    void dropsHyphens(String written, String number, String carrier) {
        DecodedNumber decoded = decoder.decode(written, carrier);

        assertThat(decoded.number()).isEqualTo(number).isEqualTo(TrackingNumberDecoder.canonical(written));
        assertThat(decoded.valid()).isTrue();
    }

    @Test
    void nothingIsLeftOfBlanksAndHyphens() {
        assertThat(TrackingNumberDecoder.canonical(" - -- ")).isEmpty();
    }
}
