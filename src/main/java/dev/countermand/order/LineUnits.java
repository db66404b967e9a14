package dev.countermand.order;

/** Some units of a line of an order; lines are counted from 1. */
public record LineUnits(int line, int quantity) {}
