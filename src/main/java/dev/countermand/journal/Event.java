package dev.countermand.journal;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened, as everybody reads it.
 *
 * @param type with prefix and version, or the kind alone for those who follow the events inside
 * @param subject the thing it is about
 * @param position its place among all events: no gaps, no doubles
 * @param data what it says, as JSON
 */
public record Event(UUID id, String type, String subject, Instant time, long position, String data) {}
