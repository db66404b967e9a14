package dev.countermand.fuzz;

import dev.countermand.fuzz.Operation.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What can be wrong with the first line: method, path, ids in it, and query. */
final class WrongAddresses {

    private static final String LONG = "x".repeat(3_000);

    /** In the place of an id, or of the value of a query. */
    private static final List<String> ODD = List.of(
            "",
            "%20",
            "%00",
            "a%00b",
            "%zz",
            "%",
            "%u0041",
            "%ff",
            "%c0%af",
            "%ed%a0%80",
            "%e2%80%ae",
            "%F0%9F%93%A6".repeat(20),
            "..",
            "%2e%2e",
            "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "a%2fb",
            "a%5cb",
            "a\\b",
            "a;b=c",
            ";",
            "a+b",
            "a%0d%0ab",
            "*",
            "-1",
            "0",
            "1",
            "1.5",
            "2147483648",
            "9223372036854775808",
            "1e400",
            "NaN",
            "null",
            "true",
            "maybe",
            "[]",
            "{}",
            "a\"b",
            "<a>",
            "^",
            "|",
            "`",
            "'%20or%20'1'='1",
            "$%7Bjndi:ldap://127.0.0.1:1/a%7D",
            "00000000-0000-0000-0000-000000000000",
            "0198c5b2-0000-7000-8000-000000000000",
            "0198C5B2-0000-7000-8000-00000000000G",
            "1-1-1-1-1",
            "\u00e9",
            "9".repeat(1_001),
            LONG);

    /** Positions in other lists, cut, in other alphabets, with a NUL inside. */
    private static final List<String> CURSORS = List.of(
            "AA",
            "AA==",
            "AAAA",
            "gA",
            "_w",
            "%2B%2F%3D",
            "!!!",
            "bnVsbA",
            "MjAyNi0wMS0zMVQxMjowMDowMFo",
            "e30",
            "W10",
            "eyJhIjoxfQ",
            "LTE",
            "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5",
            "A".repeat(3_000));

    private static final List<String> METHODS = List.of(
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "DELETE",
            "PATCH",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "PROPFIND",
            "get",
            "Post",
            "G",
            "FOO",
            "M-SEARCH",
            "X".repeat(300),
            "!#$%&'*+.^_`|~");

    private WrongAddresses() {}

    static List<Target> of(Operation operation) {
        List<Target> targets = new ArrayList<>();
        targets.add(new Target(
                operation,
                "method",
                METHODS.stream()
                        .map(method -> new Wrong(
                                "the method is " + WrongValues.shortened(method),
                                (draft, random) -> draft.method = method))
                        .toList()));
        targets.add(new Target(operation, "path", paths()));
        operation.parametersIn("path").forEach(parameter -> targets.add(ids(operation, parameter)));
        operation.parametersIn("query").forEach(parameter -> targets.add(query(operation, parameter)));
        targets.add(new Target(operation, "query", queries()));
        return targets;
    }

    private static Target ids(Operation operation, Parameter parameter) {
        String name = "$" + parameter.name() + "$";
        List<Wrong> wrongs = ODD.stream()
                .map(value -> new Wrong(
                        parameter.name() + " is " + WrongValues.shortened(value),
                        (draft, random) -> draft.path = draft.path.replace(name, value)))
                .toList();
        return new Target(operation, "path " + parameter.name(), wrongs);
    }

    private static Target query(Operation operation, Parameter parameter) {
        String name = parameter.name();
        List<String> values = new ArrayList<>(ODD);
        if (name.equals("cursor")) {
            values.addAll(CURSORS);
        }
        parameter
                .schema()
                .path("enum")
                .forEach(value -> values.add(value.asText().toLowerCase(java.util.Locale.ROOT)));
        List<Wrong> wrongs = new ArrayList<>();
        for (String value : values) {
            wrongs.add(new Wrong(name + "=" + WrongValues.shortened(value), (draft, random) -> {
                draft.query.removeIf(given -> given.startsWith(name + "="));
                draft.query.add(name + "=" + value);
            }));
        }
        wrongs.add(new Wrong(name + " without a value", (draft, random) -> draft.query.add(name)));
        wrongs.add(new Wrong(name + " twice", (draft, random) -> {
            draft.query.add(name + "=" + values.get(random.nextInt(values.size())));
            draft.query.add(name + "=" + values.get(random.nextInt(values.size())));
        }));
        wrongs.add(new Wrong(
                "the name " + name + " is written in percents",
                (draft, random) -> draft.query.add(percents(name) + "=" + values.get(random.nextInt(values.size())))));
        return new Target(operation, "query " + name, wrongs);
    }

    private static List<Wrong> paths() {
        return List.of(
                path("ends with a slash", path -> path + "/"),
                path("has two slashes", path -> path.replaceFirst("/v1/", "//v1//")),
                path("has a segment more", path -> path + "/none-of-this-name"),
                path("goes up", path -> path + "/../../../v1/orders"),
                path("goes up in percents", path -> path + "/%2e%2e/%2E%2E/orders"),
                path("has a slash in percents", path -> path.replaceFirst("/v1/", "/v1%2f")),
                path("has a broken percent", path -> path + "%zz"),
                path("ends in a percent", path -> path + "%"),
                path("has a backslash", path -> path.replaceFirst("/v1/", "/v1\\\\")),
                path("has NUL in percents", path -> path + "%00"),
                path("has bytes that are no UTF-8", path -> path + "%ff%fe"),
                path("has raw bytes", path -> path + "\u00e9\u00ff"),
                path("has a parameter of its own", path -> path + ";a=b;jsessionid=1"),
                path("is in capitals", path -> path.replaceFirst("/v1/", "/V1/")),
                path("is of another version", path -> path.replaceFirst("/v1/", "/v2/")),
                path("is long", path -> path + "/" + LONG),
                path("has many segments", path -> path + "/a".repeat(1_500)),
                path("is whole", path -> "http://$host$" + path),
                path("is whole, of another host", path -> "http://example.org" + path),
                path("is of an unknown scheme", path -> "ftp://example.org" + path),
                path("is a star", path -> "*"),
                path("is a slash", path -> "/"),
                path("has no slash before", path -> path.substring(1)),
                path("is a question mark", path -> "?"),
                path("has a fragment", path -> path + "#a"),
                path("has quotation marks", path -> path + "\"<>^`{|}"),
                path("is of the framework", path -> "/q/health"));
    }

    private static List<Wrong> queries() {
        return List.of(
                added("an unknown parameter", "colour=red"),
                added("an unknown parameter without a name", "=a"),
                added("only ampersands", "&&&"),
                added("equal signs", "a=b=c=="),
                added("brackets", "a[0][b]=c&a[]=d"),
                added("a broken percent", "a=%zz&b=%&c=%1"),
                added("NUL", "a%00b=c%00d"),
                added("no UTF-8", "%ff=%fe"),
                added("semicolons", "a=b;c=d"),
                added("a second question mark", "a?b=c?d"),
                added("raw bytes", "\u00e9=\u00ff"),
                added("750 parameters", "a=b&".repeat(750) + "z=1"),
                added("a long value", "a=" + LONG),
                added("a line end in percents", "a=%0d%0aX-Header:%20b"),
                added("a backslash and quotation marks", "a=\\\"'<>|^`"));
    }

    private static Wrong path(String says, java.util.function.UnaryOperator<String> change) {
        return new Wrong("the path " + says, (draft, random) -> draft.path = change.apply(draft.path));
    }

    private static Wrong added(String says, String query) {
        return new Wrong("the query has " + says, (draft, random) -> draft.query.add(query));
    }

    private static String percents(String name) {
        return "%" + HexFormat.ofDelimiter("%").formatHex(name.getBytes(StandardCharsets.UTF_8));
    }
}
