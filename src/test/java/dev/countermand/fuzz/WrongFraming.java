package dev.countermand.fuzz;

import dev.countermand.fuzz.Draft.Framing;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What can be wrong with how a call stands on the wire, which no client of good manners sends. */
final class WrongFraming {

    private static final String END = "\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked" + END;

    private WrongFraming() {}

    static Target of(Operation operation) {
        return new Target(operation, "framing", ALL);
    }

    private static final List<Wrong> ALL = List.of(
            good("it comes in chunks", (head, body) -> bytes(head + CHUNKED + END, chunks(body), "0\r\n\r\n")),
            good(
                    "it comes in chunks with trailers",
                    (head, body) -> bytes(
                            head + CHUNKED + END,
                            chunks(body),
                            "0\r\nX-Trailer: a\r\nAuthorization: Bearer b\r\n\r\n")),
            broken(
                    "a chunk has no size",
                    (head, body) -> bytes(head + CHUNKED + END, Draft.latin("zz\r\nabc\r\n"), "0\r\n\r\n")),
            broken(
                    "a chunk has a negative size",
                    (head, body) -> bytes(head + CHUNKED + END, Draft.latin("-5\r\nabc\r\n"), "0\r\n\r\n")),
            broken(
                    "a chunk has a size over 64 bits",
                    (head, body) ->
                            bytes(head + CHUNKED + END, Draft.latin("FFFFFFFFFFFFFFFFF\r\nabc\r\n"), "0\r\n\r\n")),
            broken(
                    "a chunk is longer than it says",
                    (head, body) -> bytes(head + CHUNKED + END, Draft.latin("2\r\nabcdef\r\n"), "0\r\n\r\n")),
            broken(
                    "a chunk has a long extension",
                    (head, body) -> bytes(
                            head + CHUNKED + END, Draft.latin("1;" + "e".repeat(20_000) + "\r\n{\r\n"), "0\r\n\r\n")),
            broken(
                    "the trailers are long",
                    (head, body) -> bytes(
                            head + CHUNKED + END, chunks(body), "0\r\nX-Trailer: " + "t".repeat(20_000) + "\r\n\r\n")),
            unfinished("the last chunk never comes", (head, body) -> bytes(head + CHUNKED + END, chunks(body), "")),
            unfinished(
                    "the length says more than comes",
                    (head, body) -> bytes(head + length(body.length + 100) + END, body, "")),
            broken(
                    "the length says less than comes",
                    (head, body) -> bytes(head + length(body.length / 2) + END, body, "")),
            broken("the length is negative", (head, body) -> bytes(head + "Content-Length: -1" + END + END, body, "")),
            broken(
                    "the length is no number",
                    (head, body) -> bytes(head + "Content-Length: abc" + END + END, body, "")),
            broken(
                    "the length has a sign",
                    (head, body) -> bytes(head + "Content-Length: +" + body.length + END + END, body, "")),
            broken(
                    "the length is over 64 bits",
                    (head, body) -> bytes(head + "Content-Length: 99999999999999999999" + END + END, body, "")),
            broken("the length is a list", (head, body) -> bytes(head + "Content-Length: 5, 5" + END + END, body, "")),
            broken(
                    "there are two lengths",
                    (head, body) -> bytes(head + length(body.length) + length(body.length + 1) + END, body, "")),
            broken(
                    "there is the same length twice",
                    (head, body) -> bytes(head + length(body.length) + length(body.length) + END, body, "")),
            broken(
                    "there are a length and chunks",
                    (head, body) -> bytes(head + length(body.length) + CHUNKED + END, chunks(body), "0\r\n\r\n")),
            broken(
                    "the coding is gzip, chunked",
                    (head, body) ->
                            bytes(head + "Transfer-Encoding: gzip, chunked" + END + END, chunks(body), "0\r\n\r\n")),
            broken(
                    "the coding is chunked, identity",
                    (head, body) -> bytes(
                            head + "Transfer-Encoding: chunked, identity" + END + END, chunks(body), "0\r\n\r\n")),
            broken(
                    "the coding is unknown",
                    (head, body) -> bytes(head + "Transfer-Encoding: xchunked" + END + END, body, "")),
            broken("there are two hosts", lines("Host: example.org")),
            broken("there is no host", (head, body) -> Draft.framed(head.replaceFirst("Host: [^\r]*\r\n", ""), body)),
            broken("the host is empty", (head, body) -> Draft.framed(head.replaceFirst("Host: [^\r]*", "Host:"), body)),
            broken(
                    "the host is none",
                    (head, body) -> Draft.framed(head.replaceFirst("Host: [^\r]*", "Host: a b:99999/c@d"), body)),
            broken(
                    "lines end with LF",
                    (head, body) -> bytes(head.replace(END, "\n") + length(body.length) + "\n", body, "")),
            broken("a header has a space before its colon", lines("X-Space : a")),
            broken("a header is folded", lines("X-Folded: a" + END + "  b")),
            broken("a header has no colon", lines("no colon at all")),
            broken("a header has no name", lines(": a")),
            broken("a header has NUL in its value", lines("X-Nul: a\u0000b")),
            broken("a header has NUL in its name", lines("X\u0000: b")),
            broken("a header has a bare CR", lines("X-Cr: a\rb")),
            broken("a header is too long", lines("X-Long: " + "v".repeat(20_000))),
            broken("there are too many headers", lines(("X-Many: v" + END).repeat(3_000) + "X-Last: v")),
            broken(
                    "the path is too long",
                    (head, body) ->
                            Draft.framed(head.replaceFirst(" HTTP/", "?" + "q".repeat(9_000) + " HTTP/"), body)),
            broken("it is HTTP/1.0", protocol("HTTP/1.0")),
            broken("the protocol is in small letters", protocol("http/1.1")),
            broken("the protocol is none", protocol("HTTP/x.y")),
            broken("there is no protocol", (head, body) -> Draft.framed(head.replaceFirst(" HTTP/1.1", ""), body)),
            broken("the first line has tabs", (head, body) -> Draft.framed(head.replaceFirst(" ", "\t"), body)),
            broken("the first line has spaces", (head, body) -> Draft.framed(head.replaceFirst(" ", "   "), body)),
            broken("lines are empty before the first", (head, body) -> Draft.framed(END + END + head, body)),
            unfinished("the head ends too soon", (head, body) -> Arrays.copyOf(Draft.latin(head), head.length() / 2)),
            unfinished("it is only a line end", (head, body) -> Draft.latin(END)),
            unfinished(
                    "it is TLS",
                    (head, body) -> Draft.latin(
                            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003" + "t".repeat(200))),
            unfinished("it is random", (head, body) -> random(head)),
            broken("it expects 100-continue", lines("Expect: 100-continue")),
            broken("it expects what nobody knows", lines("Expect: garbage")),
            broken(
                    "it wants a websocket",
                    lines("Connection: Upgrade" + END + "Upgrade: websocket" + END + "Sec-WebSocket-Version: 13" + END
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")),
            broken(
                    "it wants HTTP/2",
                    lines("Connection: Upgrade, HTTP2-Settings" + END + "Upgrade: h2c" + END
                            + "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA")),
            broken(
                    "another call follows at once",
                    (head, body) -> Draft.joined(
                            Draft.framed(head, body), Draft.latin("GET /v1/orders HTTP/1.1\r\nHost: a\r\n\r\n"))));

    private static Wrong good(String says, Framing framing) {
        return new Wrong(says, (draft, random) -> draft.frameWell(framing));
    }

    private static Wrong broken(String says, Framing framing) {
        return new Wrong(says, (draft, random) -> draft.frame(framing));
    }

    private static Wrong unfinished(String says, Framing framing) {
        return new Wrong(says, (draft, random) -> {
            draft.frame(framing);
            draft.unfinished();
        });
    }

    private static Framing lines(String more) {
        return (head, body) -> Draft.framed(head + more + END, body);
    }

    private static Framing protocol(String protocol) {
        return (head, body) -> Draft.framed(head.replaceFirst("HTTP/1.1", protocol), body);
    }

    private static String length(int length) {
        return "Content-Length: " + length + END;
    }

    private static byte[] chunks(byte[] body) {
        int half = body.length / 2;
        return Draft.joined(chunk(Arrays.copyOf(body, half)), chunk(Arrays.copyOfRange(body, half, body.length)));
    }

    private static byte[] chunk(byte[] part) {
        return part.length == 0 ? part : bytes(Integer.toHexString(part.length) + END, part, END);
    }

    private static byte[] bytes(String before, byte[] middle, String behind) {
        return Draft.joined(Draft.joined(Draft.latin(before), middle), Draft.latin(behind));
    }

    private static byte[] random(String head) {
        byte[] bytes = new byte[300];
        new Random(head.length()).nextBytes(bytes);
        return bytes;
    }
}
