package dev.countermand.tracking.webhook;

/** What became of one thing that a carrier was said to have seen. */
enum WebhookResult {
    STORED,
    DUPLICATE,
    IGNORED
}
