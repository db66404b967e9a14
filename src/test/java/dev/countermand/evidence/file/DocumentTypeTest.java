package dev.countermand.evidence.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A16: documents are recognised by their content. */
class DocumentTypeTest {

    @Test
    void knowsThreeTypes() {
        assertThat(DocumentType.of("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII)))
                .contains(DocumentType.PDF);
        assertThat(DocumentType.of(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0}))
                .contains(DocumentType.JPEG);
        assertThat(DocumentType.of(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 0}))
                .contains(DocumentType.PNG);
    }

    @Test
    void takesNothingElse() {
        for (String text : new String[] {"", "%PDF", "GIF89a", "<html>", "PK\u0003\u0004", " %PDF-1.7"}) {
            assertThat(DocumentType.of(text.getBytes(StandardCharsets.ISO_8859_1)))
                    .as(text)
                    .isEmpty();
        }
        assertThat(DocumentType.of(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0A}))
                .isEmpty();
    }
}
