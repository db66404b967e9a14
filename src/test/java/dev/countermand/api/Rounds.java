package dev.countermand.api;

/** How often a race is run: so often in a build, or as often as {@code -Draces.rounds=50} says. */
public final class Rounds {

    private Rounds() {}

    /** Of a race that is run so often in a build. */
    public static int of(int inBuild) {
        return Integer.getInteger("races.rounds", inBuild);
    }
}
