package dev.countermand.database;

/** A failure that may stand for many of one reason, of which whoever met the first has told operators in a line of its own. */
public interface ToldAlready {

    /** Whether operators know of it. */
    boolean isTold();
}
