package dev.countermand.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A call while it is put together: first right, then made wrong. What exists has names in it until it is sent. */
final class Draft {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CRLF = "\r\n";

    /** A line of the head. */
    record Header(String name, String value) {}

    /** Puts a head without its last line, and a body, on the wire. */
    interface Framing {
        byte[] frame(String head, byte[] body);
    }

    /** What is known only when it is sent. */
    interface Names {
        String fill(String text);

        String signature(byte[] body);
    }

    /**
     * What goes over the wire.
     *
     * @param framing whether the broken thing is how it is framed
     * @param unfinished whether the service must wait for more of it
     */
    record Message(byte[] bytes, boolean head, boolean framing, boolean unfinished) {}

    /** Stands for the signature of the body in a header. */
    static final String SIGNATURE = "$signature$";

    final Operation operation;

    /** Which of the things that exist it is about; any number. */
    final int thing;

    String method;
    String path;
    final List<String> query = new ArrayList<>();
    final List<Header> headers = new ArrayList<>();

    @Nullable
    JsonNode json;

    /** The body, where it is no JSON. */
    byte[] raw = new byte[0];

    private final List<UnaryOperator<byte[]>> damages = new ArrayList<>();
    private Framing framing = Draft::framed;
    private boolean framingIsBroken;
    private boolean unfinished;

    /** What was made wrong, in words. */
    final List<String> wrongs = new ArrayList<>();

    Draft(Operation operation, int thing) {
        this.operation = operation;
        this.thing = thing;
        this.method = operation.method();
        this.path = operation.path().replace("{", "$").replace("}", "$");
    }

    void make(Wrong wrong, java.util.Random random) {
        wrongs.add(wrong.says());
        wrong.change().make(this, random);
    }

    void header(String name, String value) {
        headers.add(new Header(name, value));
    }

    void replaceHeader(String name, String value) {
        removeHeader(name);
        header(name, value);
    }

    void removeHeader(String name) {
        headers.removeIf(header -> header.name().equalsIgnoreCase(name));
    }

    /** Does this to the finished body. */
    void damage(UnaryOperator<byte[]> damage) {
        damages.add(damage);
    }

    void frame(Framing other) {
        framing = other;
        framingIsBroken = true;
    }

    /** It is framed otherwise, but as the standard allows. */
    void frameWell(Framing other) {
        framing = other;
    }

    void unfinished() {
        unfinished = true;
    }

    Message message(Names names) {
        byte[] body = latin(names.fill(new String(body(), StandardCharsets.ISO_8859_1)));
        String target = path + (query.isEmpty() ? "" : "?" + String.join("&", query));
        String head = method + " " + target + " HTTP/1.1" + CRLF
                + headers.stream()
                        .map(header -> header.name() + ": " + header.value() + CRLF)
                        .collect(Collectors.joining());
        String filled = names.fill(head.replace(SIGNATURE, names.signature(body)));
        return new Message(framing.frame(filled, body), method.equals("HEAD"), framingIsBroken, unfinished);
    }

    private byte[] body() {
        byte[] body = json == null ? raw : bytes(json);
        for (UnaryOperator<byte[]> damage : damages) {
            body = damage.apply(body);
        }
        return body;
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was put together cannot be written", e);
        }
    }

    /** As careful callers do. */
    static byte[] framed(String head, byte[] body) {
        boolean hasBody = body.length > 0 || head.startsWith("POST") || head.startsWith("PUT");
        return joined(latin(head + (hasBody ? "Content-Length: " + body.length + CRLF : "") + CRLF), body);
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** A byte for each character: heads are no Unicode. */
    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return operation + ": " + String.join("; ", wrongs);
    }
}
