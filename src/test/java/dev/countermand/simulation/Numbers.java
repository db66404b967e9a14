package dev.countermand.simulation;

import dev.countermand.tracking.number.TrackingNumberDecoder;
import java.util.Locale;

/** Tracking numbers in the formats of the catalogue. */
final class Numbers {

    private static final String CHECK_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int DPD_POSTAL_DIGITS = 7;

    private final TrackingNumberDecoder decoder;
    private final Dice dice;

    Numbers(TrackingNumberDecoder decoder, Dice dice) {
        this.decoder = decoder;
        this.dice = dice;
    }

    /** As the carrier gives it out for a parcel of this account from one place to another. */
    Label genuine(Service service, String account, String country, Address to) {
        String number = template(service, account, country, to);
        return new Label(service.carrier, service.checked ? checked(number, service.carrier) : number);
    }

    /** As somebody makes it up who knows what such numbers look like: the last digit is any. */
    Label invented(Service service, String account, String country, Address to) {
        String number = template(service, account, country, to);
        return new Label(service.carrier, number.replace('?', (char) ('0' + dice.number(0, 10))));
    }

    /** One digit is another, as when a number is copied by hand. */
    Label mistyped(Label label) {
        StringBuilder number = new StringBuilder(label.number());
        int place = number.length() - 4;
        int digit = number.charAt(place) - '0';
        number.setCharAt(place, (char) ('0' + (digit + dice.number(1, 10)) % 10));
        return new Label(label.carrier(), number.toString());
    }

    /** A number of a format that the catalogue does not have: carriers bring new ones. */
    Label unheardOf(String carrier) {
        return new Label(carrier, "Q9" + dice.digits(9) + "ZX7");
    }

    /** With a question mark where the check digit stands. */
    private String template(Service service, String account, String country, Address to) {
        return switch (service) {
            case UPS -> "1Z" + account.substring(0, 6) + "68" + dice.digits(7) + "?";
            case USPS -> "420" + plain(to) + "94001" + "1" + account.substring(0, 5) + dice.digits(10) + "?";
            case FEDEX -> "9622001" + account.substring(0, 7) + dice.digits(7) + "?";
            case DPD ->
                "0".repeat(DPD_POSTAL_DIGITS - plain(to).length()) + plain(to) + dice.digits(14) + "101"
                        + numeric(to.country()) + "?";
            case DHL_EXPRESS -> dice.digits(9) + "?";
            case DHL_ECOMMERCE -> "GM" + dice.digits(16);
            case POST_REGISTERED -> "R" + letter() + dice.digits(8) + "?" + country;
            case POST_SMALL_PACKET -> "U" + letter() + dice.digits(8) + "?" + country;
            case YUNEXPRESS -> "YT" + dice.digits(16);
        };
    }

    private String checked(String template, String carrier) {
        for (int i = 0; i < CHECK_CHARACTERS.length(); i++) {
            String number = template.replace('?', CHECK_CHARACTERS.charAt(i));
            if (decoder.decode(number, carrier).valid()) {
                return number;
            }
        }
        throw new IllegalStateException("No check digit makes a number of " + carrier + " of " + template);
    }

    private static String plain(Address to) {
        return to.postalCode().replace("-", "");
    }

    private char letter() {
        return (char) ('A' + dice.number(0, 26));
    }

    /** ISO 3166 in digits, as DPD prints it. */
    private static String numeric(String country) {
        return switch (country) {
            case "DE" -> "276";
            case "FR" -> "250";
            case "PL" -> "616";
            case "US" -> "840";
            default -> throw new IllegalArgumentException(String.format(Locale.ROOT, "DPD does not go to %s", country));
        };
    }
}
