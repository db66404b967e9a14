package dev.countermand.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.liveness.Ledgers.Closed;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** P7, A20b: what was closed is counted where the ledger has it, and nothing besides goes missing behind it. */
class AccountsTest {

    private static final String UNDER = " under aliexpress: ";

    @Test
    void whatWasClosedAfterTheEndIsTheMarketplaces() {
        assertThat(faults("CANCELLED", "29.90", "0.00", closed("29.90", "29.90")))
                .isEmpty();
        assertThat(faults("CANCELLED", "29.90", "0.00", closed("29.90", "20.00")))
                .as("9.90 of it were held again, and are the seller's")
                .isEmpty();
        assertThat(faults("CANCELLED", "29.90", "0.00", closed("20.00", "20.00")))
                .containsExactly("CANCELLED" + UNDER + "money is left that is nobody's");
    }

    @Test
    void ofACompletedOneTheSellerGetsWhatIsLeft() {
        // 12.50 for a unit that was cancelled, closed before the end or behind it.
        assertThat(faults("COMPLETED", "29.90", "17.40", closed("12.50", "0.00")))
                .isEmpty();
        assertThat(faults("COMPLETED", "29.90", "17.40", closed("12.50", "12.50")))
                .isEmpty();
        assertThat(faults("COMPLETED", "29.90", "17.40", closed("5.00", "0.00")))
                .containsExactly("COMPLETED" + UNDER + "money is left that is nobody's");
        assertThat(faults("COMPLETED", "29.90", "29.90", closed("12.50", "12.50")))
                .containsExactly("COMPLETED" + UNDER + "the seller gets less than was due, and nobody owes it");
    }

    @Test
    void whereNothingWasClosedNothingIsLeft() {
        assertThat(faults("COMPLETED", "29.90", "29.90", Closed.NOTHING)).isEmpty();
        assertThat(faults("CANCELLED", "29.90", "0.00", Closed.NOTHING))
                .containsExactly("CANCELLED" + UNDER + "money is left that is nobody's");
    }

    private static Closed closed(String all, String apart) {
        return new Closed(new BigDecimal(all), new BigDecimal(apart));
    }

    /** Of an order that ended so, paid and with one refund, which was closed. */
    private static List<String> faults(String status, String paid, String total, Closed closed) {
        Snapshot order = new Snapshot(read("{\"status\":\"" + status + "\",\"market\":\"aliexpress\"}"));
        JsonNode financials = read("""
            {"paid":"%1$s","refunded":"0.00","owed":"0.00","chargedBack":"0.00","total":"%2$s","charges":[],"chargebacks":[],
             "payments":[{"amount":"%1$s","refunded":"0.00","state":"CAPTURED"}],
             "refunds":[{"amount":"12.50","status":"CLOSED","cause":"CANCELLATION"}],
             "ledger":[{"kind":"CAPTURE","amount":"%1$s"}]}
            """.formatted(paid, total));
        return Accounts.faults(order, financials, BigDecimal.ZERO, closed);
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
