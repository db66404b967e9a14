package dev.countermand.payment.webhook;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.payment.news.NewsBook;
import dev.countermand.payment.provider.ProviderNews;
import dev.countermand.payment.provider.ProviderNews.CaptureNews;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews;
import dev.countermand.payment.provider.ProviderNews.RefundNews;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * What a provider has told of an order's payment and what fits nothing here: a refund that was made by hand or by another
 * system, a capture of a payment that nobody has registered, a chargeback in another currency, or one that names no dispute. It is kept, moves nothing, and is told to staff;
 * the comparison of books shows it, too (A20a).
 */
@ApplicationScoped
class UnexplainedNews {

    private static final Logger LOG = Logger.getLogger(UnexplainedNews.class);

    private static final Actor PROVIDER = Actor.system("payment-provider");

    private final NewsBook book;
    private final OrderStore orders;

    UnexplainedNews(NewsBook book, OrderStore orders) {
        this.book = book;
        this.orders = orders;
    }

    /** In the transaction that finishes its job, so that it is told once. */
    @NeedsTransaction
    Uni<Void> tell(Order order, String provider, ProviderNews news, Instant now) {
        String reference = switch (news) {
            case RefundNews refund -> refund.reference();
            case ChargebackNews chargeback -> chargeback.reference();
            case CaptureNews capture -> capture.reference();
        };
        LOG.warnf("%s told of %s, which fits nothing of order %s", provider, reference, order.id());
        return book.paymentOf(order.id(), provider, news)
                .chain(payment -> Steps.given(
                        payment,
                        paymentId -> orders.save(
                                order,
                                PROVIDER,
                                now,
                                "payment.unexplained",
                                "payments/" + paymentId,
                                Map.of(
                                        "orderId",
                                        order.id(),
                                        "paymentId",
                                        paymentId,
                                        "provider",
                                        provider,
                                        "reference",
                                        reference,
                                        "rule",
                                        "A20a"))));
    }
}
