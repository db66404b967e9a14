package dev.countermand.erasure;

/** Why something of a buyer stays for now, as the GDPR names it in Article 17 paragraph 3. */
enum KeptReason {
    /** The contract is not fulfilled yet. */
    OPEN_ORDER(
            "orders that are open, frozen, disputed, before a moderator, or about which money or a deadline is under way;"
                    + " with their requests, disputes, documents, cases, events and audit"),
    /** Art. 17 (3) (e). */
    CLAIMS(
            "orders about which claims can still be made; with their requests, disputes, documents, cases, events and audit"),
    /** Art. 17 (3) (b). */
    BOOKS(
            "the payment provider's names for payments and refunds, by which books are proved; the order names the pseudonym"),
    /** The contract of the API; they go by themselves. */
    ANSWERS("answers to the buyer's own calls, so that a call that is repeated changes nothing"),
    /** Art. 17 (3) (e): who tried what they may not do. */
    REFUSED_CALLS("calls of the buyer that were refused, as long as an order of theirs is kept");

    private final String words;

    KeptReason(String words) {
        this.words = words;
    }

    /** What it is that stays, and what for. */
    String words() {
        return words;
    }
}
