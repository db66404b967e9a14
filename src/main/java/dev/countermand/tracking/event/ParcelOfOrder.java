package dev.countermand.tracking.event;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/** An order that a parcel belongs to. */
public record ParcelOfOrder(String orderId, ParcelNumber number) {

    /**
     * Those that have one of these numbers, by a statement that gives an order, a carrier and a tracking number for each.
     *
     * @param statement with the parameter {@code numbers}, tracking numbers of whatever carrier
     */
    public static Uni<List<ParcelOfOrder>> with(Set<ParcelNumber> numbers, String statement) {
        if (numbers.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        String[] asked = numbers.stream().map(ParcelNumber::trackingNumber).toArray(String[]::new);
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(statement, Object[].class)
                        .setParameter("numbers", asked)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row ->
                                new ParcelOfOrder((String) row[0], new ParcelNumber((String) row[1], (String) row[2])))
                        .filter(parcel -> numbers.contains(parcel.number()))
                        .toList());
    }
}
