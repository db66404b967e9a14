package dev.countermand.order.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.order.state.OrderStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** P1: every combination of up to three parcels, in every state, holding units or not, with units in no parcel or without. */
@NullUnmarked
class ProgressTest {

    private static final Path PAGE = Path.of("docs", "progress.md");
    private static final String UPDATE = "./mvnw -q test -Dtest=ProgressTest -Ddocs.update";
    private static final Instant DAY = Instant.parse("2029-03-05T10:00:00Z");
    private static final int PARCELS = 3;

    private static final Set<OrderStatus> UNDER_WAY =
            EnumSet.of(OrderStatus.PROCESSING, OrderStatus.SHIPPED, OrderStatus.IN_TRANSIT);

    @Test
    void isWhatThePageSays() throws IOException {
        if (System.getProperty("docs.update") != null) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE)).as("make it anew with %s", UPDATE).isEqualTo(page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # What an order is, by its parcels

                Made by `ProgressTest` from `order.progress.Progress`; `%s` makes it anew.

                An order that is paid and has not ended is what its units and parcels make it, worked out after every change of any of them (P1). A parcel counts as long as the order has units in it: those that were cancelled or brought back (P3) are in none any more. "Escrow" says whether the time to its release runs (A18).

                | parcels | units in no parcel | status | escrow |
                |---|---|---|---|
                """.formatted(UPDATE));
        for (List<ParcelState> states : combinations()) {
            if (states.isEmpty()) {
                continue;
            }
            for (boolean open : List.of(false, true)) {
                Progress progress = Progress.of(OrderStatus.SHIPPED, open, parcels(states, true));
                page.append("| ")
                        .append(states.stream().map(Enum::name).collect(Collectors.joining(", ")))
                        .append(" | ")
                        .append(open ? "some" : "none")
                        .append(" | ")
                        .append(progress.status())
                        .append(" | ")
                        .append(progress.deliveredAt() == null ? "" : "runs")
                        .append(" |\n");
            }
        }
        return page.toString();
    }

    @Test
    void deliveredIsWhatIsDeliveredWholly() {
        for (List<ParcelState> states : combinations()) {
            for (OrderStatus now : UNDER_WAY) {
                Progress progress = Progress.of(now, false, parcels(states, true));
                boolean all = !states.isEmpty() && states.stream().allMatch(state -> state == ParcelState.DELIVERED);
                assertThat(progress.status() == OrderStatus.DELIVERED)
                        .as("%s", states)
                        .isEqualTo(all);
                assertThat(progress.deliveredAt()).isEqualTo(all ? DAY.plus(Duration.ofHours(states.size())) : null);
            }
        }
    }

    @Test
    void whatIsInNoParcelIsStillToBeSent() {
        for (List<ParcelState> states : combinations()) {
            if (!states.isEmpty()) {
                Progress progress = Progress.of(OrderStatus.PROCESSING, true, parcels(states, true));
                assertThat(progress.status()).as("%s", states).isEqualTo(OrderStatus.PROCESSING);
                assertThat(progress.deliveredAt()).isNull();
            }
        }
    }

    /** What has left the order says nothing of it, whatever its parcel does. */
    @Test
    void emptyParcelsCountForNothing() {
        for (List<ParcelState> holding : combinations()) {
            for (List<ParcelState> empty : combinations()) {
                List<Parcel> all = new ArrayList<>(parcels(holding, true));
                all.addAll(parcels(empty, false));
                assertThat(Progress.of(OrderStatus.SHIPPED, false, all))
                        .as("%s beside %s", holding, empty)
                        .isEqualTo(Progress.of(OrderStatus.SHIPPED, false, parcels(holding, true)));
            }
        }
    }

    @Test
    void parcelsChangeNothingBeforeAndAfter() {
        for (OrderStatus now : EnumSet.complementOf(EnumSet.copyOf(UNDER_WAY))) {
            for (List<ParcelState> states : combinations()) {
                assertThat(Progress.of(now, false, parcels(states, true)).status())
                        .as("%s with %s", now, states)
                        .isEqualTo(now);
            }
        }
    }

    /** Every step that this takes is one that the table of moves knows. */
    @Test
    void onlyMovesOfTheTable() {
        for (OrderStatus now : EnumSet.of(OrderStatus.SHIPPED, OrderStatus.IN_TRANSIT)) {
            for (List<ParcelState> states : combinations()) {
                OrderStatus next =
                        Progress.of(now, false, parcels(states, true)).status();
                assertThat(next == now || now.canBecome(next))
                        .as("%s with %s becomes %s", now, states, next)
                        .isTrue();
            }
        }
    }

    private static List<List<ParcelState>> combinations() {
        List<List<ParcelState>> all = new ArrayList<>();
        all.add(List.of());
        int from = 0;
        for (int size = 1; size <= PARCELS; size++) {
            int to = all.size();
            for (int i = from; i < to; i++) {
                for (ParcelState state : ParcelState.values()) {
                    List<ParcelState> before = all.get(i);
                    if (before.isEmpty() || before.getLast().compareTo(state) <= 0) {
                        List<ParcelState> more = new ArrayList<>(before);
                        more.add(state);
                        all.add(List.copyOf(more));
                    }
                }
            }
            from = to;
        }
        return all;
    }

    private static List<Parcel> parcels(List<ParcelState> states, boolean holding) {
        List<Parcel> parcels = new ArrayList<>();
        for (ParcelState state : states) {
            Instant at = DAY.plus(Duration.ofHours(parcels.size() + 1L));
            parcels.add(new Parcel(
                    new UUID(0, parcels.size()),
                    holding ? Map.of(1, 1) : Map.of(),
                    false,
                    state,
                    state == ParcelState.DECLARED ? null : at,
                    state == ParcelState.DELIVERED ? at : null));
        }
        return parcels;
    }
}
