package dev.countermand.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what looks like one signed JWT is verified at all. */
class BearerHeaderTest {

    private static final String HEADER = encoded("{\"alg\":\"RS256\"}");
    private static final String CLAIMS = encoded("{\"sub\":\"buyer-7\"}");

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER "})
    void takesASignedJwtWhateverTheCaseOfTheScheme(String scheme) {
        assertThat(BearerHeader.fault(List.of(scheme + HEADER + "." + CLAIMS + ".c2ln")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer .",
                "Bearer ..",
                "Bearer ...",
                "Bearer a",
                "Bearer a.b",
                "Bearer a.b.c",
                "Bearer a.b.c.d.e",
                "Bearer  a.b.c",
                "Bearer a.b.c ",
                "Bearer\ta.b.c",
                "Bearer e30.e30.e30",
                "Bearer W10.e30.e30",
                "Bearer bnVsbA.bnVsbA.bnVsbA",
                "Bearer =.=.=",
                "Bearer \u0000.\u0000.\u0000",
                "Bearer {}.{}.{}",
                "Bearer, Bearer a.b.c"
            })
    void refusesWhatIsNoJwt(String header) {
        assertThat(BearerHeader.fault(List.of(header))).contains(TokenFault.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":null}",
                "{\"alg\":7}",
                "{\"alg\":\"RS256\",\"alg\":\"none\"}",
                "{\"alg\":\"RS256\"} {}",
                "{\"alg\":\"RS256\"",
                "[\"alg\"]",
                "\"alg\"",
                ""
            })
    void refusesAHeaderThatIsNoObjectWithAnAlgorithm(String json) {
        assertThat(BearerHeader.fault(List.of("Bearer " + encoded(json) + "." + CLAIMS + ".c2ln")))
                .contains(TokenFault.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "[]", "null", "{\"sub\":\"a\",\"sub\":\"b\"}", "{\"sub\":}", "{} {}"})
    void refusesClaimsThatAreNoObject(String json) {
        assertThat(BearerHeader.fault(List.of("Bearer " + HEADER + "." + encoded(json) + ".c2ln")))
                .contains(TokenFault.MALFORMED);
    }

    @Test
    void refusesClaimsThatAreNestedWithoutEnd() {
        String deep = "{\"sub\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}";
        assertThat(BearerHeader.fault(List.of("Bearer " + HEADER + "." + encoded(deep) + ".c2ln")))
                .contains(TokenFault.MALFORMED);
    }

    @Test
    void refusesTokensThatSayInTheirHeaderThatTheyAreSomethingElse() {
        for (String type : List.of("logout+jwt", "dpop+jwt", "secevent+jwt", "JWE")) {
            String header = encoded("{\"alg\":\"RS256\",\"typ\":\"" + type + "\"}");
            assertThat(BearerHeader.fault(List.of("Bearer " + header + "." + CLAIMS + ".c2ln")))
                    .contains(TokenFault.NO_ACCESS_TOKEN);
        }
        for (String type : List.of("JWT", "at+jwt", "application/at+jwt")) {
            String header = encoded("{\"alg\":\"RS256\",\"typ\":\"" + type + "\"}");
            assertThat(BearerHeader.fault(List.of("Bearer " + header + "." + CLAIMS + ".c2ln")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic YTpi", "Digest username=\"a\"", "token", "DPoP a.b.c", "\u0000"})
    void refusesEveryOtherScheme(String header) {
        assertThat(BearerHeader.fault(List.of(header))).contains(TokenFault.OTHER_SCHEME);
    }

    @Test
    void refusesTwoHeadersEvenWhenTheyAreAlike() {
        String good = "Bearer " + HEADER + "." + CLAIMS + ".c2ln";
        assertThat(BearerHeader.fault(List.of(good, good))).contains(TokenFault.SEVERAL_HEADERS);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
