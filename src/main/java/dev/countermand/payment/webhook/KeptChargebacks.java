package dev.countermand.payment.webhook;

import dev.countermand.database.Steps;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Where nobody books chargebacks by themselves, the marketplace does: what was told is kept, and said to operators. */
@DefaultBean
@ApplicationScoped
class KeptChargebacks implements Chargebacks {

    private static final Logger LOG = Logger.getLogger(KeptChargebacks.class);

    @Override
    public Uni<Void> told(String orderId, Dispute dispute) {
        LOG.warnf(
                "Dispute %s of order %s at %s is %s, about %s",
                dispute.reference(),
                orderId,
                dispute.provider(),
                dispute.stage(),
                dispute.amount().inWords());
        return Steps.nothing();
    }
}
