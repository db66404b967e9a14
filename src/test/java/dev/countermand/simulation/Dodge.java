package dev.countermand.simulation;

/** What is done instead of shipping. */
enum Dodge {
    /** A number out of the seller's head; its check digit holds once in ten times. */
    INVENTED("invented number"),
    /** An invented number with the check digit that belongs to it. */
    INVENTED_WITH_CHECK_DIGIT("invented, valid check digit"),
    /** A label is bought and the parcel never posted. */
    LABEL_ONLY("label never posted"),
    /** A small packet that nobody scans, and that does not exist. */
    UNTRACKED("untracked service, nothing sent"),
    /** The number of another buyer's parcel, of the same seller. */
    OWN_OTHER_ORDER("number of their own other order"),
    /** The number of another seller's parcel on this market, to wherever it goes. */
    OTHER_SELLERS("number of another seller's order"),
    /** The same, looked for until one goes to the same postal code. */
    OTHER_SELLERS_SAME_POSTCODE("another seller's, same postcode"),
    /** One made-up number on many orders of those who work together. */
    RING("one number on many orders"),
    /** Somebody's parcel that has nothing to do with this market, on its way to elsewhere. */
    OUTSIDE_ELSEWHERE("outside parcel to elsewhere"),
    /** The same, to the order's own postal code: such numbers are sold. */
    OUTSIDE_SAME_POSTCODE("outside parcel, same postcode"),
    /** The same, delivered before it was declared. */
    OUTSIDE_DELIVERED("outside parcel, delivered before");

    final String words;

    Dodge(String words) {
        this.words = words;
    }

    /** Whether there is no parcel under the number. */
    boolean nothingMoves() {
        return switch (this) {
            case INVENTED, INVENTED_WITH_CHECK_DIGIT, LABEL_ONLY, UNTRACKED, RING -> true;
            case OWN_OTHER_ORDER,
                    OTHER_SELLERS,
                    OTHER_SELLERS_SAME_POSTCODE,
                    OUTSIDE_ELSEWHERE,
                    OUTSIDE_SAME_POSTCODE,
                    OUTSIDE_DELIVERED -> false;
        };
    }
}
