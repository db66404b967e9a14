package dev.countermand.demo;

import dev.countermand.tracking.event.TrackingNumbers;
import java.util.Locale;
import java.util.Random;

/** Tracking numbers of the demo: real-looking ones with the check digit that belongs to them, and invented ones. */
final class DemoNumbers {

    /** A number and the code of the carrier it is for. */
    record Label(String carrier, String text) {}

    private static final int SERIALS = 10_000_000;

    private final TrackingNumbers catalogue;
    private final Random random;

    DemoNumbers(TrackingNumbers catalogue, Random random) {
        this.catalogue = catalogue;
        this.random = random;
    }

    /** A number as the carrier would give it to this seller. */
    Label genuine(DemoSeller seller) {
        String serial = serial();
        return seller.ships() == DemoSeller.Ships.UPS
                ? new Label("ups", checked("1Z" + seller.account() + "66" + serial, "", "ups"))
                : new Label("s10", checked("RB" + seller.account().charAt(0) + serial, seller.country(), "s10"));
    }

    /** A number out of the seller's head: it looks right, and its check digit holds once in ten times. */
    Label invented(DemoSeller seller) {
        int digit = random.nextInt(10);
        return seller.ships() == DemoSeller.Ships.UPS
                ? new Label("ups", "1Z" + seller.account() + "66" + serial() + digit)
                : new Label("s10", "RB" + seller.account().charAt(0) + serial() + digit + seller.country());
    }

    private String serial() {
        return String.format(Locale.ROOT, "%07d", random.nextInt(SERIALS));
    }

    /** The one digit of the ten with which the catalogue takes the number. */
    private String checked(String before, String after, String carrier) {
        for (int digit = 0; digit < 10; digit++) {
            String number = before + digit + after;
            if (catalogue.decode(number, carrier).valid()) {
                return number;
            }
        }
        throw new IllegalStateException("No check digit makes a number of " + carrier + " of " + before);
    }
}
