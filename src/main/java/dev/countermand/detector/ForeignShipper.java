package dev.countermand.detector;

import dev.countermand.kernel.BusinessDays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * F8: the label was made under the account of another seller, and this one has never sent anything under it. An account
 * that many sellers use is a fulfilment house's.
 */
final class ForeignShipper implements Detector {

    static final String CODE = "FOREIGN_SHIPPER";
    private static final String SELLERS_AT_MOST = "sellersAtMost";

    @Override
    public Identity identity() {
        return new Identity(CODE, "F8", 2);
    }

    @Override
    public boolean tellsTotals() {
        return true;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(Threshold.count(
                SELLERS_AT_MOST, 1, 100, "An account that more other sellers use is a fulfilment house's"));
    }

    @Override
    public Optional<Evidence> judge(Facts facts, Thresholds thresholds, BusinessDays days) {
        Facts.NumberFacts number = facts.number();
        int most = thresholds.count(SELLERS_AT_MOST);
        int sellers = number.shipperOtherSellers();
        String shipper = number.shipperId();
        if (shipper == null || sellers == 0 || sellers > most || number.shipperOwnParcels() > 0) {
            return Optional.empty();
        }
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("shipperId", shipper);
        seen.put("otherSellersWithParcels", sellers);
        seen.put("ownParcels", 0);
        seen.put("fulfilmentHouseFrom", most + 1);
        return Optional.of(new Evidence(
                "The number " + facts.trackingNumber() + " was made under the account " + shipper + " of "
                        + facts.carrier() + ", under which " + sellers
                        + (sellers == 1 ? " other seller ships" : " other sellers ship")
                        + " and this one has never shipped before. An account of more than " + most
                        + " would be a fulfilment house's.",
                seen));
    }
}
