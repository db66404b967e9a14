package dev.countermand.evidence.file;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The compressed streams in which a PDF keeps objects. They are told by what a reader needs of them, how many objects there
 * are (N) and where the first one begins (First): a file that wants to hide one may leave out its type.
 */
final class PdfObjectStreams {

    /** All that is unpacked of one file; what objects need is far less. */
    static final int MOST_UNPACKED_BYTES = 16 << 20;

    private static final byte[] STREAM = Bytes.ascii("stream");
    private static final byte[] OBJECT = Bytes.ascii("obj");

    /** Before the data stands its dictionary, at most so long. */
    private static final int LONGEST_DICTIONARY = 4096;

    /** Ways to pack that these streams hardly ever use, and that are not unpacked here. */
    private static final Set<String> OTHER_FILTERS = Set.of(
            "LZWDecode", "ASCIIHexDecode", "ASCII85Decode", "RunLengthDecode", "Crypt", "LZW", "AHx", "A85", "RL");

    private final byte[] content;
    private int unpacked;

    private PdfObjectStreams(byte[] content) {
        this.content = content;
    }

    static Optional<String> fault(byte[] content) {
        return new PdfObjectStreams(content).fault();
    }

    private Optional<String> fault() {
        for (int at = Bytes.find(content, STREAM, 0, content.length);
                at >= 0;
                at = Bytes.find(content, STREAM, at + 1, content.length)) {
            int data = dataOf(at);
            if (data > 0) {
                Optional<String> fault = fault(dictionaryOf(at), data);
                if (fault.isPresent()) {
                    return fault;
                }
            }
        }
        return Optional.empty();
    }

    /** Where the data of a stream begins; 0 when the word stands for something else. */
    private int dataOf(int word) {
        int before = word - 1;
        while (before > 0 && PdfNames.isSpace(content[before])) {
            before--;
        }
        int after = word + STREAM.length;
        if (before < 1 || content[before] != '>' || content[before - 1] != '>' || after + 1 >= content.length) {
            return 0;
        }
        if (content[after] == '\n') {
            return after + 1;
        }
        return content[after] == '\r' ? after + (content[after + 1] == '\n' ? 2 : 1) : 0;
    }

    private Set<String> dictionaryOf(int word) {
        int from = Math.max(0, word - LONGEST_DICTIONARY);
        for (int at = word - OBJECT.length; at >= from; at--) {
            if (Bytes.isAt(content, at, OBJECT)) {
                return PdfNames.between(content, at, word);
            }
        }
        return PdfNames.between(content, from, word);
    }

    private Optional<String> fault(Set<String> dictionary, int data) {
        boolean ofObjects = dictionary.contains("ObjStm") || (dictionary.contains("First") && dictionary.contains("N"));
        if (!ofObjects) {
            return Optional.empty();
        }
        boolean packed = dictionary.contains("Filter") || dictionary.contains("F");
        if (!packed) {
            // It was looked at with the file.
            return Optional.empty();
        }
        boolean readable = (dictionary.contains("FlateDecode") || dictionary.contains("Fl"))
                && dictionary.stream().noneMatch(OTHER_FILTERS::contains)
                && !dictionary.contains("Predictor");
        return readable
                ? unpack(data)
                : Optional.of("must keep its objects in a way that can be looked into; print it to a new PDF");
    }

    private Optional<String> unpack(int data) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(content, data, content.length - data);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] some = new byte[1 << 16];
            while (!inflater.finished()) {
                int length = inflater.inflate(some);
                unpacked += length;
                if (unpacked > MOST_UNPACKED_BYTES) {
                    return Optional.of("must not grow to more than " + (MOST_UNPACKED_BYTES >> 20)
                            + " MiB when its objects are unpacked");
                }
                if (length == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    return damaged();
                }
                all.write(some, 0, length);
            }
            byte[] objects = all.toByteArray();
            return PdfCheck.active(objects, 0, objects.length);
        } catch (DataFormatException e) {
            return damaged();
        } finally {
            inflater.end();
        }
    }

    private static Optional<String> damaged() {
        return Optional.of("must be a whole PDF: a part of it is damaged");
    }
}
