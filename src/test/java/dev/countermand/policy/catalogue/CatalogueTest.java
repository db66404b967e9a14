package dev.countermand.policy.catalogue;

import static dev.countermand.policy.document.Documents.catalogue;
import static dev.countermand.policy.document.Documents.changed;
import static dev.countermand.policy.document.Documents.policy;
import static dev.countermand.policy.document.Documents.refused;
import static dev.countermand.policy.document.Documents.shipped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Wait;
import dev.countermand.policy.BornBy;
import dev.countermand.policy.Policy;
import dev.countermand.policy.PolicyKey;
import dev.countermand.policy.RefundWhen;
import dev.countermand.policy.WithdrawalRight;
import dev.countermand.policy.document.Documents;
import dev.countermand.policy.document.Figures;
import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.Test;

/** M1 to M3, D: documents laid over one another, and versions that are for good. */
class CatalogueTest {

    private static final String OWN = "name: own\nversion: 3\nextends: lamoda/1\n";

    @Test
    void laysTheLawOverEveryPolicy() {
        Catalogue catalogue = catalogue();
        assertThat(catalogue.markets()).containsExactlyElementsOf(Documents.MARKETS);
        assertThat(catalogue.layerNames()).containsExactly("distance-selling");
        for (String market : Documents.MARKETS) {
            Policy base = policy(market, 1);
            Policy composed = policy(market + "+distance-selling", 1001);
            assertThat(base.withdrawalRight()).isNull();
            assertThat(composed.withdrawalRight())
                    .isEqualTo(new WithdrawalRight(
                            Period.ofDays(7),
                            Period.ofMonths(3),
                            Wait.of(Duration.ofDays(10)),
                            BornBy.BUYER,
                            RefundWhen.BACK));
            assertThat(composed.title()).isEqualTo(base.title() + " + Law of distance selling");
            assertThat(Figures.differences(base, composed).keySet())
                    .allMatch(path -> path.matches("name|version|title|withdrawalRight.*"));
        }
        assertThat(catalogue.policies()).hasSize(2 * Documents.MARKETS.size());
    }

    @Test
    void extendsAnotherWithWhatDiffers() {
        Policy own = policy("own", 3, OWN + "shipping: {processingTime: P2D}\nholidays: [2026-01-01]\n");
        Policy base = policy("lamoda");
        assertThat(own.title()).isEqualTo(base.title());
        assertThat(own.shipping().processingTime()).isEqualTo(Wait.of(Duration.ofDays(2)));
        assertThat(own.shipping().deliveredBy()).isEqualTo(base.shipping().deliveredBy());
        assertThat(Figures.differences(base, own))
                .containsOnlyKeys("name", "version", "shipping.processingTime", "holidays");
    }

    @Test
    void extendsWhatExtends() {
        Policy third = policy(
                "third",
                1,
                OWN + "escrow: {releaseAfterDelivery: P3D}\n",
                "name: third\nversion: 1\nextends: own/3\nlayers: [distance-selling/1]\n");
        assertThat(third.escrow().releaseAfterDelivery()).isEqualTo(Wait.of(Duration.ofDays(3)));
        assertThat(third.withdrawalRight()).isNotNull();
    }

    @Test
    void laysALayerOverWhatNamesIt() {
        Policy whole =
                policy("own", 1, changed("aliexpress", "name: aliexpress", "name: own\nlayers: [distance-selling/1]"));
        assertThat(whole.withdrawalRight()).isNotNull();
        String milder = "layer: mild\nversion: 2\ntitle: Mild\nwithdrawalRight: {afterHandOver: P30D}\n";
        Policy both = policy(
                "own",
                3,
                OWN + "layers: [distance-selling/1, mild/2]\n",
                milder.replace(
                        "{afterHandOver: P30D}",
                        "{afterHandOver: P30D, withoutTermsInWriting: P1Y, repayWithin: P1D, deliveryFromBuyer: SELLER, refundWhen: BACK}"));
        assertThat(both.withdrawalRight())
                .extracting(WithdrawalRight::afterHandOver)
                .isEqualTo(Period.ofDays(30));
    }

    @Test
    void aLayerWithAFaultIsRefusedInItsOwnFile() {
        String layer = "layer: mild\nversion: 2\ntitle: Mild\nwithdrawalRight:\n  afterHandOver: P30D\n";
        refused(() -> catalogue(layer), "Policy own.yaml, line 4: withdrawalRight.withoutTermsInWriting is missing");
        refused(
                () -> catalogue("layer: mild\nversion: 2\ntitle: Mild\nshipping:\n  colour: RED\n"),
                "Policy own.yaml, line 5: shipping.colour is an unknown key");
        refused(() -> catalogue("layer: mild\nversion: 2\n"), "Policy own.yaml, line 1: title is missing");
        refused(() -> catalogue("layer: mild\nversion: 2\nextends: lamoda/1\n"), "line 3: a layer has no extends");
    }

    @Test
    void everyVersionOfALayerAndOfAPolicyHasItsNumber() {
        String second =
                shipped("distance-selling").replace("version: 1", "version: 2").replace("P7D", "P14D");
        String newer = shipped("lamoda").replace("version: 1", "version: 7");
        Catalogue catalogue = catalogue(second, newer);
        assertThat(catalogue.policies().keySet().stream()
                        .filter(key -> key.name().startsWith("lamoda")))
                .extracting(PolicyKey::toString)
                .containsExactly(
                        "lamoda/1",
                        "lamoda/7",
                        "lamoda+distance-selling/1001",
                        "lamoda+distance-selling/1002",
                        "lamoda+distance-selling/7001",
                        "lamoda+distance-selling/7002");
    }

    @Test
    void refusesTwoOfOneNameAndVersion() {
        refused(
                () -> catalogue(shipped("lamoda")),
                "Policy own.yaml, line 3: lamoda has a version 1 already, in lamoda.yaml, line 3");
    }

    @Test
    void refusesReferencesThatLeadNowhere() {
        refused(
                () -> catalogue("name: own\nversion: 1\nextends: lamoda/2\n"),
                "Policy own.yaml, line 3: there is no policy lamoda/2 among ",
                "lamoda/1",
                "did you mean lamoda/1?");
        refused(() -> catalogue("name: own\nversion: 1\nextends: distance-selling/1\n"), "line 3: there is no policy");
        refused(
                () -> catalogue(OWN + "layers:\n  - lamoda/1\n"),
                "Policy own.yaml, line 5: there is no layer lamoda/1");
        refused(
                () -> catalogue("name: own\nversion: 1\nextends: lamoda\n"),
                "line 3: extends must be a name and a version");
        refused(() -> catalogue(OWN + "layers: distance-selling/1\n"), "line 4: layers must be a list");
        refused(() -> catalogue("name: own\nversion: 1\nextends: own/1\n"), "line 3: extends leads back to own/1");
        refused(
                () -> catalogue(
                        "name: own\nversion: 1\nextends: third/1\n", "name: third\nversion: 1\nextends: own/1\n"),
                "Policy own.yaml, line 3: extends leads back to");
    }

    @Test
    void refusesNamesAndVersionsThatCannotBe() {
        refused(
                () -> catalogue("name: own\nversion: 1000\nextends: lamoda/1\n"),
                "line 2: version must be from 1 to 999");
        refused(() -> catalogue("name: own\nversion: 0\nextends: lamoda/1\n"), "line 2: version must be from 1 to 999");
        refused(() -> catalogue("name: own+mild\nversion: 1\n"), "line 1: name must be 2 to 40 of a-z, 0-9 and '-'");
        refused(() -> catalogue("version: 1\nextends: lamoda/1\n"), "line 1: name is missing");
        refused(() -> catalogue("name: own\nextends: lamoda/1\n"), "line 1: version is missing");
        refused(
                () -> catalogue("name: own\nversion: 1\nextend: lamoda/1\n"),
                "line 3: extend is an unknown key",
                "did you mean extends?");
    }

    /** M3: where sources contradict each other both are expressible, and the shipped policies take both. */
    @Test
    void bothSidesOfAContradictionCanBeSaid() {
        assertThat(policy("aliexpress").payment().closeUnpaidAfter()).isEqualTo(Wait.of(Duration.ofDays(20)));
        assertThat(policy("lamoda").payment().closeUnpaidAfter()).isEqualTo(Wait.of(Duration.ofDays(21)));
        assertThat(policy("aliexpress").shipping().noTrackingDisputeAfter()).isEqualTo(Wait.of(Duration.ofDays(6)));
        assertThat(policy("cod-post").shipping().noTrackingDisputeAfter()).isEqualTo(Wait.of(Duration.ofDays(10)));
        assertThat(policy("cod-post").handOver().refusalCosts()).isEqualTo(BornBy.BUYER);
        assertThat(policy("lamoda").handOver().refusalCosts()).isEqualTo(BornBy.SELLER);
        Policy own = policy("own", 3, OWN + "cancellation: {consent: SELLER, until: DISPATCH, requestWindow: PT24H}\n");
        assertThat(own.cancellation().requestWindow()).isEqualTo(Wait.of(Duration.ofDays(1)));
        assertThat(policy("aliexpress").cancellation().requestWindow()).isNull();
    }
}
