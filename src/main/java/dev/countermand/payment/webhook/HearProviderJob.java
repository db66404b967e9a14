package dev.countermand.payment.webhook;

import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.DueDeadlines;
import dev.countermand.order.DueOrders;
import dev.countermand.payment.ChargebackDesk;
import dev.countermand.payment.CheckRefundJob;
import dev.countermand.payment.Payments;
import dev.countermand.payment.news.NewsBook;
import dev.countermand.payment.provider.ProviderNews.CaptureNews;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews;
import dev.countermand.payment.provider.ProviderNews.RefundNews;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Works off one thing that a provider has told. Of a refund they are asked what became of it; a chargeback is booked at the
 * latest stage that was told of it, and a capture in the amount that was told. Each thing told has a job of its own, so none is lost beside another.
 */
@ApplicationScoped
class HearProviderJob implements DeadlineHandler {

    private static final Logger LOG = Logger.getLogger(HearProviderJob.class);

    private final Sessions sessions;
    private final DueDeadlines due;
    private final DueOrders orders;
    private final NewsBook book;
    private final CheckRefundJob refunds;
    private final ChargebackDesk chargebacks;
    private final Payments payments;

    HearProviderJob(
            Sessions sessions,
            DueDeadlines due,
            DueOrders orders,
            NewsBook book,
            CheckRefundJob refunds,
            ChargebackDesk chargebacks,
            Payments payments) {
        this.sessions = sessions;
        this.due = due;
        this.orders = orders;
        this.book = book;
        this.refunds = refunds;
        this.chargebacks = chargebacks;
        this.payments = payments;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.HEAR_PROVIDER;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return sessions.inSession(() -> book.find(deadline.subject()))
                .chain(told -> switch (told == null ? null : told.news()) {
                    case null -> done(deadline);
                    case RefundNews news -> refund(deadline, told.provider(), news);
                    case ChargebackNews news -> chargeback(deadline, told.provider(), news);
                    case CaptureNews news -> capture(deadline, told.provider(), news);
                });
    }

    private Uni<Void> refund(Deadline deadline, String provider, RefundNews news) {
        return sessions.inSession(() -> book.refundBy(deadline.orderId(), news)).chain(id -> {
            if (id == null) {
                // Made by hand at the provider's, or by another system: the reconciliation shows it.
                LOG.warnf(
                        "%s told of refund %s of order %s, which is none of ours",
                        provider, news.reference(), deadline.orderId());
                return done(deadline);
            }
            return refunds.hear(deadline, id, news);
        });
    }

    private Uni<Void> chargeback(Deadline deadline, String provider, ChargebackNews news) {
        return sessions.inTransaction(() -> due.finish(deadline)
                .chain(mine -> Steps.when(
                        mine,
                        () -> book.stage(provider, news.reference())
                                .chain(stage -> chargebacks.heard(
                                        deadline.orderId(), provider, news, stage == null ? news.stage() : stage)))));
    }

    private Uni<Void> capture(Deadline deadline, String provider, CaptureNews news) {
        return orders.carryOut(
                deadline,
                (order, now) -> payments.heard(order, provider, news)
                        .invoke(fits -> {
                            if (!fits) {
                                LOG.warnf(
                                        "%s told of capture %s, which fits no payment of order %s",
                                        provider, news.reference(), order.id());
                            }
                        })
                        .replaceWithVoid());
    }

    private Uni<Void> done(Deadline deadline) {
        return sessions.inTransaction(() -> due.finish(deadline)).replaceWithVoid();
    }
}
