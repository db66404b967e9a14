package dev.countermand.kernel;

import java.util.regex.Pattern;

/** What people write to people: at least one letter of any script. Spaces of whatever width, signs and digits alone say nothing. */
public final class Words {

    /** Letters of Korean that Unicode has for want of one: they leave a space, and nobody sees them. */
    private static final String FILLERS = "\\u115F\\u1160\\u3164\\uFFA0";

    /** Holds of the whole text. */
    public static final String PATTERN = "[\\s\\S]*[\\p{L}&&[^" + FILLERS + "]][\\s\\S]*";

    /** The same for JSON Schema, where a pattern need only be found. */
    public static final String PUBLISHED = "\\p{L}";

    public static final String MESSAGE = "must be words, with at least one letter";

    /** Whatever nobody sees: spaces, line ends, controls, and signs without width. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Z}\\p{C}\\s" + FILLERS + "]+");

    /** Characters of a statement that blames somebody, or takes something from them: fewer are no reasons (A27). */
    public static final int REASONS_AT_LEAST = 20;

    private Words() {}

    /** A27: refuses a {@code statement} that is too short to say why. */
    public static void mustSayWhy(String statement) {
        if (length(statement) < REASONS_AT_LEAST) {
            throw Refusal.invalid("statement", "must say why, in at least " + REASONS_AT_LEAST + " characters (A27)")
                    .asException();
        }
    }

    /** How long a text is to its reader, in characters: what is not seen counts as one space between two that are. */
    public static int length(String text) {
        String seen = UNSEEN.matcher(text).replaceAll(" ").strip();
        return seen.codePointCount(0, seen.length());
    }
}
