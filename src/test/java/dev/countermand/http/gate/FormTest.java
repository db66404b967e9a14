package dev.countermand.http.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countermand.kernel.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormTest {

    private static final String TYPE = "multipart/form-data; boundary=x";

    @Test
    void findsTheFileAmongOtherParts() {
        String form = part("name=\"comment\"", "hello") + part("name=\"file\"; filename=\"a.pdf\"", "%PDF-\r\n--y\r\n")
                + "--x--\r\n";
        assertThat(new String(
                        Form.file(TYPE, form.getBytes(StandardCharsets.US_ASCII), "file"), StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-\r\n--y\r\n");
    }

    @Test
    void refusesWhatBreaksOffOrIsNoForm() {
        for (String form : List.of(
                "",
                "garbage",
                "--x",
                "--x\r\n",
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n%PDF-",
                "--x\r\nno header at all\r\n\r\n%PDF-\r\n--x--",
                part("name=\"file\"", "no file") + "--x--",
                part("name=\"other\"; filename=\"a\"", "%PDF-") + "--x--")) {
            for (String type : List.of(TYPE, "multipart/form-data", "multipart/form-data; boundary=")) {
                assertThatExceptionOfType(RefusedException.class)
                        .as("%s of %s", form, type)
                        .isThrownBy(() -> Form.file(type, form.getBytes(StandardCharsets.US_ASCII), "file"));
            }
        }
    }

    private static String part(String disposition, String content) {
        return "--x\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }
}
