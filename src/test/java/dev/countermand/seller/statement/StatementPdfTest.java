package dev.countermand.seller.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.policy.document.Documents;
import dev.countermand.seller.EntryKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** A27: the statement as a document that any reader shows, in every script that people here write. */
class StatementPdfTest {

    private static byte[] of(String market, String reasons) {
        return StatementPdf.of(StatementWords.of(
                SomeSanction.of(EntryKind.FINE, market, reasons).made(), Documents.policy(market)));
    }

    private static String text(PDDocument document) throws IOException {
        return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }

    @Test
    void saysTheSameInBothLanguages() throws IOException {
        byte[] russian = of("lamoda", "Номера не принадлежат посылкам");
        assertThat(new String(russian, 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
        try (PDDocument document = Loader.loadPDF(russian)) {
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("ru");
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Изложение мотивов решения");
            assertThat(text(document))
                    .contains("На вас наложен штраф: 8.97 EUR.", "Номера не принадлежат посылкам", "Как обжаловать");
            // The font goes with it: readers have none with the same metrics, or no Cyrillic.
            assertThat(document.getPage(0).getResources().getFontNames())
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(document.getPage(0)
                                    .getResources()
                                    .getFont(name)
                                    .isEmbedded())
                            .isTrue());
        }
        try (PDDocument document = Loader.loadPDF(of("aliexpress", "The number was never posted"))) {
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
            assertThat(text(document)).contains("You are fined 8.97 EUR.", "The number was never posted");
        }
    }

    /** What moderators write may be long, in lines of its own, and have signs that no font has. */
    @Test
    void takesWhateverSomebodyWrites() throws IOException {
        String written =
                "First line\r\nsecond\tline \u0007 漢字 😀 " + "x".repeat(500) + " " + "words and words ".repeat(220);
        try (PDDocument document = Loader.loadPDF(of("aliexpress", written))) {
            assertThat(document.getNumberOfPages()).isGreaterThan(1);
            String text = text(document);
            assertThat(text).contains("First line second line", "?? ?");
            assertThat(text.replace(" ", "")).contains("x".repeat(500));
            assertThat(text.split("words and words", -1)).hasSize(221);
        }
    }
}
