package dev.countermand.evidence.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.api.Papers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A16: what can be taken as evidence, byte by byte. */
class DocumentCheckTest {

    @Test
    void takesWhatIsWhole() {
        assertThat(DocumentCheck.of(Papers.pdf("Receipt"))).isEqualTo(new DocumentCheck.Taken(DocumentType.PDF));
        assertThat(DocumentCheck.of(Papers.jpeg("Receipt"))).isEqualTo(new DocumentCheck.Taken(DocumentType.JPEG));
        assertThat(DocumentCheck.of(Papers.png("Receipt"))).isEqualTo(new DocumentCheck.Taken(DocumentType.PNG));
    }

    /** What telephones and printers really make. */
    @Test
    void takesWhatIsUsual() {
        byte[] withMap = Papers.join(Papers.jpeg("the photograph"), Papers.jpeg("its map of brightness"));
        assertThat(DocumentCheck.of(withMap)).isEqualTo(new DocumentCheck.Taken(DocumentType.JPEG));
        byte[] opensAtPageOne = Papers.pdf("Receipt", "/OpenAction [3 0 R /Fit] ");
        assertThat(DocumentCheck.of(opensAtPageOne)).isEqualTo(new DocumentCheck.Taken(DocumentType.PDF));
        byte[] packed = Papers.pdfWith(Papers.packed("/Type /ObjStm /N 1 /First 4", "6 0 << /Type /Font >>"));
        assertThat(DocumentCheck.of(packed)).isEqualTo(new DocumentCheck.Taken(DocumentType.PDF));
        byte[] withBlanks = Papers.join(Papers.pdf("Receipt"), "\r\n\n ".getBytes(StandardCharsets.US_ASCII));
        assertThat(DocumentCheck.of(withBlanks)).isEqualTo(new DocumentCheck.Taken(DocumentType.PDF));
    }

    @Test
    void refusesWhatIsEmptyOrOfAnotherType() {
        assertThat(fault(new byte[0])).isEqualTo("must not be empty");
        for (String start : List.of("GIF89a", "<html>", "PK\u0003\u0004", "II*\0", " %PDF-1.7", "MZ")) {
            assertThat(DocumentCheck.of(start.getBytes(StandardCharsets.ISO_8859_1)))
                    .as(start)
                    .isInstanceOf(DocumentCheck.OtherType.class);
        }
    }

    /** Wherever it breaks off. */
    @Test
    void refusesWhatIsCutShortAtEveryByte() {
        for (byte[] whole : List.of(Papers.pdf("Receipt"), Papers.jpeg("Receipt"), Papers.png("Receipt"))) {
            // Blanks behind the end of a PDF are no part of it.
            for (int length = 8; length < whole.length - 1; length++) {
                byte[] part = Arrays.copyOf(whole, length);
                assertThat(fault(part))
                        .as("%s of %s bytes", length, whole.length)
                        .contains("must be a whole ");
            }
        }
    }

    @Test
    void refusesWhatIsAppended() {
        byte[] more = "#!/bin/sh\nrm -rf ~\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(fault(Papers.join(Papers.pdf("Receipt"), more))).contains("must end where the PDF ends");
        assertThat(fault(Papers.join(Papers.jpeg("Receipt"), more))).contains("must end where the JPEG ends");
        assertThat(fault(Papers.join(Papers.png("Receipt"), more))).contains("must end where the PNG ends");
    }

    @Test
    void refusesADamagedPicture() {
        byte[] picture = Papers.png("Receipt");
        picture[picture.length / 2] ^= 1;
        assertThat(fault(picture)).contains("a part of it is damaged");
        byte[] headless = Papers.join(Arrays.copyOf(picture, 8), Papers.chunk("IEND", new byte[0]));
        assertThat(fault(headless)).contains("its header is damaged");
        byte[] nothing = Papers.join(Arrays.copyOf(picture, 33), Papers.chunk("IEND", new byte[0]));
        assertThat(fault(nothing)).contains("there is no picture in it");
    }

    /** A picture that fills the memory of whoever opens it. */
    @Test
    void refusesAPictureThatIsTooLargeWhenShown() {
        assertThat(fault(Papers.png("Receipt", 60_000, 60_000))).contains("million pixels");
        byte[] picture = Papers.jpeg("Receipt");
        int frame = indexOf(picture, new byte[] {(byte) 0xFF, (byte) 0xC0});
        Arrays.fill(picture, frame + 5, frame + 9, (byte) 0xF0);
        assertThat(fault(picture)).contains("million pixels");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /OpenAction << /S /JavaScript /JS (app.alert(1)) >>                | JavaScript
        /OpenAction << /S /J#61vaScript /JS (app.alert(1)) >>              | JavaScript
        /Names << /JavaScript << /Names [(a) 9 0 R] >> >>                  | JavaScript
        /OpenAction << /S /Launch /F (cmd.exe) >>                          | Launch
        /AA << /O << /S /Laun#63h /Win << /F (cmd.exe) >> >> >>            | Launch
        /Names << /EmbeddedFiles << /Names [(a) 9 0 R] >> >>               | EmbeddedFiles
        /AF [ << /EF << /F 9 0 R >> /Type /EmbeddedFile >> ]               | EmbeddedFile
        /AcroForm << /XFA 9 0 R >>                                         | XFA
        /OpenAction << /S /SubmitForm /F (http://example.org) >>           | SubmitForm
        /OpenAction << /S /GoToR /F (other.pdf) >>                         | GoToR
        /Annots [ << /Subtype /RichMedia >> ]                              | RichMedia
        """)
    void refusesAnActivePdf(String catalogue, String name) {
        assertThat(fault(Papers.pdf("Receipt", catalogue + " ")))
                .contains("must hold nothing that runs or is attached: the PDF has " + name + ";");
    }

    /** Newer PDFs keep objects packed, where nobody reads them with the eye. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Type /ObjStm /N 1 /First 4",
                "/Type /Obj#53tm /N 1 /First 4",
                "/N 1 /First 4",
                "/Type /ObjStm /N 1 /First 4 /Extends 7 0 R"
            })
    void refusesWhatIsPackedInAPdf(String dictionary) {
        byte[] script = Papers.packed(dictionary, "6 0 << /S /JavaScript /JS (app.alert(1)) >>");
        assertThat(fault(Papers.pdfWith(script))).contains("the PDF has JavaScript;");
    }

    @Test
    void refusesWhatCannotBeLookedInto() {
        assertThat(fault(Papers.pdf("Receipt", "/Encrypt 9 0 R "))).contains("must not be encrypted");
        byte[] lzw = Papers.packed("/Type /ObjStm /N 1 /First 4 /Filter [/LZWDecode]", "6 0 << /Type /Font >>");
        assertThat(fault(Papers.pdfWith(lzw))).contains("can be looked into");
        byte[] packed = Papers.packed("/Type /ObjStm /N 1 /First 4", "6 0 << /Type /Font >>");
        packed[indexOf(packed, "stream\n".getBytes(StandardCharsets.US_ASCII)) + 9] ^= 0x7F;
        assertThat(fault(Papers.pdfWith(packed))).contains("a part of it is damaged");
    }

    /** A few kilobytes that become gigabytes. */
    @Test
    void refusesABomb() {
        byte[] bomb =
                Papers.packed("/Type /ObjStm /N 1 /First 4", " ".repeat(PdfObjectStreams.MOST_UNPACKED_BYTES + 1));
        assertThat(bomb.length).isLessThan(100_000);
        assertThat(fault(Papers.pdfWith(bomb))).contains("must not grow to more than 16 MiB");
    }

    @Test
    void refusesTwoFilesInOne() {
        assertThat(fault(Papers.jpeg("%PDF-1.7"))).contains("there is a PDF inside the picture");
        assertThat(fault(Papers.png("%PDF-1.7"))).contains("there is a PDF inside the picture");
        byte[] zip = {'P', 'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0};
        assertThat(fault(Papers.join(Papers.pdf("Receipt"), zip, "%%EOF\n".getBytes(StandardCharsets.US_ASCII))))
                .contains("it is an archive (ZIP) as well");
        for (String markup : List.of("<script>alert(1)</script>", "<HTML>", "<?php system('id');", "<!DOCTYPE html>")) {
            assertThat(fault(Papers.png(markup))).as(markup).contains("a web page or a script");
            assertThat(fault(Papers.jpeg(markup))).as(markup).contains("a web page or a script");
            assertThat(fault(Papers.pdf(markup.replace("(", "\\(").replace(")", "\\)"))))
                    .as(markup)
                    .contains("a web page or a script");
        }
    }

    private static String fault(byte[] content) {
        return DocumentCheck.of(content) instanceof DocumentCheck.Faulty faulty ? faulty.message() : "taken";
    }

    private static int indexOf(byte[] content, byte[] wanted) {
        return Bytes.find(content, wanted, 0, content.length);
    }
}
