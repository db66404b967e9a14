package dev.countermand.simulation;

import java.util.List;

/**
 * Somebody else's parcel whose number was taken.
 *
 * @param from the country where it was posted
 * @param of whose parcel it is
 */
record Taken(Label label, List<Report> reports, Address to, String from, Seller of) {}
