package dev.countermand.policy;

import static dev.countermand.policy.Bounds.countable;
import static dev.countermand.policy.Bounds.positive;

import dev.countermand.document.Suggestion;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A21, A22: refunds.
 *
 * @param escalateAfterBusinessDays a refund that has not arrived so long after it was sent goes to support (A22)
 * @param escalateUnsentAfterBusinessDays one that its provider has taken and not sent so long after goes to support, too
 *     (A20b)
 * @param handOverWithinBusinessDays one whose provider cannot be called for so long after it was requested goes to support,
 *     and is handed over all the same as soon as they can be (A20b)
 * @param decideWithinBusinessDays what support has not decided on so long after it came to them is overdue (A20b, P7)
 * @param payments which of several payments gives back first (A20)
 * @param attemptsBeforeEscalation so often a provider is tried before a person is asked (A20b)
 * @param arrivalBusinessDays when a refund is expected, by payment method: card, wallet, bank_transfer,
 *     cash_on_delivery (A21)
 */
@RegisterForReflection
public record RefundTerms(
        int escalateAfterBusinessDays,
        int escalateUnsentAfterBusinessDays,
        int handOverWithinBusinessDays,
        int decideWithinBusinessDays,
        RefundOrder payments,
        int attemptsBeforeEscalation,
        Map<String, Window> arrivalBusinessDays) {

    private static final List<String> METHODS = List.of("card", "wallet", "bank_transfer", "cash_on_delivery");

    public RefundTerms {
        countable(escalateAfterBusinessDays, "escalateAfterBusinessDays");
        countable(escalateUnsentAfterBusinessDays, "escalateUnsentAfterBusinessDays");
        countable(handOverWithinBusinessDays, "handOverWithinBusinessDays");
        countable(decideWithinBusinessDays, "decideWithinBusinessDays");
        positive(attemptsBeforeEscalation, "attemptsBeforeEscalation");
        arrivalBusinessDays = Map.copyOf(arrivalBusinessDays);
        for (String method : METHODS) {
            if (!arrivalBusinessDays.containsKey(method)) {
                throw new IllegalArgumentException("arrivalBusinessDays lacks the payment method " + method);
            }
        }
        for (String method : new TreeSet<>(arrivalBusinessDays.keySet())) {
            if (!METHODS.contains(method)) {
                throw new IllegalArgumentException(
                        "arrivalBusinessDays knows no payment method " + method + Suggestion.of(method, METHODS));
            }
        }
    }

    /**
     * A window of arrival.
     *
     * @param from business days after it was sent, at the earliest
     * @param to business days after it was sent, at the latest
     */
    @RegisterForReflection
    public record Window(int from, int to) {
        public Window {
            countable(from, "from");
            if (to < from) {
                throw new IllegalArgumentException("to must not be before from");
            }
            countable(to, "to");
        }
    }
}
