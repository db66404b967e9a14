package dev.countermand.api;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Files as sellers send them, byte by byte: small, whole, and each another one. */
public final class Papers {

    private static final String OBJECTS = """
            %%PDF-1.7
            1 0 obj
            << /Type /Catalog /Pages 2 0 R %s>>
            endobj
            2 0 obj
            << /Type /Pages /Kids [3 0 R] /Count 1 >>
            endobj
            3 0 obj
            << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R >>
            endobj
            4 0 obj
            << /Length %s >>
            stream
            %s
            endstream
            endobj
            """;

    private Papers() {}

    /** A page with this text. */
    public static byte[] pdf(String text) {
        return pdf(text, "");
    }

    /** So many bytes of it. */
    public static byte[] pdfOf(int bytes) {
        int text = bytes - pdf("").length;
        int over = pdf("x".repeat(text)).length - bytes;
        return pdf("x".repeat(text - over));
    }

    /** The same with more in its catalogue. */
    public static byte[] pdf(String text, String catalogue) {
        return end(objects(text, catalogue));
    }

    /** One page, and then objects that were written by hand. */
    public static byte[] pdfWith(byte[] objects) {
        return end(join(objects("A page", ""), objects));
    }

    private static byte[] objects(String text, String catalogue) {
        String page = "BT /F1 12 Tf (" + text + ") Tj ET";
        return OBJECTS.formatted(catalogue, String.valueOf(page.length()), page).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] end(byte[] objects) {
        String trailer = "trailer\n<< /Root 1 0 R /Size 5 >>\nstartxref\n" + objects.length + "\n%%EOF\n";
        return join(objects, trailer.getBytes(StandardCharsets.US_ASCII));
    }

    /** A stream in which objects are packed, as newer PDFs keep them; the second dictionary is all that is said of it. */
    public static byte[] packed(String dictionary, String objects) {
        byte[] data = deflated(objects.getBytes(StandardCharsets.ISO_8859_1));
        String head = "5 0 obj\n<< " + dictionary + " /Filter /FlateDecode /Length " + data.length + " >>\nstream\n";
        return join(
                head.getBytes(StandardCharsets.ISO_8859_1),
                data,
                "\nendstream\nendobj\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** One grey point, with a text beside it. */
    public static byte[] png(String text) {
        return png(text, 1, 1);
    }

    /** A header that says so many points. */
    public static byte[] png(String text, int width, int height) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 0, 0, 0, 0})
                .array();
        return join(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A},
                chunk("IHDR", header),
                chunk("tEXt", ("Comment\0" + text).getBytes(StandardCharsets.ISO_8859_1)),
                chunk("IDAT", deflated(new byte[] {0, 127})),
                chunk("IEND", new byte[0]));
    }

    /** A part of a PNG, with its checksum. */
    public static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) sum.getValue())
                .array();
    }

    /** Eight by eight points, with a text beside them. */
    public static byte[] jpeg(String text) {
        byte[] comment = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] table = new byte[64];
        Arrays.fill(table, (byte) 1);
        return join(
                new byte[] {(byte) 0xFF, (byte) 0xD8},
                segment(0xFE, comment),
                segment(0xDB, join(new byte[] {0}, table)),
                segment(0xC0, new byte[] {8, 0, 8, 0, 8, 1, 1, 0x11, 0}),
                segment(0xC4, join(new byte[] {0, 1}, new byte[15], new byte[] {0})),
                segment(0xC4, join(new byte[] {0x10, 1}, new byte[15], new byte[] {0})),
                segment(0xDA, new byte[] {1, 1, 0, 0, 63, 0}),
                // A byte that looks like a marker, and one that restarts the decoder: both belong to the picture.
                new byte[] {0x12, (byte) 0xFF, 0, (byte) 0xFF, (byte) 0xD0, 0x34},
                new byte[] {(byte) 0xFF, (byte) 0xD9});
    }

    private static byte[] segment(int marker, byte[] data) {
        return ByteBuffer.allocate(4 + data.length)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (data.length + 2))
                .put(data)
                .array();
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] deflated(byte[] data) {
        Deflater deflater = new Deflater();
        deflater.setInput(data);
        deflater.finish();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        while (!deflater.finished()) {
            all.write(some, 0, deflater.deflate(some));
        }
        deflater.end();
        return all.toByteArray();
    }
}
