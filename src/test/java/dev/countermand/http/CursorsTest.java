package dev.countermand.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.kernel.RefusedException;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Cursors say nothing, and are good for one reader of one list. */
class CursorsTest {

    private static final String KEY = "2026-03-02T12:00:00Z|order-1001";
    private static final String READER = "anna /v1/orders";

    private final Cursors cursors = new Cursors(Optional.of("a key"), Optional.empty());

    @Test
    void replicasThatShareTheKeyReadEachOthers() {
        String cursor = cursors.of(KEY, READER);
        assertThat(new Cursors(Optional.of("a key"), Optional.of("ignored")).read(cursor, READER))
                .isEqualTo(KEY);
        refused(new Cursors(Optional.of("another"), Optional.empty()), cursor, READER);
    }

    @Test
    void leftOutItComesFromThePasswordOfTheDatabase() {
        String cursor = new Cursors(Optional.empty(), Optional.of("secret")).of(KEY, READER);
        assertThat(new Cursors(Optional.empty(), Optional.of("secret")).read(cursor, READER))
                .isEqualTo(KEY);
        refused(new Cursors(Optional.empty(), Optional.of("other")), cursor, READER);
    }

    @Test
    void withoutAnythingSharedTheyAreGoodAtOneReplica() {
        Cursors one = new Cursors(Optional.empty(), Optional.of(" "));
        String cursor = one.of(KEY, READER);
        assertThat(one.read(cursor, READER)).isEqualTo(KEY);
        refused(new Cursors(Optional.empty(), Optional.empty()), cursor, READER);
    }

    @Test
    void areOfOneReaderAndOneList() {
        String cursor = cursors.of(KEY, READER);
        refused(cursors, cursor, "bob /v1/orders");
        refused(cursors, cursor, "anna /v1/disputes");
    }

    @Test
    void everyChangeIsSeen() {
        byte[] cursor = Base64.getUrlDecoder().decode(cursors.of(KEY, READER));
        for (int i = 0; i < cursor.length; i++) {
            byte[] changed = cursor.clone();
            changed[i] ^= 1;
            refused(cursors, Base64.getUrlEncoder().encodeToString(changed), READER);
        }
        for (String text : new String[] {"", "A", "AA", "A".repeat(16), "%%%", "\0"}) {
            refused(cursors, text, READER);
        }
    }

    private static void refused(Cursors cursors, String cursor, String reader) {
        assertThatThrownBy(() -> cursors.read(cursor, reader)).isInstanceOf(RefusedException.class);
    }
}
