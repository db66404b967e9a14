package dev.countermand.fraud.setting;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The versions of what detectors are set to, in the database. */
@ApplicationScoped
class DetectorSettingStore implements PanacheRepositoryBase<DetectorSettingRow, DetectorSettingRow.Key> {

    /** Of one detector, newest first. */
    Uni<List<DetectorSettingRow>> of(String code) {
        return list("code = :code order by version desc", Parameters.with("code", code));
    }

    /** Nobody else changes a setting until this transaction ends. */
    Uni<Void> lock() {
        return getSession()
                .chain(session -> session.createNativeQuery(SettingSql.LOCK).getSingleResultOrNull())
                .replaceWithVoid();
    }

    /** An ended candidate is written first: there is at most one that stands. */
    Uni<Void> add(DetectorSettingRow row) {
        return flush().chain(() -> persistAndFlush(row)).replaceWithVoid();
    }
}
