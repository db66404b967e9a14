package dev.countermand.fraud.setting;

import dev.countermand.detector.rule.Mode;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was set for a detector, in one version; never changed, but a candidate ends. */
@Entity
@Table(name = "detector_setting")
@IdClass(DetectorSettingRow.Key.class)
class DetectorSettingRow {
    @Id
    String code;

    @Id
    int version;

    /** Judged beside what is in force, and counts for nothing. */
    boolean candidate;

    @Nullable
    Instant endedAt;

    @Enumerated(EnumType.STRING)
    Mode mode;

    @Nullable
    Integer weight;

    String thresholds;

    @Nullable
    String note;

    Instant setAt;
    String setBy;

    record Key(String code, int version) {}
}
