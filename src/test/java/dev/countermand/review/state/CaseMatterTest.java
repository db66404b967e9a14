package dev.countermand.review.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Refusal;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.review.state.CaseMatter.Wish;
import dev.countermand.seller.EntryKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A19, A26, F13, P3, P5: what a case is about, and what it can be decided to be. Every verdict on every matter. */
class CaseMatterTest {

    private static @Nullable String wrong(CaseMatter matter, Wish wish) {
        return matter.refusalOf(wish)
                .map(refusal -> refusal.errors().getFirst())
                .map(Refusal.FieldError::field)
                .orElse(null);
    }

    private static Wish plain(CaseVerdict verdict) {
        return new Wish(verdict, false, null, false);
    }

    /** Whatever it was opened for. */
    @ParameterizedTest
    @EnumSource
    void whileTheOrderIsFrozenOrHeldItIsAboutThat(CaseReason reason) {
        assertThat(CaseMatter.of(reason, true, false, true)).isEqualTo(CaseMatter.FRAUD);
        assertThat(CaseMatter.of(reason, false, true, false)).isEqualTo(CaseMatter.FRAUD);
    }

    @Test
    void otherwiseItIsAboutWhatItWasOpenedFor() {
        assertThat(CaseMatter.of(CaseReason.DISPUTE, false, false, true)).isEqualTo(CaseMatter.DISPUTE);
        assertThat(CaseMatter.of(CaseReason.LOST, false, false, false)).isEqualTo(CaseMatter.PARCELS);
        assertThat(CaseMatter.of(CaseReason.OVERDUE, false, false, false)).isEqualTo(CaseMatter.PARCELS);
        assertThat(CaseMatter.of(CaseReason.CARRIER_CORRECTION, false, false, false))
                .isEqualTo(CaseMatter.CARRIER);
        assertThat(CaseMatter.of(CaseReason.CARRIER_CORRECTION, false, false, true))
                .isEqualTo(CaseMatter.FRAUD);
        assertThat(CaseMatter.of(CaseReason.DELIVERED_AFTER_ALL, false, false, false))
                .isEqualTo(CaseMatter.DELIVERED_AFTER_ALL);
    }

    /** What is not here is possible. */
    @Test
    void everyPlainVerdictOnEveryMatter() {
        List<String> refused = new ArrayList<>();
        for (CaseMatter matter : CaseMatter.values()) {
            for (CaseVerdict verdict : CaseVerdict.values()) {
                if (wrong(matter, plain(verdict)) != null) {
                    refused.add(verdict + " of " + matter);
                }
            }
        }
        assertThat(refused)
                .containsExactlyInAnyOrder(
                        "HOLD of DISPUTE",
                        "HOLD of PARCELS",
                        "HOLD of CARRIER",
                        "HOLD of DELIVERED_AFTER_ALL",
                        "CANCEL_AND_REFUND of DELIVERED_AFTER_ALL");
    }

    /** Whatever the matter: each verdict that the order forbids, and why; what is not here is possible. */
    @Test
    void whatTheOrderForbids() {
        List<String> refused = new ArrayList<>();
        for (CaseMatter matter : CaseMatter.values()) {
            for (CaseVerdict verdict : CaseVerdict.values()) {
                for (boolean held : new boolean[] {false, true}) {
                    for (OrderStatus status : List.of(OrderStatus.DELIVERED, OrderStatus.COMPLETED)) {
                        if (matter.refusalOf(plain(verdict)).isEmpty()) {
                            matter.refusalNow(verdict, status, held, true)
                                    .ifPresent(no -> refused.add("%s of %s, %s%s: %s"
                                            .formatted(verdict, matter, status, held ? ", held" : "", no.code())));
                        }
                        assertThat(matter.refusalNow(CaseVerdict.RELEASE, status, held, false))
                                .as("%s %s", matter, status)
                                .isEmpty();
                    }
                }
            }
        }
        assertThat(refused)
                .containsExactlyInAnyOrder(
                        "HOLD of FRAUD, DELIVERED, held: ESCROW_HELD",
                        "HOLD of FRAUD, COMPLETED: ORDER_ENDED",
                        "HOLD of FRAUD, COMPLETED, held: ESCROW_HELD",
                        "CANCEL_AND_REFUND of FRAUD, COMPLETED: ORDER_ENDED",
                        "CANCEL_AND_REFUND of CARRIER, COMPLETED: ORDER_ENDED",
                        "CANCEL_AND_REFUND of CARRIER, COMPLETED, held: ORDER_ENDED",
                        "RELEASE of PARCELS, DELIVERED: INVALID",
                        "RELEASE of PARCELS, DELIVERED, held: INVALID",
                        "RELEASE of PARCELS, COMPLETED: INVALID",
                        "RELEASE of PARCELS, COMPLETED, held: INVALID");
    }

    @Test
    void onlyAFraudIsAboutParcels() {
        for (CaseMatter matter : CaseMatter.values()) {
            Wish wish = new Wish(CaseVerdict.CANCEL_AND_REFUND, true, null, false);
            assertThat(matter.refusalOf(wish).isEmpty()).as("%s", matter).isEqualTo(matter == CaseMatter.FRAUD);
        }
        assertThat(wrong(CaseMatter.FRAUD, new Wish(CaseVerdict.RELEASE, true, null, false)))
                .isEqualTo("shipments");
        assertThat(wrong(CaseMatter.FRAUD, new Wish(CaseVerdict.HOLD, true, null, false)))
                .isEqualTo("shipments");
    }

    @Test
    void onlyADisputeIsGrantedInPart() {
        for (CaseMatter matter : CaseMatter.values()) {
            for (CaseVerdict verdict : CaseVerdict.values()) {
                boolean granted = matter == CaseMatter.DISPUTE && verdict == CaseVerdict.CANCEL_AND_REFUND;
                assertThat(matter.refusalOf(new Wish(verdict, false, null, true))
                                .isEmpty())
                        .as("%s of %s", verdict, matter)
                        .isEqualTo(granted);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsBelievedIsWarnedAtMost(EntryKind kind) {
        assertThat(CaseMatter.FRAUD
                        .refusalOf(new Wish(CaseVerdict.RELEASE, false, kind, false))
                        .isEmpty())
                .isEqualTo(kind == EntryKind.WARNING);
        assertThat(wrong(CaseMatter.FRAUD, new Wish(CaseVerdict.HOLD, false, kind, false)))
                .as("nothing is established")
                .isEqualTo("sanction");
        assertThat(CaseMatter.FRAUD
                        .refusalOf(new Wish(CaseVerdict.CANCEL_AND_REFUND, false, kind, false))
                        .isEmpty())
                .isEqualTo(kind != EntryKind.CLAIM);
        assertThat(CaseMatter.DISPUTE
                        .refusalOf(new Wish(CaseVerdict.CANCEL_AND_REFUND, false, kind, false))
                        .isEmpty())
                .isEqualTo(kind != EntryKind.CLAIM && kind != EntryKind.FINE);
    }
}
