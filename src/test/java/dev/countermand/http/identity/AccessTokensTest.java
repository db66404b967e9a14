package dev.countermand.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who can be a caller. */
class AccessTokensTest {

    @Test
    void takesTheSubjectsOfTheUsualProviders() {
        assertThat(List.of(
                        "seller-3",
                        "0",
                        "7f1c2f1e-2f0b-4a3e-9d6c-0a8a7b6c5d4e",
                        "f:7f1c2f1e-2f0b-4a3e-9d6c-0a8a7b6c5d4e:anna",
                        "anna.o'brien+shop@example.org",
                        "auth0|5f7c8ec7c33c6c004bbafe82",
                        "https://id.example.org/people/7#me",
                        "service-account-marketplace",
                        "AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ",
                        "x".repeat(255)))
                .allMatch(AccessTokens::isSubject);
    }

    @Test
    void refusesWhatNamesNobody() {
        assertThat(Arrays.asList(
                        null,
                        "",
                        " ",
                        "\t",
                        "anna smith",
                        "anna\n",
                        "anna\0",
                        "a\"b",
                        "<b>",
                        "a\\b",
                        "\u0430nna",
                        "\uFEFFanna",
                        "x".repeat(256),
                        7,
                        7L,
                        true,
                        List.of("anna")))
                .noneMatch(AccessTokens::isSubject);
    }
}
