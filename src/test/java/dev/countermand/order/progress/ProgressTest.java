package dev.countermand.order.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.deadline.DeadlineKind;
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
import java.util.TreeMap;
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
    private static final Contest ALL_CONTESTED = new Contest(Map.of(1, PARCELS), null);

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

                An order that is paid and has not ended is what its units and parcels make it, worked out after every change of any of them (P1), and with it the deadlines that must run, so that nothing ends by being forgotten (P7). A parcel counts as long as the order has units in it: those that were cancelled, refunded or brought back (P3) are in none any more. REPLACED and VOID ones hold nothing. Other deadlines run beside these for as long as what they belong to is open: a payment, a request, a dispute, a case.

                ## What ends the wait for one parcel

                | parcel | what runs | and then |
                |---|---|---|
                | DECLARED | PARCEL_OVERDUE | a person is asked (P6) |
                | DECLARED, a person was asked | PARCEL_UNANSWERED | it counts as LOST (P6) |
                | DECLARED, something in it is contested | CARRIER_ACCEPTANCE besides | the order is judged, again and again until somebody decides (A13) |
                | ACCEPTED | PARCEL_LOST, moved on by each word of the carrier | it counts as LOST (P5) |
                | LOST | LOST_CASE | a person is asked (P5) |
                | LOST, a person was asked | PARCEL_UNANSWERED | its units are refunded (P5) |
                | RETURNED | PARCEL_BACK; STORAGE_PERIOD of the order where all parcels are back | its units are refunded (P3) |
                | DELIVERED | RELEASE_ESCROW of the order, once all are and while no dispute is open | the order is COMPLETED (A18) |

                ## All combinations

                Nobody was asked yet, no request and no dispute is open. A number says of how many parcels a kind runs.

                | parcels | units in no parcel | status | what runs |
                |---|---|---|---|
                """.formatted(UPDATE));
        for (List<ParcelState> states : combinations()) {
            if (states.isEmpty() || states.contains(ParcelState.REPLACED) || states.contains(ParcelState.VOID)) {
                continue;
            }
            for (boolean open : List.of(false, true)) {
                Progress progress = of(OrderStatus.SHIPPED, open, parcels(states, true));
                page.append("| ")
                        .append(states.stream().map(Enum::name).collect(Collectors.joining(", ")))
                        .append(" | ")
                        .append(open ? "some" : "none")
                        .append(" | ")
                        .append(progress.status())
                        .append(" | ")
                        .append(words(progress.owed()))
                        .append(" |\n");
            }
        }
        return page.toString();
    }

    private static String words(List<Owed> owed) {
        Map<DeadlineKind, Long> counts =
                owed.stream().collect(Collectors.groupingBy(Owed::kind, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(each -> each.getValue() == 1
                        ? each.getKey().name()
                        : each.getValue() + " " + each.getKey().name())
                .collect(Collectors.joining(", "));
    }

    private static Progress of(OrderStatus now, boolean open, List<Parcel> parcels) {
        return Progress.of(now, open, parcels, Contest.NONE, false);
    }

    /** P7: every combination, whoever was asked, with and without request and dispute. */
    @Test
    void somethingIsDueInEveryStateThatIsNoEnd() {
        for (List<ParcelState> states : combinations()) {
            for (boolean asked : List.of(false, true)) {
                for (boolean open : List.of(false, true)) {
                    for (Contest contest : List.of(Contest.NONE, ALL_CONTESTED)) {
                        for (boolean disputed : List.of(false, true)) {
                            List<Parcel> parcels = parcels(states, true, asked);
                            boolean left = open || parcels.stream().anyMatch(Parcel::holds);
                            Progress progress = Progress.of(OrderStatus.PROCESSING, open, parcels, contest, disputed);
                            boolean waits = progress.status() == OrderStatus.DELIVERED && disputed;
                            assertThat(progress.owed().isEmpty())
                                    .as(
                                            "%s, asked %s, open %s, %s, disputed %s",
                                            states, asked, open, contest, disputed)
                                    .isEqualTo(!left || waits);
                            assertThat(progress.owed()).doesNotHaveDuplicates();
                        }
                    }
                }
            }
        }
    }

    /** A13: whoever waits for the carrier is not told of parcels that it has. */
    @Test
    void aContestedRequestWaitsForEachParcelThatNoCarrierHas() {
        for (List<ParcelState> states : combinations()) {
            Progress progress = Progress.of(OrderStatus.SHIPPED, false, parcels(states, true), ALL_CONTESTED, false);
            long declared = states.stream()
                    .filter(state -> state == ParcelState.DECLARED)
                    .count();
            assertThat(progress.owed().stream()
                            .filter(owed -> owed.kind() == DeadlineKind.CARRIER_ACCEPTANCE)
                            .count())
                    .as("%s", states)
                    .isEqualTo(declared);
        }
    }

    /** A4, A13, P2: what waits for the seller, and parcels that the request is not about, wait for no carrier. */
    @Test
    void onlyWhatIsContestedWaitsForTheCarrier() {
        List<Parcel> parcels = parcels(List.of(ParcelState.DECLARED, ParcelState.DECLARED), true);
        UUID second = parcels.getLast().id();
        assertThat(contestedIn(parcels, Contest.NONE)).isEmpty();
        assertThat(contestedIn(parcels, new Contest(Map.of(2, 1), null))).isEmpty();
        assertThat(contestedIn(parcels, new Contest(Map.of(1, 1), null))).hasSize(2);
        assertThat(contestedIn(parcels, new Contest(Map.of(1, 1), second))).containsExactly(second);
    }

    private static List<UUID> contestedIn(List<Parcel> parcels, Contest contest) {
        return Progress.of(OrderStatus.PROCESSING, true, parcels, contest, false).owed().stream()
                .filter(owed -> owed.kind() == DeadlineKind.CARRIER_ACCEPTANCE)
                .map(Owed::parcel)
                .toList();
    }

    /** A18: an order is as delivered as the buyer says, whatever carriers say. */
    @Test
    void whatIsUnderWayHasArrivedOnceTheOrderHas() {
        for (ParcelState state : ParcelState.values()) {
            Parcel parcel = parcels(List.of(state), true).getFirst();
            assertThat(parcel.stateIn(OrderStatus.COMPLETED))
                    .isEqualTo(state.underWay() ? ParcelState.DELIVERED : state);
            assertThat(parcel.stateIn(OrderStatus.IN_TRANSIT)).isEqualTo(state);
        }
    }

    @Test
    void deliveredIsWhatIsDeliveredWholly() {
        for (List<ParcelState> states : combinations()) {
            for (OrderStatus now : UNDER_WAY) {
                Progress progress = of(now, false, parcels(states, true));
                List<ParcelState> count = states.stream()
                        .filter(state -> state != ParcelState.REPLACED && state != ParcelState.VOID)
                        .toList();
                boolean all = !count.isEmpty() && count.stream().allMatch(state -> state == ParcelState.DELIVERED);
                assertThat(progress.status() == OrderStatus.DELIVERED)
                        .as("%s", states)
                        .isEqualTo(all);
                assertThat(progress.deliveredAt()).isEqualTo(all ? DAY.plus(Duration.ofHours(count.size())) : null);
            }
        }
    }

    @Test
    void whatIsInNoParcelIsStillToBeSent() {
        for (List<ParcelState> states : combinations()) {
            if (parcels(states, true).stream().anyMatch(Parcel::holds)) {
                Progress progress = of(OrderStatus.PROCESSING, true, parcels(states, true));
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
                Progress beside = of(OrderStatus.SHIPPED, false, all);
                Progress alone = of(OrderStatus.SHIPPED, false, parcels(holding, true));
                assertThat(beside.status()).as("%s beside %s", holding, empty).isEqualTo(alone.status());
                assertThat(beside.acceptedAt()).isEqualTo(alone.acceptedAt());
                assertThat(beside.deliveredAt()).isEqualTo(alone.deliveredAt());
                // Where others were sent, what is back is settled parcel by parcel.
                if (!holding.contains(ParcelState.RETURNED)) {
                    assertThat(beside.owed()).isEqualTo(alone.owed());
                }
            }
        }
    }

    @Test
    void parcelsChangeNothingBeforeAndAfter() {
        for (OrderStatus now : EnumSet.complementOf(EnumSet.copyOf(UNDER_WAY))) {
            for (List<ParcelState> states : combinations()) {
                assertThat(of(now, false, parcels(states, true)).status())
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
                OrderStatus next = of(now, false, parcels(states, true)).status();
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
        return parcels(states, holding, false);
    }

    private static List<Parcel> parcels(List<ParcelState> states, boolean holding, boolean asked) {
        List<Parcel> parcels = new ArrayList<>();
        for (ParcelState state : states) {
            Instant at = DAY.plus(Duration.ofHours(parcels.size() + 1L));
            boolean scanned = state == ParcelState.ACCEPTED
                    || state == ParcelState.DELIVERED
                    || state == ParcelState.RETURNED
                    || state == ParcelState.LOST;
            parcels.add(new Parcel(
                    new UUID(0, parcels.size()),
                    holding ? Map.of(1, 1) : Map.of(),
                    false,
                    state,
                    scanned ? at : null,
                    state == ParcelState.DELIVERED ? at : null,
                    asked));
        }
        return parcels;
    }
}
