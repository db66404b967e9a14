package dev.countermand.tracking.webhook;

/** One aggregator: how it signs, and what it means. To add one, implement this; nothing else has to know of it. */
interface WebhookAdapter {

    /** The last part of its address, and of its settings: {@code countermand.webhooks.<provider>.secret}. */
    String provider();

    /** Whether the body, byte by byte as it came, was signed with this secret. Nothing of it has been read by then. */
    boolean signed(WebhookCall call, String secret);

    /**
     * Reads a body whose signature held.
     *
     * @throws dev.countermand.kernel.RefusedException when it is not of the form this aggregator documents
     */
    Delivery read(WebhookCall call);
}
