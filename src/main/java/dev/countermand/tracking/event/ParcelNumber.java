package dev.countermand.tracking.event;

/**
 * What names a parcel: numbers of different carriers have nothing to do with each other.
 *
 * @param carrier whose number it is, which need not be the carrier that somebody named
 * @see TrackingNumbers#parcel
 */
public record ParcelNumber(String carrier, String trackingNumber) {

    /** In a carrier's place: the shop's own couriers, of whom no carrier tells (E1). */
    public static final String OWN_COURIER = "own";

    /** How a number may be written. A letter or digit must be among them: blanks and hyphens are only for the eye. */
    public static final String WRITTEN = "(?=.*[A-Za-z0-9])[A-Za-z0-9 -]{4,64}";

    public static final String WRITTEN_MESSAGE =
            "must be 4 to 64 of letters, digits, blanks and hyphens, with a letter or digit among them";
}
