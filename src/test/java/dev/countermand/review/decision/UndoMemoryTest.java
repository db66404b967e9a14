package dev.countermand.review.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A26: what is remembered of a decision, and what of it has moved. */
class UndoMemoryTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID OLD = UUID.fromString("0198c5b2-0000-7000-8000-000000000001");
    private static final UUID MADE = UUID.fromString("0198c5b2-0000-7000-8000-000000000002");

    private static OrderSnapshot snapshot(String rows) {
        try {
            return OrderSnapshot.of(JSON.readTree(rows.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private final OrderSnapshot before = snapshot("{'orders':[{'status':'SHIPPED'}],'print':'a','refund':['" + OLD
            + "'],'sanction':[],'ledger_transfer':[],'charge':[],'cancellation':[{'id':'" + OLD
            + "','status':'CONTESTED'}],'finding':[{'id':'" + OLD + "','cleared_at':null}]}");

    private final OrderSnapshot after = snapshot("{'orders':[{'status':'CANCELLED'}],'print':'b','refund':['" + OLD
            + "','" + MADE + "'],'sanction':['" + MADE + "'],'ledger_transfer':['" + MADE
            + "'],'charge':[],'cancellation':[{'id':'" + OLD + "','status':'UPHELD'}],'finding':[{'id':'" + OLD
            + "','cleared_at':'2026-03-02T08:00:00Z'}]}");

    @Test
    void onlyWhatTheDecisionHasMadeIsItsOwn() {
        UndoMemory memory = UndoMemory.of(before, after);
        assertThat(memory.refunds()).containsExactly(MADE);
        assertThat(memory.sanctions()).containsExactly(MADE);
        assertThat(memory.transfers()).containsExactly(MADE);
        assertThat(memory.charges()).isEmpty();
        assertThat(memory.after()).isEqualTo("b");
        assertThat(memory.before().status()).isEqualTo("SHIPPED");
    }

    @Test
    void whatIsKeptIsReadAgain() throws JsonProcessingException {
        UndoMemory memory = UndoMemory.of(before, after);
        assertThat(UndoMemory.read(JSON.readTree(memory.text()))).isEqualTo(memory);
    }

    @Test
    void whatHasMovedIsFound() {
        assertThat(before.movedBackFrom(after, "cancellation", "status"))
                .containsExactly(new OrderSnapshot.Moved(OLD, "UPHELD", "CONTESTED"));
        assertThat(before.movedBackFrom(after, "finding", "cleared_at"))
                .extracting(OrderSnapshot.Moved::id)
                .containsExactly(OLD);
        assertThat(before.movedBackFrom(before, "cancellation", "status")).isEmpty();
        assertThat(before.movedBackFrom(after, "dispute", "status")).isEmpty();
    }
}
