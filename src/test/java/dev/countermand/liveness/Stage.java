package dev.countermand.liveness;

import dev.countermand.liveness.Walk.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A state that orders are often in, and what their parties may try in it.
 *
 * @param way the acts that lead there
 * @param acts tried there
 */
record Stage(String name, String market, List<String> way, List<String> acts) {

    private static final String ESCROW = "aliexpress";

    /** A basket of several lines with several units. */
    private static final long BASKET = 11;

    /** The same for all, so that each twin does the same. */
    private static final int PICK = 3_022;

    static final List<Stage> ALL = List.of(
            of("unpaid", ESCROW, "", "pay pay-in-part ask-all freeze"),
            of("paid", ESCROW, "pay", "ask-all ask-some ship-all ship-some freeze goodwill goodwill-of-all"),
            of("asked", ESCROW, "pay ask-all", "withdraw-request approve refuse ship-all ship-some freeze goodwill"),
            of("some asked", ESCROW, "pay ask-some", "withdraw-request approve ship-some ship-all goodwill-of-all"),
            of(
                    "contested",
                    ESCROW,
                    "pay ask-all ship-all",
                    "withdraw-request approve receipt scan-ACCEPTED scan-DELIVERED scan-RETURNED freeze goodwill"),
            of(
                    "two parcels",
                    ESCROW,
                    "pay ship-some ship-all",
                    "ask-some receipt scan-ACCEPTED scan-DELIVERED freeze give-evidence goodwill-of-all"),
            of(
                    "half sent",
                    ESCROW,
                    "pay ship-some scan-ACCEPTED",
                    "ask-all ask-some ship-all scan-DELIVERED scan-RETURNED freeze"),
            of(
                    "delivered",
                    ESCROW,
                    "pay ship-all scan-DELIVERED",
                    "receipt dispute-return dispute-refund goodwill-of-all freeze scan-RETURNED"),
            of(
                    "disputed",
                    ESCROW,
                    "pay ship-all scan-DELIVERED dispute-refund",
                    "seller-accepts seller-rejects buyer-escalates withdraw-dispute goodwill-of-all freeze"),
            of(
                    "return agreed",
                    ESCROW,
                    "pay ship-all scan-DELIVERED dispute-return seller-accepts",
                    "send-back buyer-escalates withdraw-dispute seller-escalates freeze goodwill"),
            of(
                    "goods on their way back",
                    ESCROW,
                    "pay ship-all scan-DELIVERED dispute-return seller-accepts send-back",
                    "seller-has-goods-back scan-back-DELIVERED buyer-escalates seller-escalates freeze goodwill"),
            of(
                    "frozen",
                    ESCROW,
                    "pay ship-all freeze",
                    "release decide-for-the-buyer scan-ACCEPTED scan-DELIVERED give-evidence goodwill"),
            of(
                    "at the door",
                    "lamoda",
                    "pay ship-own",
                    "ask-some hand-over hand-over-parcel refused-at-the-door ship-own goodwill freeze receipt"),
            of(
                    "handed over, with the law's right",
                    "lamoda+distance-selling",
                    "pay ship-all hand-over",
                    "give-back receipt dispute-return goodwill-of-all freeze"),
            of(
                    "at the post office",
                    "cod-post",
                    "ship-all scan-ACCEPTED",
                    "hand-over hand-over-parcel refused-at-the-door pay-later receipt not-fetched scan-DELIVERED"
                            + " scan-RETURNED freeze"),
            of(
                    "by phone",
                    "eldorado",
                    "pay",
                    "add-items drop-items ask-some ask-all ship-own ship-all change-delivery freeze"));

    Stage {
        way = List.copyOf(way);
        acts = List.copyOf(acts);
    }

    /** Two acts of two parties. */
    record Pair(Stage stage, Act one, Act other) {

        @Override
        public String toString() {
            return stage.name + ": " + one + " | " + other;
        }
    }

    private static Stage of(String name, String market, String way, String acts) {
        return new Stage(name, market, words(way), words(acts));
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < acts.size(); i++) {
            for (int j = i + 1; j < acts.size(); j++) {
                Act one = Acts.named(acts.get(i));
                Act other = Acts.named(acts.get(j));
                if (one.party() != other.party()) {
                    pairs.add(new Pair(this, one, other));
                }
            }
        }
        return pairs;
    }

    /** An order that has come here. */
    Life reached(Service service) {
        Life life = new Life(service, new Walk(name, BASKET, market, true, List.of()));
        life.begin();
        for (String act : way) {
            life.live(new Step(0, Acts.named(act), PICK), life.look());
        }
        return life;
    }

    /** The call that this act makes there. */
    Call call(Service service, Life life, Snapshot order, Act act) {
        Call call = act.making().make(new Act.Scene(service, life, order, PICK));
        if (call == null) {
            throw new AssertionError(name + ": " + act + " has nothing to be about; " + life.transcript());
        }
        return call;
    }
}
