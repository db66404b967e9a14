package dev.countermand.evidence;

import java.time.Instant;
import java.util.UUID;

/**
 * A document that a seller gave, without its content.
 *
 * @param mediaType as the content says
 * @param size in bytes
 * @param sha256 of the content, in hex
 */
public record Evidence(
        UUID id, String orderId, UUID shipmentId, String mediaType, long size, String sha256, Instant givenAt) {}
