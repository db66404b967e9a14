package dev.countermand.payment.news;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.payment.provider.PaymentProvider.Progress;
import dev.countermand.payment.provider.ProviderNews;
import dev.countermand.payment.provider.ProviderNews.CaptureNews;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews.Stage;
import dev.countermand.payment.provider.ProviderNews.RefundNews;
import dev.countermand.payment.provider.RefundKey;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing that a provider told; written by {@link NewsSql#STORE}, never changed but for the order it was found to be of. */
@Entity
@Table(name = "provider_news")
@IdClass(ProviderNewsRow.Key.class)
class ProviderNewsRow {

    /** What can be said of a refund, the stages of a chargeback, or that money is there: one of them. */
    enum Said {
        PENDING,
        SENT,
        ARRIVED,
        DECLINED,
        FAILED,
        DISPUTED,
        CAPTURED
    }

    @Id
    String provider;

    @Id
    String newsId;

    @Nullable
    String orderId;

    Instant happenedAt;
    Instant receivedAt;
    String paymentReferences;
    String reference;

    @Nullable
    UUID refundId;

    int refundRound;

    @Enumerated(EnumType.STRING)
    Said said;

    @Nullable
    Instant sentAt;

    @Nullable
    Instant arrivedAt;

    @Nullable
    String bankReference;

    @Nullable
    String words;

    @Enumerated(EnumType.STRING)
    @Nullable
    Stage stage;

    @Nullable
    Long amount;

    @Nullable
    String currency;

    ProviderNews news() {
        Set<String> payments = Set.copyOf(List.of(paymentReferences.split(" ")));
        return switch (said) {
            case DISPUTED ->
                new ChargebackNews(
                        newsId,
                        happenedAt,
                        payments,
                        reference,
                        money(),
                        Objects.requireNonNull(stage),
                        String.valueOf(words));
            case CAPTURED -> new CaptureNews(newsId, happenedAt, payments, reference, money());
            case PENDING, SENT, ARRIVED, DECLINED, FAILED ->
                new RefundNews(
                        newsId,
                        happenedAt,
                        payments,
                        reference,
                        refundId == null ? null : new RefundKey(refundId, refundRound),
                        progress());
        };
    }

    private Money money() {
        return new Money(Objects.requireNonNull(amount), Currency.getInstance(Objects.requireNonNull(currency)));
    }

    Progress progress() {
        return switch (said) {
            case PENDING, DISPUTED, CAPTURED -> new Progress.Pending();
            case SENT -> new Progress.Sent(Objects.requireNonNull(sentAt), bankReference);
            case ARRIVED -> new Progress.Arrived(Objects.requireNonNull(sentAt), Objects.requireNonNull(arrivedAt));
            case DECLINED -> new Progress.Declined(String.valueOf(words));
            case FAILED -> new Progress.Failed(String.valueOf(words));
        };
    }

    /** Of this round of this refund, by our key for it or, where that was not told, by their name for it. */
    boolean isOf(NewsBook.Asked asked) {
        return provider.equals(asked.provider())
                && (refundId == null
                        ? reference.equals(asked.reference())
                        : refundId.equals(asked.key().id())
                                && refundRound == asked.key().round());
    }

    record Key(String provider, String newsId) {}
}
