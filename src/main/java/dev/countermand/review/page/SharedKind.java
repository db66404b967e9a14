package dev.countermand.review.page;

/** What two orders may have in common. */
public enum SharedKind {
    /** A parcel's number, also one that was put right (F3, P4). */
    NUMBER,
    /** Where the parcel goes: country, postal code and city. */
    ADDRESS,
    /** The account inside the number, with another seller (F8). */
    SHIPPER,
    /** A document by its hash (F10). */
    DOCUMENT,
    /** The seller, where there was a case. */
    SELLER,
    /** The buyer, where there was a case. */
    BUYER
}
