package dev.countermand.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/** What can be wrong with a body as a whole, whatever it says. */
final class WrongBodies {

    /** More than any body may have but a document. */
    private static final int OVER_THE_LIMIT = 1_100_000;

    /** More than a document may have. */
    private static final int OVER_THE_LIMIT_OF_DOCUMENTS = 11_000_000;

    private WrongBodies() {}

    static List<Wrong> of(Operation operation) {
        return operation.mediaType() == null || operation.takesJson() ? DOCUMENTS : FORMS;
    }

    private static final List<Wrong> DOCUMENTS = List.of(
            damage("the body ends too soon", (body, random) -> Arrays.copyOf(body, random.nextInt(body.length + 1))),
            damage("bytes of the body are others", WrongBodies::flip),
            damage("the body is no UTF-8", (body, random) -> insert(body, random, new byte[] {(byte) 0xc3, 0x28})),
            damage(
                    "the body has an overlong slash",
                    (body, random) -> insert(body, random, new byte[] {(byte) 0xc0, (byte) 0xaf})),
            damage(
                    "the body has half a surrogate pair in UTF-8",
                    (body, random) -> insert(body, random, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})),
            damage(
                    "the body begins with a byte order mark",
                    (body, random) -> Draft.joined(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, body)),
            damage("the body is UTF-16", (body, random) -> recoded(body, StandardCharsets.UTF_16)),
            damage("the body is UTF-32", (body, random) -> recoded(body, java.nio.charset.Charset.forName("UTF-32BE"))),
            damage("the body is twice there", (body, random) -> Draft.joined(body, body)),
            damage("something follows the body", (body, random) -> Draft.joined(body, Draft.latin("]}, trailing"))),
            damage("the body is empty", (body, random) -> new byte[0]),
            damage("the body is white space", (body, random) -> Draft.latin(" \r\n\t ")),
            damage("the body is lines", (body, random) -> Draft.latin("\n\n{}\n[]\n\"a\"\n\n")),
            damage("the body is zeros", (body, random) -> new byte[100]),
            damage("the body is random", (body, random) -> random(random, 500)),
            damage("the body is too large", (body, random) -> filled(OVER_THE_LIMIT, ' ')),
            damage("the body is one long number", (body, random) -> filled(900_000, '7')),
            damage("the body is all brackets", (body, random) -> filled(900_000, '[')),
            damage(
                    "the body is one open text",
                    (body, random) -> Draft.joined(Draft.latin("\""), filled(900_000, 'x'))),
            damage(
                    "the body is JSON of another kind",
                    (body, random) -> Draft.latin(
                            List.of("null", "true", "[]", "{}", "\"text\"", "0", "[[]]", "[{}]", "{\"a\":{}}")
                                    .get(random.nextInt(9)))),
            damage("the body has a comment", (body, random) -> insert(body, random, Draft.latin("/* a */"))));

    private static final List<Wrong> FORMS = List.of(
            damage("the form ends too soon", (body, random) -> Arrays.copyOf(body, random.nextInt(body.length + 1))),
            damage("bytes of the form are others", WrongBodies::flip),
            damage("the form is empty", (body, random) -> new byte[0]),
            damage("the form is garbage", (body, random) -> random(random, 500)),
            damage("the form has no part", (body, random) -> Draft.latin("--" + ValidCalls.BOUNDARY + "--\r\n")),
            form("the part is no file", "name=\"file\"", ValidCalls.DOCUMENT),
            form("the part has another name", "name=\"other\"; filename=\"a.pdf\"", ValidCalls.DOCUMENT),
            form(
                    "the file has a path for its name",
                    "name=\"file\"; filename=\"../../a\\\\b.pdf\"",
                    ValidCalls.DOCUMENT),
            form("the file has NUL in its name", "name=\"file\"; filename=\"a\u0000b.pdf\"", ValidCalls.DOCUMENT),
            form(
                    "the file has a long name",
                    "name=\"file\"; filename=\"" + "n".repeat(3_000) + "\"",
                    ValidCalls.DOCUMENT),
            form("the file has no content", "name=\"file\"; filename=\"a.pdf\"", ""),
            form("the file is a program", "name=\"file\"; filename=\"a.pdf\"", "MZ\u0090\u0000 a program"),
            form("the disposition is broken", "name=\"file; filename=\"a", ValidCalls.DOCUMENT),
            damage("the form has a thousand parts", (body, random) -> Draft.latin(parts(1_000, ""))),
            damage(
                    "the form has a part with a long head",
                    (body, random) -> Draft.latin(parts(1, "X-Long: " + "v".repeat(100_000) + "\r\n"))),
            damage(
                    "the form has a part in base64",
                    (body, random) -> Draft.latin(parts(2, "Content-Transfer-Encoding: base64\r\n"))),
            damage(
                    "the file is too large",
                    (body, random) -> Draft.latin(ValidCalls.form(
                            "name=\"file\"; filename=\"a.pdf\"", "%PDF-" + "x".repeat(OVER_THE_LIMIT_OF_DOCUMENTS)))));

    private static Wrong damage(String says, BiFunction<byte[], Random, byte[]> damage) {
        return new Wrong(says, (draft, random) -> {
            long seed = random.nextLong();
            draft.damage(body -> damage.apply(body, new Random(seed)));
        });
    }

    private static Wrong form(String says, String disposition, String content) {
        return damage(says, (body, random) -> Draft.latin(ValidCalls.form(disposition, content)));
    }

    private static String parts(int count, String head) {
        String part =
                "--" + ValidCalls.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n"
                        + head + "\r\n%PDF-1.4\r\n";
        return part.repeat(count) + "--" + ValidCalls.BOUNDARY + "--\r\n";
    }

    private static byte[] flip(byte[] body, Random random) {
        byte[] other = body.clone();
        for (int i = 0; i < 3 && other.length > 0; i++) {
            other[random.nextInt(other.length)] = (byte) random.nextInt(256);
        }
        return other;
    }

    private static byte[] insert(byte[] body, Random random, byte[] bytes) {
        int at = random.nextInt(body.length + 1);
        return Draft.joined(Draft.joined(Arrays.copyOf(body, at), bytes), Arrays.copyOfRange(body, at, body.length));
    }

    private static byte[] recoded(byte[] body, java.nio.charset.Charset charset) {
        return new String(body, StandardCharsets.UTF_8).getBytes(charset);
    }

    private static byte[] random(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] filled(int length, char with) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }
}
