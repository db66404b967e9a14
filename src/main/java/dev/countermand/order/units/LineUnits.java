package dev.countermand.order.units;

/** Some units of a line of an order; lines are counted from 1. */
public record LineUnits(int line, int quantity) {}
