package dev.countermand.seller.page;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Reads;
import dev.countermand.database.query.Conditions;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.kernel.Visible;
import dev.countermand.order.OrderStore;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What staff write about a seller's account. Sellers are never shown it; what they are to be told is a sanction (A27). */
@ApplicationScoped
public class SellerNotes {

    /**
     * A note.
     *
     * @param orderId which it is about; null for the account as a whole
     */
    public record Note(UUID id, String sellerId, @Nullable String orderId, String author, String text, Instant at) {}

    private final OrderStore orders;
    private final Journal journal;
    private final InstantSource clock;

    SellerNotes(OrderStore orders, Journal journal, InstantSource clock) {
        this.orders = orders;
        this.journal = journal;
        this.clock = clock;
    }

    /** Adds one; refuses an order that is not this seller's. The audit says that it was written, not what. */
    @NeedsTransaction
    Uni<Note> add(String sellerId, @Nullable String orderId, String text, Caller caller) {
        Actor by = caller.as(Role.MODERATOR, Role.LEAD);
        return theirs(sellerId, orderId).chain(() -> {
            SellerNoteRow row = new SellerNoteRow();
            row.at = Timestamps.now(clock);
            row.sellerId = sellerId;
            row.id = Ids.next(row.at);
            row.orderId = orderId;
            row.author = by.subject();
            row.text = text;
            String subject = orderId == null ? sellerId : orderId;
            return Panache.getSession()
                    .chain(session -> session.persist(row))
                    .chain(() -> journal.writeUntold(new Act(
                            by,
                            "seller-note.written",
                            subject,
                            "sellers/" + sellerId,
                            null,
                            row.at,
                            Map.of("sellerId", sellerId, "noteId", row.id.toString()))))
                    .replaceWith(row::toNote);
        });
    }

    private Uni<Void> theirs(String sellerId, @Nullable String orderId) {
        return orderId == null
                ? Uni.createFrom().voidItem()
                : orders.find(orderId)
                        .invoke(order -> {
                            if (order == null || !order.terms().sellerId().equals(sellerId)) {
                                throw Refusal.invalid("orderId", "must be an order of this seller")
                                        .asException();
                            }
                        })
                        .replaceWithVoid();
    }

    /** Oldest first. */
    @Reads
    Uni<Page<Note>> page(String sellerId, Visible.Everybodys whose, PageRequest page) {
        Conditions where = Conditions.of("n", whose)
                .and("n.sellerId = :seller", Map.of("seller", sellerId))
                .behind("n.id", page.afterId());
        return Panache.getSession()
                .chain(session -> where.query(session, "from SellerNoteRow n", "n.id", SellerNoteRow.class)
                        .setMaxResults(page.fetch())
                        .getResultList())
                .map(rows -> Page.of(rows, page, row -> row.id.toString()).map(SellerNoteRow::toNote));
    }

    /** The newest first. Needs a session. */
    public Uni<List<Note>> newest(String sellerId, int most) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from SellerNoteRow where sellerId = :seller order by id desc", SellerNoteRow.class)
                        .setParameter("seller", sellerId)
                        .setMaxResults(most)
                        .getResultList())
                .map(rows -> rows.stream().map(SellerNoteRow::toNote).toList());
    }
}
