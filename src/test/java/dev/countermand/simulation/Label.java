package dev.countermand.simulation;

/** A number, and the carrier it is said to be of. */
record Label(String carrier, String number) {}
