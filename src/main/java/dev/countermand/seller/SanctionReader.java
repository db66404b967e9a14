package dev.countermand.seller;

import dev.countermand.database.Reads;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Visible;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sanctions for those who may see them: sellers their own, once they were told. */
@ApplicationScoped
public class SanctionReader {

    /** What a list is narrowed to. */
    public record Narrowed(
            Optional<String> sellerId, Optional<SanctionStatus> status, Optional<AppealStatus> appealStatus) {}

    private final SanctionStore store;

    SanctionReader(SanctionStore store) {
        this.store = store;
    }

    /** Refuses what is not the caller's as if it were not there. */
    @Reads
    public Uni<Sanction> find(UUID id, Caller caller) {
        boolean ours = caller.isAny(Role.MODERATOR, Role.LEAD, Role.SERVICE);
        return store.place(id)
                .invoke(place -> {
                    boolean theirs = caller.isAny(Role.SELLER)
                            && caller.subject().equals(place.sellerId())
                            && place.status().told();
                    if (!ours && !theirs) {
                        throw Refusal.notFound("sanction").asException();
                    }
                })
                .chain(place -> store.find(place.sellerId(), place.id()))
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.notFound("sanction").asException())
                .map(SanctionRow::toSanction);
    }

    /** These, in no order, for those who work on them. Needs a session. */
    public Uni<List<Sanction>> of(List<UUID> ids) {
        return store.list("id in :ids", Parameters.with("ids", ids))
                .map(rows -> rows.stream().map(SanctionRow::toSanction).toList());
    }

    /** The oldest first. */
    @Reads
    public Uni<Page<Sanction>> page(Narrowed narrowed, PageRequest page, Caller caller) {
        return store.page(
                        new SanctionStore.Filter(
                                Visible.to(caller), narrowed.sellerId(), narrowed.status(), narrowed.appealStatus()),
                        page)
                .map(rows -> rows.map(SanctionRow::toSanction));
    }
}
