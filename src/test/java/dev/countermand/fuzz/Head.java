package dev.countermand.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The request line and the names of the headers of what is sent. */
record Head(String target, List<String> names) {

    /** Of the bytes of a request; what follows the empty line is not looked at. */
    static Head of(byte[] request) {
        List<String> lines = new String(request, StandardCharsets.ISO_8859_1)
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .toList();
        String line = lines.isEmpty() ? "" : lines.getFirst();
        int begin = line.indexOf(' ') + 1;
        int end = line.lastIndexOf(' ');
        return new Head(
                end > begin ? line.substring(begin, end) : "",
                lines.stream()
                        .skip(1)
                        .map(header -> header.substring(0, Math.max(0, header.indexOf(':'))))
                        .toList());
    }

    /** Whether a server has to make a call of it: its target is one word, and its headers have names (RFC 9110). */
    boolean isHttp() {
        return !target.isEmpty()
                && target.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSpaceChar(c))
                && names.stream().allMatch(name -> name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+"));
    }
}
