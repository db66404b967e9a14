package dev.countermand.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;

/** Texts that break programs, as they stand in JSON. */
final class WrongTexts {

    private static final String BACKSLASH = "\\";

    /** Longer than any text that the contract allows. */
    private static final int LONG = 5_000;

    private static final int VERY_LONG = 200_000;

    /** What each is, and the text between its quotation marks. */
    static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        put("empty", "");
        put("blank", "   ");
        put("only a no-break space", "\u00a0");
        put("only zero-width characters", "\u200b\u200d\ufeff");
        put("of " + LONG + " characters", "x".repeat(LONG));
        put("of " + VERY_LONG + " characters", "x".repeat(VERY_LONG));
        put("with NUL", unicode("a", "0000"));
        put("only NUL", unicode("", "0000"));
        put("with half a surrogate pair, the high one", unicode("a", "d800"));
        put("with half a surrogate pair, the low one", unicode("a", "dfff"));
        put("with two high surrogates", unicode(unicode("", "d83d"), "d83d"));
        put("with a non-character", unicode("a", "ffff"));
        put("with control characters", unicode(unicode(unicode("", "0007"), "001b"), "007f"));
        put("with lines", "a" + BACKSLASH + "r" + BACKSLASH + "nSet-Cookie: a=b" + BACKSLASH + "r" + BACKSLASH + "n");
        put("with a raw line end", "a\nb");
        put("with a raw NUL", "a\u0000b");
        put("right to left", "\u202e\u05d0\u0628\u202c");
        put("of combining characters", "e" + "\u0301\u0316\u0489".repeat(150));
        put("beyond the first plane", "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67".repeat(20));
        put("with letters that change their length", "\u0130\u00df\ufb03\u1e9e".repeat(25));
        put("with digits of another script", "\u0661\u0662\u0663");
        put("that ends a query", "'; drop table orders; --");
        put("of a pattern", "%_%" + BACKSLASH + BACKSLASH);
        put("that is an expression", "${jndi:ldap://127.0.0.1:1/a} #{7*7} {{7*7}} %{7*7}");
        put("that is markup", "<script>alert(1)</script>]]>&lt;!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hosts'>]>");
        put("that is a path", "../../../../etc/passwd");
        put("that is an address", "http://127.0.0.1:1/");
        put("null in words", "null");
        put("a number in words", "1e400");
        put("not a number in words", "NaN");
        put("with an escape that is none", BACKSLASH + "x41");
        put("with an escape that ends too soon", BACKSLASH + "u00");
    }

    private WrongTexts() {}

    private static void put(String says, String text) {
        ALL.put("a text " + says, "\"" + text + "\"");
    }

    private static String unicode(String before, String digits) {
        return before + BACKSLASH + "u" + digits;
    }
}
