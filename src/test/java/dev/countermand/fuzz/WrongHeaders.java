package dev.countermand.fuzz;

import dev.countermand.fuzz.Draft.Header;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What can be wrong with the lines of the head, and with who calls. */
final class WrongHeaders {

    private static final String LONG = "v".repeat(4_000);

    /** Of any header; framing is {@link WrongFraming}'s. */
    private static final List<String> ODD = List.of(
            "",
            " ",
            "x",
            "\"",
            "\"\"",
            "\"a",
            "*",
            "*/*",
            ",",
            ",,,",
            ";;;",
            "=",
            "null",
            "-1",
            "0",
            "1e400",
            "\"0\"",
            "\"9223372036854775808\"",
            "W/\"1\"",
            "\"1\", \"2\"",
            "\u00e9\u00ff",
            "\u0080\u009f",
            "a\tb",
            "${jndi:ldap://127.0.0.1:1/a}",
            "%00",
            "'; drop table orders; --",
            "k".repeat(256),
            LONG);

    private static final Map<String, List<String>> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put(
                "Content-Type",
                List.of(
                        "x",
                        "",
                        ";;;",
                        "application/json, text/plain",
                        "application/json; charset=utf-16",
                        "application/json; charset=none-of-this-name",
                        "application/json; charset=\"",
                        "application/json;charset",
                        "application/*",
                        "*/*",
                        "text/plain",
                        "application/xml",
                        "application/x-www-form-urlencoded",
                        "multipart/form-data",
                        "multipart/form-data; boundary=",
                        "multipart/form-data; boundary=" + "b".repeat(300),
                        "multipart/mixed; boundary=a",
                        "application/problem+json",
                        "APPLICATION/JSON",
                        "application/x-ndjson",
                        "application/json; a=\"b",
                        "/",
                        "a/",
                        "/b",
                        "application/json/json",
                        LONG));
        VALUES.put(
                "Accept",
                List.of(
                        "garbage",
                        "",
                        ";;;",
                        "application/xml",
                        "text/html",
                        "*",
                        "*/",
                        "/*",
                        "*/json",
                        "application/json;q=2",
                        "application/json;q=-1",
                        "application/json;q=NaN",
                        "application/json;q=0",
                        "application/json;q=",
                        "text/html, application/json;q=0.1",
                        "application/x-ndjson",
                        "image/*",
                        ",,,",
                        "a/b;c=\"d",
                        "a/b,".repeat(900)));
        VALUES.put(
                "Accept-Language",
                List.of(
                        "xx",
                        "de, ar;q=0.5",
                        "*",
                        ";q=1",
                        "en;q=NaN",
                        "a-b-c-d-e-f-g-h",
                        "en-" + "x".repeat(2_000),
                        "\u00e9"));
        VALUES.put(
                "Accept-Encoding",
                List.of("gzip", "br", "deflate;q=0", "identity;q=0", "*;q=0", "garbage", "gzip;q=a", ""));
        VALUES.put("Content-Encoding", List.of("gzip", "deflate", "br", "identity", "garbage", "gzip, gzip", ""));
        VALUES.put(
                "X-Correlation-Id",
                List.of(
                        "",
                        " ",
                        "a b",
                        "x".repeat(65),
                        "x".repeat(5_000),
                        "a\u00e9",
                        "a%0d%0aX-Y: z",
                        "<script>",
                        "${a}"));
        VALUES.put("Range", List.of("bytes=0-0", "bytes=-1", "bytes=5-1", "bytes=" + "0-1,".repeat(500), "garbage"));
        VALUES.put("Cookie", List.of("a=b", "=", ";;;", "q_session=" + LONG, "a=\"b"));
        VALUES.put("X-HTTP-Method-Override", List.of("DELETE", "garbage"));
        VALUES.put("X-Forwarded-For", List.of("127.0.0.1", "garbage", "::1, ::2", "[", LONG));
    }

    private static final List<String> AUTHORIZATIONS = List.of(
            "",
            "Bearer",
            "Bearer ",
            "Bearer ..",
            "Bearer .",
            "Bearer ...",
            "Bearer a.b",
            "Bearer a.b.c",
            "Bearer a.b.c.d.e",
            "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJtb2QtMSIsImdyb3VwcyI6WyJsZWFkIl19.",
            "Bearer e30.e30.e30",
            "Bearer $token:lead$x",
            "Bearer x$token:lead$",
            "bearer $token:lead$",
            "BEARER  $token:lead$",
            "Bearer $token:lead$, Bearer $token:buyer$",
            "Basic bW9kLTE6bW9kLTE=",
            "Basic !!!",
            "Digest username=\"a\"",
            "Negotiate abc",
            "$token:lead$",
            "Bearer \u00e9.\u00e9.\u00e9",
            "Bearer " + "a".repeat(6_000),
            "Bearer " + "e30.".repeat(1_000),
            "Bearer null",
            "Bearer undefined",
            "DPoP $token:lead$");

    private static final List<String> ROLES =
            List.of("buyer", "seller", "moderator", "lead", "service", "agent", "none-of-this-name");

    private WrongHeaders() {}

    static List<Target> of(Operation operation) {
        List<Target> targets = new ArrayList<>();
        targets.add(new Target(operation, "caller", callers()));
        VALUES.forEach((name, values) -> {
            boolean sent = name.equals("Content-Type") && operation.mediaType() != null;
            targets.add(new Target(operation, "header " + name, wrongs(name, values, sent)));
        });
        operation
                .parametersIn("header")
                .forEach(header -> targets.add(
                        new Target(operation, "header " + header.name(), wrongs(header.name(), ODD, true))));
        targets.add(new Target(
                operation,
                "header of any name",
                List.of(
                        new Wrong(
                                "a header has an odd name",
                                (draft, random) -> draft.header(
                                        List.of(
                                                        "X-\u00e9",
                                                        "x".repeat(500),
                                                        "__proto__",
                                                        "1",
                                                        "If-None-Match",
                                                        "TE",
                                                        "Via")
                                                .get(random.nextInt(7)),
                                        ODD.get(random.nextInt(ODD.size())))),
                        new Wrong("there are 90 headers more", (draft, random) -> {
                            for (int i = 0; i < 90; i++) {
                                draft.header("X-Many-" + i, "v");
                            }
                        }))));
        return targets;
    }

    /** What is wrong with a header; where a right call has it, it can be left out, too. */
    private static List<Wrong> wrongs(String name, List<String> values, boolean sent) {
        List<Wrong> wrongs = new ArrayList<>();
        for (String value : values) {
            wrongs.add(new Wrong(
                    name + " is " + WrongValues.shortened(value), (draft, random) -> draft.replaceHeader(name, value)));
        }
        wrongs.add(new Wrong(name + " is there twice", (draft, random) -> {
            draft.header(name, values.get(random.nextInt(values.size())));
            draft.header(name, values.get(random.nextInt(values.size())));
        }));
        if (sent) {
            wrongs.add(new Wrong(name + " is missing", (draft, random) -> draft.removeHeader(name)));
            wrongs.add(new Wrong(name + " has its name in capitals", (draft, random) -> capitals(draft, name)));
        }
        return wrongs;
    }

    private static void capitals(Draft draft, String name) {
        draft.headers.replaceAll(header ->
                header.name().equals(name) ? new Header(name.toUpperCase(Locale.ROOT), header.value()) : header);
    }

    private static List<Wrong> callers() {
        List<Wrong> wrongs = new ArrayList<>();
        for (String value : AUTHORIZATIONS) {
            wrongs.add(new Wrong(
                    "Authorization is " + WrongValues.shortened(value),
                    (draft, random) -> draft.replaceHeader("Authorization", value)));
        }
        for (String role : ROLES) {
            wrongs.add(new Wrong(
                    "the caller is " + role,
                    (draft, random) -> draft.replaceHeader("Authorization", "Bearer $token:" + role + "$")));
            wrongs.add(new Wrong(
                    "the caller is a stranger, " + role,
                    (draft, random) -> draft.replaceHeader("Authorization", "Bearer $stranger:" + role + "$")));
        }
        wrongs.add(new Wrong("there is no token", (draft, random) -> draft.removeHeader("Authorization")));
        wrongs.add(new Wrong(
                "there are two tokens", (draft, random) -> draft.header("Authorization", "Bearer $token:lead$")));
        return wrongs;
    }
}
