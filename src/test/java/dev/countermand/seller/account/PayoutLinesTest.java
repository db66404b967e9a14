package dev.countermand.seller.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countermand.kernel.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayoutLinesTest {

    private static List<PayoutLines.Line> lines(String file) {
        return PayoutLines.of(file.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void countsLinesAsInTheFile() {
        assertThat(lines("a\r\n\r\nb\n")).containsExactly(new PayoutLines.Line(1, "a"), new PayoutLines.Line(3, "b"));
        assertThat(lines("")).isEmpty();
    }

    @Test
    void takesColumnsInAnyOrder() {
        List<PayoutLines.Line> file = lines("currency,id,amount,reference,sellerId\nEUR,p-1,5.00,\"a, b\",s-1\n");
        assertThat(PayoutLines.record(PayoutLines.head(file.getFirst()), file.getLast()))
                .containsEntry("id", "p-1")
                .containsEntry("sellerId", "s-1")
                .containsEntry("reference", "a, b");
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> PayoutLines.head(lines("id,amount").getFirst()));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> PayoutLines.record(List.of("id", "amount"), new PayoutLines.Line(2, "p-1")));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> PayoutLines.of(new byte[] {(byte) 0xC3, (byte) 0x28}));
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> lines("x\n".repeat(PayoutLines.MOST + 2)));
    }
}
