package dev.countermand.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Sellers, buyers and where they live. */
final class People {

    private static final Map<String, Double> SELLERS_IN = Shares.of("CN", 42, "DE", 20, "US", 20, "PL", 10, "FR", 8);
    private static final Map<String, Double> BUYERS_IN = Shares.of("DE", 32, "US", 30, "FR", 20, "PL", 18);
    private static final int POSTAL_CODES_PER_COUNTRY = 1_500;
    private static final double BUYS_AT_HOME = 0.75;
    private static final double DROPSHIPS = 0.02;
    private static final double USES_A_HOUSE = 0.06;
    private static final int SELLERS_PER_HOUSE = 8;

    /** Some sellers have many times the orders of others. */
    private static final double INEQUALITY = 0.7;

    /** What fraud is more common with. */
    private static final double DISHONEST_PRESS = 0.6;

    /** A buyer, with the place where they live. */
    record Buyer(String id, Address address) {}

    private final Parameters parameters;
    private final Dice dice;
    private final Map<String, List<Address>> addresses = new LinkedHashMap<>();
    private final Map<String, List<Buyer>> buyers = new LinkedHashMap<>();
    private final Map<Seller, Double> sellers = new LinkedHashMap<>();
    private final NavigableMap<Double, Seller> bySales = new TreeMap<>();

    People(Parameters parameters, Dice dice) {
        this.parameters = parameters;
        this.dice = dice;
        BUYERS_IN.forEach((country, share) -> {
            List<Address> here = new ArrayList<>();
            for (int i = 0; i < POSTAL_CODES_PER_COUNTRY; i++) {
                here.add(new Address(country, postalCode(country)));
            }
            addresses.put(country, here);
            List<Buyer> some = new ArrayList<>();
            int count = (int) (parameters.orders() * 0.006 * share);
            for (int i = 0; i <= count; i++) {
                some.add(new Buyer("buyer-" + country + "-" + i, dice.one(here)));
            }
            buyers.put(country, some);
        });
        int houses = Math.max(1, (int) (parameters.sellers() * USES_A_HOUSE / SELLERS_PER_HOUSE));
        List<String> houseAccounts = new ArrayList<>();
        for (int i = 0; i < houses; i++) {
            houseAccounts.add(dice.digits(9));
        }
        double sold = 0;
        for (int i = 0; i < parameters.sellers(); i++) {
            double sells = 1 / Math.pow(1 + dice.number(0, parameters.sellers()), INEQUALITY);
            Seller seller = seller(i, houseAccounts);
            sellers.put(seller, sells);
            sold += sells;
            bySales.put(sold, seller);
        }
    }

    private Seller seller(int index, List<String> houseAccounts) {
        Seller.Manner manner = dice.one(parameters.manners());
        String country = dice.one(SELLERS_IN);
        boolean house = !manner.dishonest() && !country.equals("CN") && dice.chance(USES_A_HOUSE);
        boolean dropships = !manner.dishonest() && dice.chance(DROPSHIPS);
        String shipsFrom = dropships ? "CN" : country;
        return new Seller(
                "seller-" + index,
                manner,
                country,
                shipsFrom,
                house ? dice.one(houseAccounts) : dice.digits(9),
                house,
                dice.number(8.0, 60.0),
                Service.USED_IN.getOrDefault(shipsFrom, Map.of()),
                manner.dishonest() && dice.chance(DISHONEST_PRESS));
    }

    private String postalCode(String country) {
        String region = String.valueOf(dice.number(10, 100));
        return country.equals("PL") ? region + "-" + dice.digits(3) : region + dice.digits(3);
    }

    Seller someSeller() {
        return bySales.higherEntry(dice.number(0.0, bySales.lastKey())).getValue();
    }

    /** Those of a kind, with how much they sell. */
    Map<Seller, Double> sellers(Seller.Manner manner) {
        Map<Seller, Double> some = new LinkedHashMap<>();
        sellers.forEach((seller, sells) -> {
            if (seller.manner() == manner) {
                some.put(seller, sells);
            }
        });
        return some;
    }

    Buyer buyerOf(Seller seller) {
        boolean atHome = buyers.containsKey(seller.country()) && dice.chance(BUYS_AT_HOME);
        return dice.one(buyers.getOrDefault(atHome ? seller.country() : dice.one(BUYERS_IN), List.of()));
    }

    Address somewhere() {
        return somewhereIn(dice.one(BUYERS_IN));
    }

    Address somewhereIn(String country) {
        return dice.one(addresses.getOrDefault(country, List.of()));
    }

    /** Round the corner: most often in the same postal region, sometimes in the one beside it. */
    Address near(Address home, double otherRegion) {
        int region = Integer.parseInt(home.postalCode().substring(0, 2));
        if (dice.chance(otherRegion)) {
            region = region < 99 ? region + 1 : region - 1;
        }
        return new Address(
                home.country(),
                region + home.postalCode().substring(2, home.postalCode().length() - 2) + dice.digits(2));
    }

    Address of(Seller seller) {
        return new Address(seller.dropship(), "00000");
    }
}
