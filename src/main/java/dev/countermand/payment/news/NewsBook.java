package dev.countermand.payment.news;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.database.query.OneColumn;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.payment.provider.PaymentProvider.Progress;
import dev.countermand.payment.provider.ProviderNews;
import dev.countermand.payment.provider.ProviderNews.CaptureNews;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews.Stage;
import dev.countermand.payment.provider.ProviderNews.RefundNews;
import dev.countermand.payment.provider.RefundKey;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * What providers have told by themselves. Each thing is kept once, by the provider's own id, together with the job that works
 * it off; nothing that was told is ever forgotten while it could decide something.
 */
@ApplicationScoped
public class NewsBook {

    /**
     * How long whose they are is looked for again: a payment that is registered later looks for them by itself, and only one
     * that is registered while they come, or taken over with its order's history, does not.
     */
    private static final Duration LOOKED_FOR = Duration.ofDays(2);

    private static final int MATCHED_AT_ONCE = 200;

    private static final char BEHIND_PROVIDER = '/';

    private final Deadlines deadlines;

    NewsBook(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** Keeps what was not told before, and has it worked off; gives how many that are. */
    @NeedsTransaction
    public Uni<Integer> store(String provider, List<ProviderNews> news, Instant now) {
        return Steps.fold(
                news, 0, (soFar, each) -> storeOne(provider, each, now).map(fresh -> fresh ? soFar + 1 : soFar));
    }

    private Uni<Boolean> storeOne(String provider, ProviderNews news, Instant now) {
        return Panache.getSession()
                .chain(session -> insert(session, provider, news, now).getResultList())
                .chain(orders -> orders.isEmpty()
                        ? Uni.createFrom().item(false)
                        : Steps.when(
                                        !orders.getFirst().isEmpty(),
                                        () -> workOff(orders.getFirst(), provider, news.id(), now))
                                .replaceWith(true));
    }

    private static OneColumn<String> insert(Mutiny.Session session, String provider, ProviderNews news, Instant now) {
        OneColumn<String> insert = OneColumn.of(session, NewsSql.STORE, String.class)
                .setParameter("provider", provider)
                .setParameter("id", news.id())
                .setParameter("happened", news.at())
                .setParameter("now", now)
                .setParameter("payments", String.join(" ", news.paymentReferences()));
        return switch (news) {
            case RefundNews refund -> refund(insert, refund);
            case CaptureNews capture ->
                said(insert, ProviderNewsRow.Said.CAPTURED, null, null, null, null)
                        .setParameter("reference", capture.reference())
                        .setParameter("refund", "")
                        .setParameter("round", 0)
                        .setParameter("stage", "")
                        .setParameter("amount", Long.toString(capture.inAll().minor()))
                        .setParameter("currency", capture.inAll().currency().code());
            case ChargebackNews chargeback ->
                insert.setParameter("reference", chargeback.reference())
                        .setParameter("refund", "")
                        .setParameter("round", 0)
                        .setParameter("said", ProviderNewsRow.Said.DISPUTED.name())
                        .setParameter("sent", "")
                        .setParameter("arrived", "")
                        .setParameter("bank", "")
                        .setParameter("words", chargeback.reason())
                        .setParameter("stage", chargeback.stage().name())
                        .setParameter(
                                "amount", Long.toString(chargeback.amount().minor()))
                        .setParameter("currency", chargeback.amount().currency().code());
        };
    }

    private static OneColumn<String> refund(OneColumn<String> insert, RefundNews news) {
        RefundKey key = news.refundKey();
        insert.setParameter("reference", news.reference())
                .setParameter("refund", key == null ? "" : key.id().toString())
                .setParameter("round", key == null ? 0 : key.round())
                .setParameter("stage", "")
                .setParameter("amount", "")
                .setParameter("currency", "");
        return switch (news.said()) {
            case Progress.Pending ignored -> said(insert, ProviderNewsRow.Said.PENDING, null, null, null, null);
            case Progress.Sent sent ->
                said(insert, ProviderNewsRow.Said.SENT, sent.at(), null, sent.bankReference(), null);
            case Progress.Arrived arrived ->
                said(insert, ProviderNewsRow.Said.ARRIVED, arrived.sentAt(), arrived.at(), null, null);
            case Progress.Declined no -> said(insert, ProviderNewsRow.Said.DECLINED, null, null, null, no.reason());
            case Progress.Failed back -> said(insert, ProviderNewsRow.Said.FAILED, null, null, null, back.reason());
        };
    }

    private static OneColumn<String> said(
            OneColumn<String> insert,
            ProviderNewsRow.Said said,
            @Nullable Instant sentAt,
            @Nullable Instant arrivedAt,
            @Nullable String bankReference,
            @Nullable String words) {
        return insert.setParameter("said", said.name())
                .setParameter("sent", sentAt == null ? "" : sentAt.toString())
                .setParameter("arrived", arrivedAt == null ? "" : arrivedAt.toString())
                .setParameter("bank", bankReference == null ? "" : bankReference)
                .setParameter("words", words == null ? "" : words);
    }

    private Uni<Void> workOff(String orderId, String provider, String newsId, Instant now) {
        return deadlines.set(orderId, DeadlineKind.HEAR_PROVIDER, provider + BEHIND_PROVIDER + newsId, now, now);
    }

    /** Looks once more whose the news are that came lately and belong to nobody yet; gives how many were found. */
    @NeedsTransaction
    public Uni<Integer> match(Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(NewsSql.MATCH, Object[].class)
                        .setParameter("since", now.minus(LOOKED_FOR))
                        .setParameter("batch", MATCHED_AT_ONCE)
                        .getResultList())
                .chain(found -> Steps.inTurn(
                                found, row -> workOff((String) row[0], (String) row[1], (String) row[2], now))
                        .replaceWith(found.size()));
    }

    /**
     * A payment was registered: what its provider has told of it before is of this order, and worked off. What is told at the
     * same moment is found by {@link #match}.
     */
    @NeedsTransaction
    public Uni<Void> claim(String orderId, String provider, String paymentReference, Instant now) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, NewsSql.CLAIM, String.class)
                        .setParameter("order", orderId)
                        .setParameter("provider", provider)
                        .setParameter("reference", paymentReference)
                        .getResultList())
                .chain(found -> Steps.inTurn(found, newsId -> workOff(orderId, provider, newsId, now)));
    }

    /** What the job with this subject is about; null when it is kept no longer. */
    public Uni<@Nullable Told> find(String subject) {
        int cut = subject.indexOf(BEHIND_PROVIDER);
        ProviderNewsRow.Key key = new ProviderNewsRow.Key(subject.substring(0, cut), subject.substring(cut + 1));
        return Panache.getSession()
                .chain(session -> session.find(ProviderNewsRow.class, key))
                .map(row -> row == null ? null : new Told(row.provider, row.orderId, row.news()));
    }

    /**
     * A round of a refund, of which something may have been told.
     *
     * @param reference the provider's name for it; it counts for what does not name our refund
     */
    public record Asked(String provider, RefundKey key, String reference) {}

    /** All that providers have told of each of these, in no order that means anything; one statement. */
    public Uni<Map<Asked, List<Progress>>> ofRefunds(List<Asked> asked) {
        if (asked.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(NewsSql.OF_REFUNDS, ProviderNewsRow.class)
                        .setParameter(
                                "ids",
                                asked.stream().map(each -> each.key().id()).toArray(UUID[]::new))
                        .setParameter(
                                "references",
                                asked.stream().map(Asked::reference).toArray(String[]::new))
                        .getResultList())
                .map(rows -> asked.stream()
                        .distinct()
                        .collect(Collectors.toMap(
                                Function.identity(),
                                each -> rows.stream()
                                        .filter(row -> row.isOf(each))
                                        .map(ProviderNewsRow::progress)
                                        .toList())));
    }

    /** All stages that were told of a dispute, in no order that means anything; for {@link Stage#of}. */
    public Uni<List<Stage>> stages(String provider, String reference) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select stage from ProviderNewsRow where provider = :provider and reference = :reference"
                                        + " and said = :disputed",
                                Stage.class)
                        .setParameter("provider", provider)
                        .setParameter("reference", reference)
                        .setParameter("disputed", ProviderNewsRow.Said.DISPUTED)
                        .getResultList());
    }

    /**
     * The refund of ours that it is about: by our key, or else by the provider's name for it; null when there is none, or
     * more than one fits.
     */
    public Uni<@Nullable UUID> refundBy(String orderId, RefundNews news) {
        RefundKey key = news.refundKey();
        return Panache.getSession()
                .chain(session -> OneColumn.of(
                                session, key == null ? NewsSql.REFUND_BY_REFERENCE : NewsSql.REFUND_BY_KEY, UUID.class)
                        .setParameter("order", orderId)
                        .setParameter(
                                "named",
                                key == null ? news.reference() : key.id().toString())
                        .getResultList())
                .map(found -> found.size() == 1 ? found.getFirst() : null);
    }

    /** The payment of the order that it names; null when it names none of them. */
    public Uni<@Nullable String> paymentOf(String orderId, String provider, ProviderNews news) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, NewsSql.PAYMENT_OF, String.class)
                        .setParameter("order", orderId)
                        .setParameter("provider", provider)
                        .setParameter("payments", String.join(" ", news.paymentReferences()))
                        .getSingleResultOrNull());
    }
}
