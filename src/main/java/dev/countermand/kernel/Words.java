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

    /** How many of them are letters: signs alone say nothing, however many there are. */
    private static final int LETTERS_AT_LEAST = 10;

    private static final String LETTER = "[\\p{L}&&[^" + FILLERS + "]]";

    private static final String NO_LETTER = "[\\P{L}" + FILLERS + "]";

    /** Holds of the whole text, if there are letters enough to say why. */
    public static final String REASONS = "(?:" + NO_LETTER + "*+" + LETTER + "){" + LETTERS_AT_LEAST + "}[\\s\\S]*";

    /** The same for JSON Schema. */
    public static final String REASONS_PUBLISHED = "(?:\\p{L}[^\\p{L}]*){" + LETTERS_AT_LEAST + "}";

    public static final String REASONS_MESSAGE = "must say why, in at least " + REASONS_AT_LEAST + " characters, "
            + LETTERS_AT_LEAST + " of them letters (A27)";

    private static final Pattern SAYS_WHY = Pattern.compile(REASONS);

    private Words() {}

    /** A27: refuses a {@code statement} that is too short to say why, or hardly has a word. */
    public static void mustSayWhy(String statement) {
        if (length(statement) < REASONS_AT_LEAST || !SAYS_WHY.matcher(statement).matches()) {
            throw Refusal.invalid("statement", REASONS_MESSAGE).asException();
        }
    }

    /** How long a text is to its reader, in characters: what is not seen counts as one space between two that are. */
    public static int length(String text) {
        String seen = UNSEEN.matcher(text).replaceAll(" ").strip();
        return seen.codePointCount(0, seen.length());
    }
}
