package dev.countermand.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was sealed years ago must be hashed the same for ever. */
class CanonicalTest {

    @Test
    void fieldsCannotRunIntoEachOther() {
        assertThat(Canonical.bytes("ab", "c")).isNotEqualTo(Canonical.bytes("a", "bc"));
        assertThat(Canonical.bytes("", "a")).isNotEqualTo(Canonical.bytes("a", ""));
        assertThat(Canonical.bytes((Object) null)).isNotEqualTo(Canonical.bytes(""));
        assertThat(Canonical.bytes("null")).isNotEqualTo(Canonical.bytes((Object) null));
    }

    /** Byte by byte: if this changes, every audit there is seems to be forged. */
    @Test
    void theFormIsTheOneThatWasSealed() {
        AuditEntry entry = new AuditEntry(
                UUID.fromString("0198c5b2-0000-7000-8000-000000000000"),
                "order-1",
                "orders/order-1",
                "order.paid",
                Instant.parse("2026-11-27T12:00:00.123456Z"),
                "mp",
                "service",
                null,
                3L,
                "{\"a\":\"\u00e9\"}");
        assertThat(HexFormat.of().formatHex(Canonical.open(entry)))
                .isEqualTo("00000024" + hex("0198c5b2-0000-7000-8000-000000000000")
                        + "0000000a" + hex("order.paid")
                        + "00000010" + hex("1795780800123456")
                        + "00000007" + hex("service")
                        + "00000001" + hex("3"));
        assertThat(HexFormat.of().formatHex(Canonical.personal(entry)))
                .isEqualTo("00000007" + hex("order-1")
                        + "0000000e" + hex("orders/order-1")
                        + "00000002" + hex("mp")
                        + "ffffffff"
                        + "0000000a" + hex("{\"a\":\"") + "c3a9" + hex("\"}"));
    }

    private static String hex(String ascii) {
        return HexFormat.of().formatHex(ascii.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
}
