package dev.countermand.payment.provider.sandbox;

import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Timestamps;
import dev.countermand.payment.news.NewsBook;
import dev.countermand.payment.provider.PaymentProvider.Instruction;
import dev.countermand.payment.provider.PaymentProvider.Progress;
import dev.countermand.payment.provider.ProviderNews;
import dev.countermand.payment.provider.ProviderNews.RefundNews;
import dev.countermand.payment.provider.RefundKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** What the sandbox tells by itself. It needs no webhook for it: both ends of the line are in this process. */
@ApplicationScoped
class SandboxNews {

    static final String CAME_BACK = "the sandbox was told to have it come back";

    private final Sessions sessions;
    private final NewsBook book;
    private final SandboxBooks books;
    private final InstantSource clock;

    SandboxNews(Sessions sessions, NewsBook book, SandboxBooks books, InstantSource clock) {
        this.sessions = sessions;
        this.book = book;
        this.books = books;
        this.clock = clock;
    }

    /** Told beside the answer to the call: before it, and as often as the payment says. */
    Uni<Void> beside(Instruction instruction, String reference, Set<Steering> told, Instant now) {
        boolean twice = told.contains(Steering.TELLS_TWICE);
        if (!twice && !told.contains(Steering.TELLS_FIRST)) {
            return Steps.nothing();
        }
        Progress sent = new Progress.Sent(now, "bank-" + instruction.key().text());
        ProviderNews one = news("sent", instruction.key(), instruction.paymentReference(), reference, sent, now);
        ProviderNews again =
                news("sent-again", instruction.key(), instruction.paymentReference(), reference, sent, now);
        return sessions.inTransaction(
                        () -> book.store(SandboxProvider.NAME, twice ? List.of(one, one, again) : List.of(one), now))
                .replaceWithVoid();
    }

    /** Tells what is due; gives how many that are. */
    Uni<Integer> tellWhatIsDue() {
        Instant now = Timestamps.now(clock);
        return sessions.inTransaction(() -> books.toTell(now)
                .chain(back -> book.store(
                        SandboxProvider.NAME,
                        back.stream()
                                .map(made -> news(
                                        "back",
                                        made.key(),
                                        made.paymentReference(),
                                        SandboxProvider.reference(made.key()),
                                        new Progress.Failed(CAME_BACK),
                                        now))
                                .toList(),
                        now)));
    }

    private static ProviderNews news(
            String what, RefundKey key, String payment, String reference, Progress said, Instant now) {
        return new RefundNews(what + "-" + key.text(), now, Set.of(payment), reference, key, said);
    }
}
