package dev.countermand.order.progress;

import dev.countermand.deadline.DeadlineKind;
import dev.countermand.order.state.OrderStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** One order in memory: units of one line, parcels, what people, carriers and deadlines do to them, one act after another. */
@NullUnmarked
final class RandomHistory {

    private static final int MOST_PARCELS = 3;
    private static final int MOST_UNITS = 4;
    private static final Instant DAY = Instant.parse("2029-03-05T10:00:00Z");
    private static final List<Map<Integer, Integer>> UNITS =
            List.of(Map.of(), Map.of(1, 1), Map.of(1, 2), Map.of(1, 3), Map.of(1, 4));
    private static final Contest CONTESTED = new Contest(Map.of(1, 1), null);
    private static final UUID[] IDS = {new UUID(0, 0), new UUID(0, 1), new UUID(0, 2)};

    private static final String[] ACTS = {
        "declare",
        "declare",
        "scan",
        "scan",
        "deliver",
        "bring back",
        "ask",
        "withdraw",
        "agree",
        "dispute",
        "replace",
        "wait anew",
        "cancel",
        "time goes by"
    };

    private static final class Box {
        int units;
        ParcelState state = ParcelState.DECLARED;
        boolean scanned;
        boolean asked;
    }

    /** Where the walks have been. */
    static final class Seen {
        private final Set<ParcelState> states = EnumSet.noneOf(ParcelState.class);
        private final Set<DeadlineKind> kinds = EnumSet.noneOf(DeadlineKind.class);

        Set<ParcelState> states() {
            return states;
        }

        Set<DeadlineKind> kinds() {
            return kinds;
        }
    }

    private final SplittableRandom random;
    private final StringBuilder told;
    private final List<Box> boxes = new ArrayList<>(MOST_PARCELS);
    private int open;
    private OrderStatus status = OrderStatus.PROCESSING;
    private boolean pending;
    private boolean contested;
    private boolean disputed;
    private Progress progress;

    RandomHistory(int seed, StringBuilder told) {
        this.random = new SplittableRandom(seed);
        this.told = told;
        this.open = 1 + random.nextInt(MOST_UNITS);
        workOut("placed " + open);
    }

    boolean goesOn() {
        return !status.ended();
    }

    /** P7. */
    boolean forgotten() {
        return goesOn() && !disputed && progress.owed().isEmpty();
    }

    void note(Seen seen) {
        boxes.forEach(box -> seen.states.add(box.state));
        progress.owed().forEach(owed -> seen.kinds.add(owed.kind()));
    }

    /** Somebody does something, or time goes by. */
    void act() {
        Box box = boxes.isEmpty() ? null : boxes.get(random.nextInt(boxes.size()));
        int which = random.nextInt(ACTS.length);
        switch (which) {
            case 0, 1 -> declare();
            case 2, 3 -> scan(box);
            case 4 -> deliver(box);
            case 5 -> bringBack(box);
            case 6 -> ask();
            case 7 -> withdraw();
            case 8 -> agree();
            case 9 -> dispute();
            case 10 -> replace(box);
            case 11 -> waitAnew(box);
            case 12 -> open = Math.max(0, open - random.nextInt(2));
            default -> fire(random.nextInt(8));
        }
        workOut(ACTS[which]);
    }

    /** Nobody does anything: of what is due, something falls due. That a contested parcel is judged again changes nothing. */
    void silence() {
        List<Owed> owed = new ArrayList<>(progress.owed());
        owed.removeIf(each -> each.kind() == DeadlineKind.CARRIER_ACCEPTANCE);
        if (!owed.isEmpty()) {
            fire(owed.get(random.nextInt(owed.size())));
        }
        workOut("silence");
    }

    void settleDispute() {
        if (disputed) {
            disputed = false;
            workOut("dispute dismissed");
        }
    }

    private void declare() {
        if (status == OrderStatus.PROCESSING && open > 0 && boxes.size() < MOST_PARCELS) {
            Box box = new Box();
            box.units = 1 + random.nextInt(open);
            open -= box.units;
            boxes.add(box);
            contested = contested || pending && (open == 0 || random.nextBoolean());
            pending = pending && open > 0;
        }
    }

    private void scan(Box box) {
        if (box != null && (box.state == ParcelState.DECLARED || box.state == ParcelState.LOST)) {
            box.state = ParcelState.ACCEPTED;
            box.scanned = true;
            box.asked = false;
            contested = contested && random.nextBoolean();
        }
    }

    private void deliver(Box box) {
        if (box != null && (box.state == ParcelState.ACCEPTED || box.state == ParcelState.LOST)) {
            box.state = ParcelState.DELIVERED;
            box.scanned = true;
            box.asked = false;
        }
    }

    private void bringBack(Box box) {
        if (box != null && box.state == ParcelState.ACCEPTED) {
            box.state = ParcelState.RETURNED;
        }
    }

    private void ask() {
        if (!pending && !contested && (status == OrderStatus.PROCESSING || status == OrderStatus.SHIPPED)) {
            pending = open > 0;
            contested = open == 0 || random.nextBoolean();
        }
    }

    private void withdraw() {
        pending = false;
        contested = false;
    }

    private void agree() {
        if (pending) {
            open = 0;
        }
        if (contested) {
            boxes.stream().filter(box -> box.state == ParcelState.DECLARED).forEach(box -> box.units = 0);
        }
        withdraw();
    }

    private void dispute() {
        if (disputed) {
            disputed = false;
        } else {
            disputed = status == OrderStatus.SHIPPED
                    || status == OrderStatus.IN_TRANSIT
                    || status == OrderStatus.DELIVERED;
        }
    }

    private void replace(Box box) {
        if (box != null && box.state == ParcelState.DECLARED && boxes.size() < MOST_PARCELS) {
            Box other = new Box();
            other.units = box.units;
            box.units = 0;
            box.state = ParcelState.REPLACED;
            boxes.add(other);
        }
    }

    private void waitAnew(Box box) {
        if (box != null && box.state.underWay()) {
            box.asked = false;
            box.state = box.scanned ? ParcelState.ACCEPTED : ParcelState.DECLARED;
        }
    }

    private void fire(int which) {
        List<Owed> owed = progress.owed();
        if (!owed.isEmpty()) {
            fire(owed.get(which % owed.size()));
        }
    }

    private void fire(Owed owed) {
        tell(owed.kind().name());
        Box box = owed.parcel() == null ? null : boxes.get((int) owed.parcel().getLeastSignificantBits());
        switch (owed.kind()) {
            case DECLARE_SHIPMENT -> {
                open = 0;
                pending = false;
            }
            case PARCEL_OVERDUE, LOST_CASE -> box.asked = true;
            case PARCEL_LOST -> box.state = ParcelState.LOST;
            case PARCEL_UNANSWERED -> {
                box.units = box.state == ParcelState.LOST ? 0 : box.units;
                box.state = ParcelState.LOST;
                box.asked = false;
            }
            case PARCEL_BACK -> box.units = 0;
            case STORAGE_PERIOD -> boxes.forEach(each -> each.units = 0);
            case RELEASE_ESCROW -> status = OrderStatus.COMPLETED;
            case CARRIER_ACCEPTANCE -> {
                // The order is judged, and the carrier is waited for again.
            }
            default -> throw new IllegalStateException("Nobody owes " + owed);
        }
    }

    private void workOut(String act) {
        if (!goesOn()) {
            tell(act);
            return;
        }
        int left = open;
        List<Parcel> parcels = new ArrayList<>(boxes.size());
        for (Box box : boxes) {
            if (box.state == ParcelState.DECLARED && box.units == 0) {
                box.state = ParcelState.VOID;
            }
            left += box.units;
            parcels.add(new Parcel(
                    IDS[parcels.size()],
                    UNITS.get(box.units),
                    false,
                    box.state,
                    box.scanned ? DAY : null,
                    box.state == ParcelState.DELIVERED ? DAY : null,
                    box.asked));
        }
        if (left == 0) {
            status = OrderStatus.CANCELLED;
        } else {
            progress = Progress.of(status, open > 0, parcels, contested ? CONTESTED : Contest.NONE, disputed);
            status = progress.status();
        }
        tell(act);
    }

    private void tell(String act) {
        if (told != null) {
            told.append(act).append(" -> ").append(status).append(", open ").append(open);
            boxes.forEach(box -> told.append(", ")
                    .append(box.state)
                    .append(' ')
                    .append(box.units)
                    .append(box.asked ? " asked" : ""));
            told.append(pending ? ", pending" : "")
                    .append(contested ? ", contested" : "")
                    .append(disputed ? ", disputed" : "");
            told.append(progress == null ? "" : ", " + progress.owed()).append('\n');
        }
    }
}
