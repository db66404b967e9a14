package dev.countermand.http.gate;

import io.smallrye.mutiny.Uni;
import java.util.Set;

/**
 * Looks at a call before its body is read: whom it refuses costs nobody a byte. Each address has one at most. Acts on
 * orders have one, and resources whose bodies are large, or whose callers need no token.
 */
public interface BeforeBody {

    /** Where an aggregator of carriers sends what it has. */
    String WEBHOOKS = "/v1/webhooks/{provider}";

    /** Where a payment provider sends what it has. */
    String PAYMENT_WEBHOOKS = "/v1/webhooks/payments/{provider}";

    /** Addresses of which the callers have no token, and parameters of their own. */
    Set<String> SIGNED = Set.of(WEBHOOKS, PAYMENT_WEBHOOKS);

    /** Where a payment provider's report is handed in. */
    String REPORTS = "/v1/reconciliations/report";

    /** Where documents are given as evidence. */
    String UPLOADS = "/v1/shipments/{id}/evidence";

    /** Whether it looks at calls to this address; its parameters are in braces: {@code /v1/shipments/{id}/evidence}. */
    boolean standsBefore(String address);

    /**
     * Fails with a refusal where the call cannot be done whatever the body says.
     *
     * @param parameter what stands in place of the first braces
     */
    Uni<Void> admit(String parameter);
}
