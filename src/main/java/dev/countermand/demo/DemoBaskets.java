package dev.countermand.demo;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Who buys in the demo market, and what. */
final class DemoBaskets {

    private static final int BUYERS = 90;

    private static final List<String[]> PLACES = List.of(
            new String[] {"DE", "10115", "Berlin"},
            new String[] {"DE", "20095", "Hamburg"},
            new String[] {"FR", "69001", "Lyon"},
            new String[] {"ES", "46001", "Valencia"},
            new String[] {"PL", "30-001", "Krakow"},
            new String[] {"IT", "40121", "Bologna"},
            new String[] {"NL", "3511", "Utrecht"},
            new String[] {"AT", "8010", "Graz"});

    private static final List<String> GOODS =
            List.of("Mug", "Desk lamp", "Scarf", "Phone case", "Rucksack", "Tent", "Teapot", "Headphones");

    private static final long CHEAPEST_CENTS = 390;
    private static final int PRICES = 85;
    private static final int MOST_UNITS = 3;

    private final Random random;

    DemoBaskets(Random random) {
        this.random = random;
    }

    /** One of the buyers; each lives at one place. */
    DemoOrder.Buyer buyer() {
        int buyer = random.nextInt(BUYERS);
        String[] place = PLACES.get(buyer % PLACES.size());
        String id = String.format(Locale.ROOT, "demo-buyer-%02d", buyer + 1);
        return new DemoOrder.Buyer(id, place[0], place[1], place[2]);
    }

    DemoOrder.Goods goods() {
        String title = GOODS.get(random.nextInt(GOODS.size()));
        String sku = title.toUpperCase(Locale.ROOT).replace(' ', '-');
        long price = CHEAPEST_CENTS + 100L * random.nextInt(PRICES);
        long shipping = random.nextBoolean() ? 490 : 0;
        return new DemoOrder.Goods(sku, title, 1 + random.nextInt(MOST_UNITS), price, shipping);
    }
}
