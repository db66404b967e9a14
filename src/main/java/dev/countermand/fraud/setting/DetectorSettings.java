package dev.countermand.fraud.setting;

import dev.countermand.database.Reads;
import dev.countermand.detector.Detector;
import dev.countermand.detector.Detectors;
import dev.countermand.detector.Rule;
import dev.countermand.detector.rule.MarketFigures;
import dev.countermand.detector.rule.Mode;
import dev.countermand.detector.rule.RuleBook;
import dev.countermand.detector.rule.Setting;
import dev.countermand.fraud.judgement.FindingJson;
import dev.countermand.fraud.judgement.RuleBooks;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.policy.catalogue.Policies;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is set for detectors: versions, each kept for good with who set it and why. Whoever changes it calls
 * {@link RuleBooks#reread} when that is committed.
 */
@ApplicationScoped
class DetectorSettings {

    /** A detector with what is in force, and what is judged beside it. */
    record Standing(
            Detector detector,
            long revision,
            Setting inForce,
            Rule rule,
            @Nullable Version candidate) {}

    /**
     * One version of what was set.
     *
     * @param endedAt of a candidate: since when it is none any more
     */
    record Version(
            int version,
            boolean candidate,
            Mode mode,
            @Nullable Integer weight,
            Map<String, Object> thresholds,
            @Nullable String note,
            Instant setAt,
            String setBy,
            @Nullable Instant endedAt) {}

    /**
     * Other figures.
     *
     * @param weight as it was, if null
     * @param thresholds those that are given; the others stay
     */
    record Change(
            Mode mode,
            @Nullable Integer weight,
            @Nullable Map<String, Object> thresholds,
            @Nullable String note) {}

    private final DetectorSettingStore store;
    private final RuleBooks books;
    private final FindingJson json;
    private final Policies policies;
    private final Journal journal;
    private final InstantSource clock;

    DetectorSettings(
            DetectorSettingStore store,
            RuleBooks books,
            FindingJson json,
            Policies policies,
            Journal journal,
            InstantSource clock) {
        this.store = store;
        this.books = books;
        this.json = json;
        this.policies = policies;
        this.journal = journal;
        this.clock = clock;
    }

    @Reads
    Uni<List<Standing>> all() {
        return state(store.listAll())
                .map(state -> Detectors.ALL.stream()
                        .map(detector -> standing(detector, state))
                        .toList());
    }

    @Reads
    Uni<Standing> find(String code) {
        return standing(known(code));
    }

    private Uni<Standing> standing(Detector detector) {
        return state(store.of(detector.code())).map(state -> standing(detector, state));
    }

    /** Newest first. */
    @Reads
    Uni<List<Version>> versions(String code) {
        known(code);
        return store.of(code).map(rows -> rows.stream().map(this::version).toList());
    }

    /** What is not given stays as it is in force. */
    @WithTransaction
    Uni<Standing> set(String code, Change request, Caller caller) {
        Detector detector = known(code);
        Map<String, Object> given = GivenThresholds.checked(detector, request.thresholds());
        return locked(code, caller).chain(state -> {
            Setting before = state.book().current(code);
            Map<String, Object> thresholds = new TreeMap<>(before.version() == 0 ? Map.of() : before.thresholds());
            thresholds.putAll(given);
            Integer weight = request.weight() == null && before.version() > 0 ? before.weight() : request.weight();
            return write(
                    detector, state, false, request.mode(), weight, thresholds, request.note(), caller.as(Role.LEAD));
        });
    }

    /** Judged beside what is in force from now on, in shadow; another candidate ends. */
    @WithTransaction
    Uni<Standing> propose(String code, Change request, Caller caller) {
        Detector detector = known(code);
        Map<String, Object> given = GivenThresholds.checked(detector, request.thresholds());
        return locked(code, caller).chain(state -> {
            endCandidate(state);
            return write(
                    detector, state, true, Mode.SHADOW, request.weight(), given, request.note(), caller.as(Role.LEAD));
        });
    }

    /** The candidate is in force from now on. */
    @WithTransaction
    Uni<Standing> promote(String code, Caller caller) {
        Detector detector = known(code);
        return locked(code, caller).chain(state -> {
            DetectorSettingRow candidate = candidate(state);
            endCandidate(state);
            return write(
                    detector,
                    state,
                    false,
                    Mode.ACTIVE,
                    candidate.weight,
                    json.readMap(candidate.thresholds),
                    "Promoted from candidate " + candidate.version,
                    caller.as(Role.LEAD));
        });
    }

    /** The candidate is none any more. */
    @WithTransaction
    Uni<Standing> drop(String code, Caller caller) {
        Detector detector = known(code);
        return locked(code, caller).chain(state -> {
            DetectorSettingRow candidate = candidate(state);
            endCandidate(state);
            return tell(candidate, "detector.candidate-dropped", caller.as(Role.LEAD))
                    .chain(() -> standing(detector));
        });
    }

    // ---------------------------------------------------------------------------------------------------------------

    /** What is in force, and all versions of the detectors that are looked at. */
    private record State(RuleBook book, List<DetectorSettingRow> rows) {

        /** Each version was one change of its detector, and its end as a candidate another. */
        long revision(String code) {
            return rows.stream()
                    .filter(row -> row.code.equals(code))
                    .mapToLong(row -> row.endedAt == null ? 1 : 2)
                    .sum();
        }
    }

    private Uni<State> state(Uni<List<DetectorSettingRow>> versions) {
        return versions.chain(rows -> books.read().map(book -> new State(book, rows)));
    }

    /** To be changed by nobody else. Refuses an act meant for another revision. */
    private Uni<State> locked(String code, Caller caller) {
        return store.lock().chain(() -> state(store.of(code))).invoke(state -> {
            if (caller.expectsOtherThan(state.revision(code))) {
                throw Refusal.staleVersion(
                                "The detector is in revision " + state.revision(code) + " by now",
                                state.book().current(code).mode().name(),
                                null)
                        .asException();
            }
        });
    }

    private static DetectorSettingRow candidate(State state) {
        return state.rows().stream()
                .filter(row -> row.candidate && row.endedAt == null)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("candidate").asException());
    }

    private void endCandidate(State state) {
        Instant now = Timestamps.now(clock);
        state.rows().stream()
                .filter(row -> row.candidate && row.endedAt == null)
                .forEach(row -> row.endedAt = now);
    }

    private Uni<Standing> write(
            Detector detector,
            State state,
            boolean candidate,
            Mode mode,
            @Nullable Integer weight,
            Map<String, Object> thresholds,
            @Nullable String note,
            Actor by) {
        DetectorSettingRow row = new DetectorSettingRow();
        row.code = detector.code();
        row.version =
                state.rows().stream().mapToInt(before -> before.version).max().orElse(0) + 1;
        row.candidate = candidate;
        row.mode = mode;
        row.weight = weight;
        row.thresholds = json.write(new TreeMap<>(thresholds));
        row.note = note;
        row.setAt = Timestamps.now(clock);
        row.setBy = by.subject();
        return store.add(row)
                .chain(() -> tell(row, candidate ? "detector.candidate-set" : "detector.set", by))
                .chain(() -> standing(detector));
    }

    private Uni<Void> tell(DetectorSettingRow row, String event, Actor by) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("detector", row.code);
        data.put("version", row.version);
        data.put("mode", row.mode.name());
        if (row.weight != null) {
            data.put("weight", row.weight);
        }
        data.put("thresholds", json.readMap(row.thresholds));
        if (row.note != null) {
            data.put("note", row.note);
        }
        return journal.write(new Act(by, event, row.code, "detectors/" + row.code, null, Timestamps.now(clock), data));
    }

    // --- what is given and shown -------------------------------------------------------------------------------------

    static Detector known(String code) {
        return Detectors.of(code).orElseThrow(() -> Refusal.notFound("detector").asException());
    }

    /** What it judges under; a figure of the markets is shown as the shortest of them. */
    private Rule shown(Detector detector, Setting setting) {
        Rule rule = RuleBook.rule(detector.code(), setting, false, null);
        return new Rule(
                rule.code(),
                rule.version(),
                rule.shadow(),
                rule.weight(),
                rule.thresholds().with(MarketFigures.shortest(detector.code(), policies.current())));
    }

    private Standing standing(Detector detector, State state) {
        Setting setting = state.book().current(detector.code());
        Version candidate = state.rows().stream()
                .filter(row -> row.code.equals(detector.code()) && row.candidate && row.endedAt == null)
                .findFirst()
                .map(this::version)
                .orElse(null);
        return new Standing(detector, state.revision(detector.code()), setting, shown(detector, setting), candidate);
    }

    private Version version(DetectorSettingRow row) {
        return new Version(
                row.version,
                row.candidate,
                row.mode,
                row.weight,
                json.readMap(row.thresholds),
                row.note,
                row.setAt,
                row.setBy,
                row.endedAt);
    }
}
