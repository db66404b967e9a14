package dev.countermand.review.quality;

import dev.countermand.review.page.CasePageViews;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reviews and figures as the contract shows them. */
final class QualityViews {

    private QualityViews() {}

    static QualityApi.GivenReview given(SecondReviews.Given given) {
        return new QualityApi.GivenReview(
                given.review().id(),
                Objects.requireNonNull(given.review().claimedUntil(), "one that is held"),
                CasePageViews.blind(given.page()));
    }

    static QualityApi.DoneReview done(ReviewStore.Review review) {
        return new QualityApi.DoneReview(
                review.id(), Objects.requireNonNull(review.verdict()), Objects.requireNonNull(review.decidedAt()));
    }

    static QualityApi.FiguresView figures(Figures figures) {
        return new QualityApi.FiguresView(
                figures.from(),
                figures.to(),
                figures.detectors().stream().map(QualityViews::detector).toList(),
                figures.moderators().stream().map(QualityViews::moderator).toList(),
                new QualityApi.OverdueView(figures.overdue(), figures.overdueSince()));
    }

    private static QualityApi.DetectorView detector(Figures.OfDetector one) {
        return new QualityApi.DetectorView(
                one.code(),
                one.opened(),
                one.decided(),
                one.upheld(),
                one.overturned(),
                one.precision(),
                one.reviewed(),
                one.agreement(),
                seconds(one.median()));
    }

    private static QualityApi.ModeratorView moderator(Figures.OfModerator one) {
        return new QualityApi.ModeratorView(
                one.moderator(),
                one.opened(),
                one.decided(),
                one.cancelled(),
                one.overturned(),
                one.precision(),
                one.late(),
                one.reviewed(),
                one.agreement(),
                one.reviews(),
                one.golden(),
                one.accuracy(),
                seconds(one.median()));
    }

    private static @Nullable Long seconds(@Nullable Duration time) {
        return time == null ? null : (Long) time.toSeconds();
    }
}
