package dev.countermand.fuzz;

import java.util.Random;

/**
 * One thing that is made wrong, or at least unusual, in a call.
 *
 * @param says in words, for whoever reads a failure
 */
record Wrong(String says, Change change) {

    /** Changes a call; all chance comes from this source. */
    interface Change {
        void make(Draft draft, Random random);
    }
}
