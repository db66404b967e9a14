package dev.countermand.seller.statement;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Sets a statement of reasons as PDF. It takes some tens of milliseconds: not for an event loop. */
public final class StatementPdf {

    public static final String MEDIA_TYPE = "application/pdf";

    /** Liberation Sans: free (SIL Open Font License 1.1), with Cyrillic; it comes with PDFBox, and goes into each document. */
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /** [points] On all four sides. */
    private static final float MARGIN = 60;

    /** [points] Sizes of the type. */
    private static final float TITLE = 18;

    private static final float HEADING = 13;
    private static final float BODY = 10.5f;

    /** Between two lines, of the size of the type. */
    private static final float LEADING = 1.35f;

    /** What stands for a sign that the font does not have. */
    private static final String MISSING = "?";

    private final PDDocument document = new PDDocument();
    private final CmapLookup glyphs;
    private final PDFont font;
    private PDPageContentStream out;
    private float y;

    private StatementPdf(TrueTypeFont type) throws IOException {
        glyphs = type.getUnicodeCmapLookup();
        font = PDType0Font.load(document, type, true);
        out = newPage();
    }

    /** The document's bytes. */
    public static byte[] of(Statement statement) {
        try (InputStream file = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), FONT);
                TrueTypeFont type = new TTFParser().parse(new RandomAccessReadBuffer(file))) {
            return new StatementPdf(type).set(statement);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] set(Statement statement) throws IOException {
        try (document) {
            document.getDocumentInformation().setTitle(statement.title());
            document.getDocumentCatalog()
                    .setLanguage(statement.language().locale().toLanguageTag());
            paragraph(statement.title(), TITLE);
            y -= BODY;
            for (String line : statement.head()) {
                paragraph(line, BODY);
            }
            for (Statement.Section section : statement.sections()) {
                y -= BODY;
                paragraph(section.heading(), HEADING);
                for (String paragraph : section.paragraphs()) {
                    paragraph(paragraph, BODY);
                }
            }
            out.close();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private PDPageContentStream newPage() throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        y = PDRectangle.A4.getHeight() - MARGIN;
        return new PDPageContentStream(document, page);
    }

    private void paragraph(String text, float size) throws IOException {
        for (String line : text.split("\\R", -1)) {
            for (String fitting : lines(shown(line), size)) {
                line(fitting, size);
            }
        }
    }

    private void line(String text, float size) throws IOException {
        y -= size * LEADING;
        if (y < MARGIN) {
            out.close();
            out = newPage();
            y -= size * LEADING;
        }
        out.beginText();
        out.setFont(font, size);
        out.newLineAtOffset(MARGIN, y);
        out.showText(text);
        out.endText();
    }

    /** Broken between words, and within one that is longer than a line. */
    private List<String> lines(String text, float size) throws IOException {
        float most = PDRectangle.A4.getWidth() - 2 * MARGIN;
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("(?<= )", -1)) {
            if (!line.isEmpty() && width(line + word.stripTrailing(), size) > most) {
                lines.add(line.toString());
                line.setLength(0);
            }
            String rest = word;
            while (width(rest.stripTrailing(), size) > most) {
                int fits = fitting(rest, size, most);
                lines.add(rest.substring(0, fits));
                rest = rest.substring(fits);
            }
            line.append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    private int fitting(String word, float size, float most) throws IOException {
        int fits = word.offsetByCodePoints(0, 1);
        while (fits < word.length() && width(word.substring(0, word.offsetByCodePoints(fits, 1)), size) <= most) {
            fits = word.offsetByCodePoints(fits, 1);
        }
        return fits;
    }

    private float width(String text, float size) throws IOException {
        return font.getStringWidth(text) / 1000 * size;
    }

    /** What people write may have signs that no font has, and none may keep a seller from their statement. */
    private String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(sign -> {
            if (Character.isWhitespace(sign) || Character.isSpaceChar(sign)) {
                shown.append(' ');
            } else if (glyphs.getGlyphId(sign) != 0) {
                shown.appendCodePoint(sign);
            } else if (!Character.isISOControl(sign)) {
                shown.append(MISSING);
            }
        });
        return shown.toString();
    }
}
