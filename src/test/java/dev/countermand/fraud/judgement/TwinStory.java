package dev.countermand.fraud.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.api.Http;
import dev.countermand.api.Market;
import dev.countermand.api.Papers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an order, drawn once and lived by twins: the same at the same moments, each with orders and numbers of
 * its own, of the same kind.
 */
final class TwinStory {

    static final int STEPS = 6;

    /** All took as long as each other: whether that is usual (F2) is not to hang on seconds. */
    private static final int DECLARED_AT = 1;

    private static final AtomicInteger NUMBERS = new AtomicInteger(700_000);

    /** Who has another order under the number (F3); the buyer may. */
    private enum Sharing {
        NOBODY,
        SAME_SELLER,
        OTHER_SELLER,
        SAME_BUYER
    }

    /** What the carrier says otherwise than before. */
    private enum Correction {
        NONE,
        UNDER_THE_SAME_ID,
        EARLIER_SCAN,
        SCAN_LONG_BEFORE,
        DELIVERY_ELSEWHERE
    }

    /** The document that is given as evidence (A16), and who else gives it (F10). */
    private enum Paper {
        NONE,
        OWN,
        SAME_SELLERS,
        OTHER_SELLERS
    }

    /** What is known of the seller: parcels that never moved (F11), buyers who report that they press (F12). */
    private enum Record {
        NONE,
        UNMOVED,
        PRESSES
    }

    private final Market market = Market.open();
    private final Market stranger = Market.open();
    private final boolean asked;
    private final boolean invalid;
    private final Sharing sharing;
    private final int sharedAt;
    private final int scannedAt;
    private final @Nullable String scannedIn;
    private final int deliveredAt;
    private final String deliveredTo;
    private final boolean scannedLongBefore;
    private final Correction correction;
    private final int correctedAt;
    private final Paper paper;
    private final boolean givenFirst;
    private final boolean tooFast;
    private final boolean foreignAccount;
    private final Record record;
    private final List<Life> lives = new ArrayList<>();

    /**
     * @param other whether it may hang on what no shipment of the order shows: other sellers' parcels, and records of sellers
     */
    TwinStory(Random random, boolean other) {
        asked = random.nextBoolean();
        invalid = random.nextInt(3) == 0;
        sharing = one(random, Sharing.values());
        sharedAt = random.nextBoolean() ? DECLARED_AT - 1 : DECLARED_AT + 1;
        scannedAt = random.nextInt(STEPS + 3);
        scannedIn = one(random, "PL", "CN", null);
        deliveredAt = scannedAt + random.nextInt(3);
        deliveredTo = one(random, "80331", "10119");
        scannedLongBefore = random.nextInt(6) == 0;
        correction = one(random, Correction.values());
        correctedAt = Math.clamp(deliveredAt + 1L, DECLARED_AT + 1, STEPS - 1);
        paper = one(random, Paper.values());
        givenFirst = random.nextBoolean();
        tooFast = random.nextInt(3) == 0;
        foreignAccount = random.nextInt(4) > 0 && other;
        record = other && asked ? one(random, Record.values()) : Record.NONE;
        leave(record);
        for (int twin = 0; twin < 2; twin++) {
            lives.add(new Life());
        }
    }

    /** The orders of a twin, in the same order for both. */
    List<String> orders(int twin) {
        return lives.get(twin).orders;
    }

    void step(int step) {
        lives.forEach(life -> life.step(step));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "asked %s, invalid %s, %s from %d, scan %d in %s, delivery %d to %s, long before %s, %s at %d, paper %s"
                        + " first %s, too fast %s, foreign account %s, record %s",
                asked,
                invalid,
                sharing,
                sharedAt,
                scannedAt,
                scannedIn,
                deliveredAt,
                deliveredTo,
                scannedLongBefore,
                correction,
                correctedAt,
                paper,
                givenFirst,
                tooFast,
                foreignAccount,
                record);
    }

    /** One of the twins, with the orders that others have beside it. */
    private final class Life {
        private final List<String> orders = new ArrayList<>();
        private final String order = paid(market, market.buyer);
        private final String carrier;
        private final String number;
        private final byte[] document = Papers.pdf("receipt " + Market.fresh("paper"));
        private final Instant placedAt = Http.now();
        private @Nullable String sharer;
        private @Nullable String giver;
        private @Nullable String scan;
        private @Nullable Instant deliveredOn;

        Life() {
            if (invalid) {
                carrier = "ups";
                number = "1Z" + Market.fresh("n").replaceAll("\\D", "");
            } else if (sharing == Sharing.NOBODY) {
                carrier = "ups";
                number = foreignAccount ? numberUnderTheStrangersAccount() : ownNumber();
            } else {
                // No account stands in these: F8 of two orders that one scan accepts hangs on which comes first.
                carrier = "s10";
                number = Market.letterNumber("RB");
            }
            if (sharing != Sharing.NOBODY) {
                sharer = paid(sharersMarket(), sharersBuyer());
            }
            if (paper == Paper.SAME_SELLERS || paper == Paper.OTHER_SELLERS) {
                giver = paid(giversMarket(), Market.fresh("buyer"));
            }
            if (asked) {
                market.ask(order, record == Record.PRESSES ? Map.of("sellerAskedForThisReason", true) : Map.of())
                        .then()
                        .statusCode(201);
            }
        }

        private String paid(Market of, String buyer) {
            String id = of.paid(Map.of("buyerId", buyer));
            orders.add(id);
            return id;
        }

        void step(int step) {
            if (sharer != null && step == sharedAt) {
                declare(sharersMarket(), sharer, carrier, number);
            }
            if (step == DECLARED_AT) {
                if (scannedLongBefore) {
                    told("ACCEPTED", Http.now().minus(Duration.ofDays(4)), null, null);
                }
                // Frozen at once by F5, an order takes no second declaration; nothing here makes one.
                declare(market, order, carrier, number);
                if (giver != null) {
                    declare(giversMarket(), giver, "ups", ownNumber());
                }
            }
            if (step >= DECLARED_AT) {
                parcel(step);
            }
            // Later than anybody declares: sharing a number is judged in the background, and refuses an act it
            // overtakes.
            if (paper != Paper.NONE && step == DECLARED_AT + 2) {
                giveOrLend(givenFirst);
            }
            if (paper != Paper.NONE && step == DECLARED_AT + 3) {
                giveOrLend(!givenFirst);
            }
        }

        private void parcel(int step) {
            if (step == scannedAt && tooFast) {
                Instant now = Http.now();
                scan = told("ACCEPTED", now.minus(Duration.ofHours(3)), "CN", null);
                deliveredOn = now;
                told("DELIVERED", now, "DE", deliveredTo);
            } else if (step == scannedAt) {
                scan = told("ACCEPTED", Http.now(), scannedIn, null);
            }
            if (step == deliveredAt && step > scannedAt && !tooFast) {
                deliveredOn = Http.now();
                told("DELIVERED", deliveredOn, "DE", deliveredTo);
            }
            if (step == correctedAt) {
                correct();
            }
        }

        private void correct() {
            Instant delivered = deliveredOn;
            switch (correction) {
                case NONE -> {}
                case UNDER_THE_SAME_ID -> {
                    // What was told under an id stays told; who was wrong tells of another event.
                    if (scan != null) {
                        assertThat(tell(scan, "ACCEPTED", placedAt.minus(Duration.ofDays(3)), "FR", null))
                                .isEqualTo("REJECTED");
                    }
                }
                case EARLIER_SCAN ->
                    told("ACCEPTED", placedAt.plus(Duration.ofHours(1)), "PL".equals(scannedIn) ? "CN" : "PL", null);
                case SCAN_LONG_BEFORE -> told("ACCEPTED", placedAt.minus(Duration.ofDays(3)), scannedIn, null);
                case DELIVERY_ELSEWHERE -> {
                    if (delivered != null) {
                        told(
                                "DELIVERED",
                                delivered.plus(Duration.ofMinutes(30)),
                                "DE",
                                deliveredTo.equals("10119") ? "80331" : "10119");
                    }
                }
            }
        }

        private void giveOrLend(boolean give) {
            if (give) {
                give(market, order);
            } else if (giver != null) {
                give(giversMarket(), giver);
            }
        }

        private void give(Market of, String to) {
            Http.as(of.seller, "seller")
                    .contentType("multipart/form-data")
                    .multiPart("file", "receipt.pdf", document, "application/pdf")
                    .post("/v1/shipments/" + of.order(to).getString("shipments[0].id") + "/evidence")
                    .then()
                    .statusCode(201);
        }

        private String told(String status, Instant at, @Nullable String country, @Nullable String postalCode) {
            String id = Market.fresh("ev");
            assertThat(tell(id, status, at, country, postalCode)).isEqualTo("STORED");
            return id;
        }

        private String tell(
                String id, String status, Instant at, @Nullable String country, @Nullable String postalCode) {
            Map<String, Object> event = new LinkedHashMap<>(Map.of(
                    "id",
                    id,
                    "carrier",
                    carrier,
                    "trackingNumber",
                    number,
                    "status",
                    status,
                    "occurredAt",
                    at.toString()));
            if (country != null) {
                event.put(
                        "location",
                        postalCode == null
                                ? Map.of("country", country)
                                : Map.of("country", country, "postalCode", postalCode));
            }
            return Http.as("shop", "service")
                    .body(List.of(event))
                    .post("/v1/carrier-events")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("items[0].result");
        }
    }

    /** F8: an account under which another seller's parcel was carried before. */
    private String numberUnderTheStrangersAccount() {
        int account = NUMBERS.getAndIncrement();
        String theirs = Market.trackingNumber(String.format(Locale.ROOT, "%06d%09d", account, 1));
        declare(stranger, stranger.paid(), "ups", theirs);
        Market.scan(theirs, "ACCEPTED", Http.now()).then().statusCode(200);
        return Market.trackingNumber(String.format(Locale.ROOT, "%06d%09d", account, 2));
    }

    private void leave(Record what) {
        switch (what) {
            case NONE -> {}
            case UNMOVED -> {
                for (int i = 0; i < 3; i++) {
                    assertThat(Market.importedLine(blockedRequest()).getString("result"))
                            .isEqualTo("CREATED");
                }
            }
            case PRESSES -> {
                for (int i = 0; i < 2; i++) {
                    String buyer = Market.fresh("buyer");
                    Http.as(buyer, "buyer")
                            .body(Map.of("reason", "NOT_NEEDED", "sellerAskedForThisReason", true))
                            .post("/v1/orders/" + market.paid(Map.of("buyerId", buyer)) + "/cancellations")
                            .then()
                            .statusCode(201);
                }
            }
        }
    }

    /** An order of a month ago, declared against a request; the parcel never moved. */
    private Map<String, Object> blockedRequest() {
        Instant placed = Http.now().minus(Duration.ofDays(30));
        Map<String, Object> order =
                new LinkedHashMap<>(Market.orderBody(Market.fresh("order"), Market.fresh("buyer"), market.seller));
        order.put("placedAt", placed.toString());
        Map<String, Object> request = Map.of(
                "reason", "NOT_NEEDED", "requestedAt", placed.plusSeconds(3_600).toString());
        Map<String, Object> shipment = Map.of(
                "carrier",
                "ups",
                "trackingNumber",
                ownNumber(),
                "declaredAt",
                placed.plusSeconds(7_200).toString());
        return Map.of(
                "order",
                order,
                "payments",
                List.of(Market.cardPayment(placed.plusSeconds(60).toString())),
                "cancellations",
                List.of(request),
                "shipments",
                List.of(shipment));
    }

    private static void declare(Market of, String order, String carrier, String number) {
        of.ship(order, number, Map.of("carrier", carrier)).then().statusCode(201);
    }

    private Market sharersMarket() {
        return sharing == Sharing.OTHER_SELLER ? stranger : market;
    }

    private String sharersBuyer() {
        return sharing == Sharing.SAME_BUYER ? market.buyer : stranger.buyer;
    }

    private Market giversMarket() {
        return paper == Paper.OTHER_SELLERS ? stranger : market;
    }

    /** Under an account that nobody else has (F8). */
    private static String ownNumber() {
        int number = NUMBERS.getAndIncrement();
        return Market.trackingNumber(String.format(Locale.ROOT, "%06d%09d", number, number));
    }

    @SafeVarargs
    private static <T> T one(Random random, @Nullable T... values) {
        return values[random.nextInt(values.length)];
    }
}
