package dev.countermand.payment.webhook;

import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.order.DueOrders;
import dev.countermand.payment.ChargebackDesk;
import dev.countermand.payment.CheckRefundJob;
import dev.countermand.payment.Payments;
import dev.countermand.payment.news.NewsBook;
import dev.countermand.payment.provider.ProviderNews.CaptureNews;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews.Stage;
import dev.countermand.payment.provider.ProviderNews.RefundNews;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Works off one thing that a provider has told. Of a refund they are asked what became of it; a chargeback is booked at what
 * all that was told of it comes to, and a capture in the amount that was told. What fits nothing here is told to staff, once.
 * Each thing told has a job of its own, so none is lost beside another.
 */
@ApplicationScoped
class HearProviderJob implements DeadlineHandler {

    private final Sessions sessions;
    private final DueOrders due;
    private final NewsBook book;
    private final CheckRefundJob refunds;
    private final ChargebackDesk chargebacks;
    private final Payments payments;
    private final UnexplainedNews unexplained;

    HearProviderJob(
            Sessions sessions,
            DueOrders due,
            NewsBook book,
            CheckRefundJob refunds,
            ChargebackDesk chargebacks,
            Payments payments,
            UnexplainedNews unexplained) {
        this.sessions = sessions;
        this.due = due;
        this.book = book;
        this.refunds = refunds;
        this.chargebacks = chargebacks;
        this.payments = payments;
        this.unexplained = unexplained;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.HEAR_PROVIDER;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return sessions.inSession(() -> book.find(deadline.subject())).chain(told -> switch (told == null
                ? null
                : told.news()) {
            case null -> due.carryOut(deadline, (order, now) -> Steps.nothing());
            case RefundNews news -> refund(deadline, told.provider(), news);
            case ChargebackNews news -> chargeback(deadline, told.provider(), news);
            case CaptureNews news -> capture(deadline, told.provider(), news);
        });
    }

    private Uni<Void> refund(Deadline deadline, String provider, RefundNews news) {
        return sessions.inSession(() -> book.refundBy(deadline.orderId(), news))
                .chain(id -> id == null
                        ? due.carryOut(deadline, (order, now) -> unexplained.tell(order, provider, news, now))
                        : refunds.hear(deadline, id, news));
    }

    /** What was told of it is read once the order is locked: two jobs of one dispute then never book the earlier word last. */
    private Uni<Void> chargeback(Deadline deadline, String provider, ChargebackNews news) {
        return due.carryOut(
                deadline,
                (order, now) -> book.stages(provider, news.reference())
                        .chain(told -> chargebacks.heard(
                                order, provider, news, Stage.of(told).orElse(news.stage()), now))
                        .chain(fits -> Steps.when(!fits, () -> unexplained.tell(order, provider, news, now))));
    }

    private Uni<Void> capture(Deadline deadline, String provider, CaptureNews news) {
        return due.carryOut(
                deadline,
                (order, now) -> payments.heard(order, provider, news)
                        .chain(fits -> Steps.when(!fits, () -> unexplained.tell(order, provider, news, now))));
    }
}
