package dev.countermand.payment.provider.adyen;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.payment.provider.Listed;
import dev.countermand.payment.provider.Listed.State;
import dev.countermand.payment.provider.Listed.Thing;
import dev.countermand.payment.provider.RefundKey;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Adyen's Settlement details report: a line for each capture, refund and reversal that was settled in a batch. A payment that
 * was captured in parts is one thing here, and so is a refund with its reversal. Other lines (fees, payouts, chargebacks) are
 * left out, and so is what is of another merchant account. Pure.
 */
final class AdyenReport {

    private static final String FIELD = "report";

    private static final String PAYMENT = "Psp Reference";
    private static final String TYPE = "Type";
    private static final String MODIFICATION = "Modification Reference";
    private static final String OUR_KEY = "Modification Merchant Reference";
    private static final String CURRENCY = "Gross Currency";
    private static final String DEBIT = "Gross Debit (GC)";
    private static final String CREDIT = "Gross Credit (GC)";
    private static final String ACCOUNT = "Merchant Account";
    private static final String CREATED = "Creation Date";
    private static final String ZONE = "TimeZone";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** What Java does not know, or knows as something else: it takes BST for Bangladesh. */
    private static final Map<String, String> ZONES = Map.ofEntries(
            Map.entry("BST", "+01:00"),
            Map.entry("CEST", "+02:00"),
            Map.entry("CET", "+01:00"),
            Map.entry("EEST", "+03:00"),
            Map.entry("EET", "+02:00"),
            Map.entry("EST", "-05:00"),
            Map.entry("EDT", "-04:00"),
            Map.entry("CST", "-06:00"),
            Map.entry("CDT", "-05:00"),
            Map.entry("MST", "-07:00"),
            Map.entry("MDT", "-06:00"),
            Map.entry("PST", "-08:00"),
            Map.entry("PDT", "-07:00"),
            Map.entry("BRT", "-03:00"),
            Map.entry("SGT", "+08:00"),
            Map.entry("JST", "+09:00"),
            Map.entry("AEST", "+10:00"),
            Map.entry("AEDT", "+11:00"));

    private final String merchantAccount;
    private final Map<String, Listed> found = new LinkedHashMap<>();

    /** The header is the first line. */
    private int no = 1;

    private AdyenReport(String merchantAccount) {
        this.merchantAccount = merchantAccount;
    }

    /** Refuses what is no such report, naming the line. */
    static List<Listed> read(String report, String merchantAccount) {
        AdyenReport reading = new AdyenReport(merchantAccount);
        CsvLines.read(report, reading::take);
        if (reading.no == 1) {
            throw noReport();
        }
        return List.copyOf(reading.found.values());
    }

    private void take(Map<String, String> line) {
        no++;
        if (no == 2 && !line.keySet().containsAll(Set.of(PAYMENT, TYPE, MODIFICATION, CURRENCY, DEBIT, CREDIT))) {
            throw noReport();
        }
        if (line.getOrDefault(ACCOUNT, merchantAccount).equals(merchantAccount)) {
            listed(line, no)
                    .ifPresent(item -> found.merge(item.thing() + " " + item.reference(), item, AdyenReport::together));
        }
    }

    private static RuntimeException noReport() {
        return Refusal.invalid(FIELD, "must be a Settlement details report with its header, as CSV")
                .asException();
    }

    private static Optional<Listed> listed(Map<String, String> line, int no) {
        return switch (cell(line, TYPE)) {
            case "Settled" -> Optional.of(capture(line, no));
            case "Refunded" -> Optional.of(refund(line, DEBIT, State.DONE, no));
            case "RefundedReversed" -> Optional.of(refund(line, CREDIT, State.FAILED, no));
            default -> Optional.empty();
        };
    }

    private static Listed capture(Map<String, String> line, int no) {
        String payment = required(line, PAYMENT, no);
        return new Listed(
                Thing.CAPTURE, payment, null, Set.of(payment), amount(line, CREDIT, no), State.DONE, at(line, no));
    }

    private static Listed refund(Map<String, String> line, String column, State state, int no) {
        return new Listed(
                Thing.REFUND,
                required(line, MODIFICATION, no),
                RefundKey.parse(cell(line, OUR_KEY)).orElse(null),
                Set.of(required(line, PAYMENT, no)),
                amount(line, column, no),
                state,
                at(line, no));
    }

    /** Parts of a capture add up; a refund that came back has failed, in whatever order the lines stand. */
    private static Listed together(Listed one, Listed other) {
        Listed first = one.at().isAfter(other.at()) ? other : one;
        State state = one.state() == State.FAILED ? State.FAILED : other.state();
        Money amount = one.thing() == Thing.CAPTURE
                        && one.amount().currency().equals(other.amount().currency())
                ? one.amount().plus(other.amount())
                : first.amount();
        return new Listed(
                first.thing(), first.reference(), first.key(), first.paymentReferences(), amount, state, first.at());
    }

    private static Money amount(Map<String, String> line, String column, int no) {
        Currency currency = Currency.inForce(cell(line, CURRENCY)).orElseThrow(() -> wrong(CURRENCY, no));
        try {
            long minor = new BigDecimal(required(line, column, no))
                    .movePointRight(currency.digits())
                    .longValueExact();
            return new Money(minor, currency);
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrong(column, no);
        }
    }

    private static Instant at(Map<String, String> line, int no) {
        String zone = cell(line, ZONE);
        try {
            return LocalDateTime.parse(required(line, CREATED, no), TIME)
                    .atZone(ZoneId.of(zone.isEmpty() ? "UTC" : ZONES.getOrDefault(zone, zone)))
                    .toInstant();
        } catch (DateTimeException e) {
            throw wrong(CREATED + " and " + ZONE, no);
        }
    }

    private static String required(Map<String, String> line, String column, int no) {
        String text = cell(line, column);
        if (text.isEmpty()) {
            throw wrong(column, no);
        }
        return text;
    }

    private static String cell(Map<String, String> line, String column) {
        return line.getOrDefault(column, "");
    }

    private static RuntimeException wrong(String column, int no) {
        return Refusal.invalid(FIELD, "cannot be read in line " + no + ": " + column)
                .asException();
    }
}
