package dev.countermand.courier;

/** How handing over ended. */
enum HandOverOutcome {
    /** The buyer has the goods, or those that they did not refuse. */
    ACCEPTED,
    /** Refused: to the courier (L2), or at the post office (C2, C4). */
    REFUSED,
    /** Nobody fetched it (C2). */
    UNCLAIMED
}
