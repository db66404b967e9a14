package dev.countermand.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.api.Http;
import dev.countermand.api.Market;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The market that dev mode begins with. */
@QuarkusTest
@TestProfile(PopulatedMarket.class)
class DemoMarketTest {

    /** F1, F2, F3. */
    @Test
    void theSweepFindsTheDishonestSellersAndNobodyElse() {
        Market.eventually(() -> {
            List<Map<String, Object>> sweeps = moderator("/v1/sweeps").getList("items");
            assertThat(sweeps).extracting(sweep -> sweep.get("status")).containsExactly("DONE");
        });

        Set<String> suspects = Set.copyOf(moderator("/v1/cases?limit=200").<String>getList("items.sellerId"));

        assertThat(suspects).isEqualTo(dishonest());
        assertThat(moderator("/v1/orders?frozen=true&limit=200").<String>getList("items.sellerId"))
                .allMatch(suspects::contains);
        onlyTheSlowRunOutOfTime();
    }

    /** A9: an honest seller's orders must not be cancelled because the demo was made carelessly. */
    private static void onlyTheSlowRunOutOfTime() {
        for (DemoSeller seller : DemoSeller.ALL) {
            List<String> cancelledBy = moderator("/v1/orders?status=CANCELLED&sellerId=" + seller.id())
                    .getList("items.cancelledBy");
            assertThat(cancelledBy.contains("TIMEOUT"))
                    .as(seller.id())
                    .isEqualTo(seller.manner() == DemoSeller.Manner.SLOW);
        }
    }

    private static Set<String> dishonest() {
        return DemoSeller.ALL.stream()
                .filter(seller -> seller.manner().dishonest())
                .map(DemoSeller::id)
                .collect(Collectors.toSet());
    }

    private static JsonPath moderator(String path) {
        return Http.as("mod-1", "moderator")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
