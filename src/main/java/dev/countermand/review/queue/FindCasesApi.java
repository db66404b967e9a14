package dev.countermand.review.queue;

import dev.countermand.http.Query;
import dev.countermand.kernel.Iso8601;
import dev.countermand.kernel.Refusal;
import dev.countermand.order.OrderApi;
import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseStatus;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What cases can be found by. */
public final class FindCasesApi {

    /** Characters of what is looked for. */
    static final int TEXT_AT_MOST = 200;

    /** Values with commas between them. */
    private static final int VALUES_AT_MOST = 30;

    private FindCasesApi() {}

    /** The parameters of every address that finds cases. */
    public static final class Parameters {

        @QueryParam("status")
        @Parameter(description = "Only in one of these statuses, with commas between them.")
        @Schema(examples = "OPEN,CLAIMED")
        @Nullable
        public String status;

        @QueryParam("assignee")
        @Parameter(
                description =
                        "Only of this moderator; `me` for those of whoever calls, `nobody` for those that nobody works on.")
        @Schema(examples = "me")
        @Nullable
        public String assignee;

        @QueryParam("sellerId")
        @Nullable
        public String sellerId;

        @QueryParam("buyerId")
        @Nullable
        public String buyerId;

        @QueryParam("orderId")
        @Nullable
        public String orderId;

        @QueryParam("market")
        @Parameter(description = "Only of this market.")
        @Nullable
        public String market;

        @QueryParam("reason")
        @Parameter(description = "Only opened for one of these reasons, with commas between them.")
        @Schema(examples = "DETECTED,MANUAL")
        @Nullable
        public String reason;

        @QueryParam("signal")
        @Parameter(description = "Only where one of these signals stands (rules F), with commas between them.")
        @Schema(examples = "NUMBER_REUSED,SCAN_BEFORE_ORDER")
        @Nullable
        public String signal;

        @QueryParam("minScore")
        @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "100")
        @Nullable
        public String minScore;

        @QueryParam("currency")
        @Parameter(description = "Only about money of this currency; must be given with an amount, and to sort by it.")
        @Schema(examples = "EUR")
        @Nullable
        public String currency;

        @QueryParam("minAmount")
        @Parameter(description = "Only with at least so much money at stake.")
        @Schema(pattern = "^" + OrderApi.AMOUNT + "$", examples = "10.00")
        @Nullable
        public String minAmount;

        @QueryParam("maxAmount")
        @Parameter(description = "Only with at most so much money at stake.")
        @Schema(pattern = "^" + OrderApi.AMOUNT + "$", examples = "500.00")
        @Nullable
        public String maxAmount;

        @QueryParam("dueBefore")
        @Parameter(description = "Only due before this moment.")
        @Schema(format = "date-time")
        @Nullable
        public String dueBefore;

        @QueryParam("overdue")
        @Parameter(description = "Only those that are due and not decided, or only the others (P7).")
        @Schema(type = SchemaType.BOOLEAN)
        @Nullable
        public String overdue;

        @QueryParam("q")
        @Parameter(
                description =
                        "Only where this is found: the id of a case, an order, a seller or a buyer, a tracking number, or"
                                + " whole words of notes, statements, and what the seller was asked for. What is found in more"
                                + " than 2,000 cases is refused.")
        @Schema(maxLength = TEXT_AT_MOST, examples = "1Z5R89390357567127")
        @Nullable
        public String q;

        @QueryParam("sort")
        @Parameter(
                description =
                        "What comes first: the most pressing, the worst, the most money (of one currency), the most urgent,"
                                + " or the oldest.")
        @Schema(
                enumeration = {"priority", "score", "amount", "dueAt", "openedAt"},
                defaultValue = "priority")
        @Nullable
        public String sort;

        @QueryParam("view")
        @Parameter(description = "What a saved view shows; nothing else can narrow it.")
        @Schema(format = "uuid")
        @Nullable
        public String view;

        /** The view that is asked for; null when there is none. Refuses other parameters beside it. */
        @Nullable
        UUID viewId() {
            String id = view;
            if (id == null) {
                return null;
            }
            boolean alone = Stream.of(
                            status, assignee, sellerId, buyerId, orderId, market, reason, signal, minScore, currency,
                            minAmount, maxAmount, dueBefore, overdue, q, sort)
                    .allMatch(each -> each == null);
            if (!alone) {
                throw Refusal.invalid("view", "must stand alone: it says what is shown, and in which order")
                        .asException();
            }
            return FindCasesApi.viewId(id);
        }

        QueueFilter filter() {
            return new QueueFilter(
                    severalOf(CaseStatus.class, "status", status),
                    assignee,
                    sellerId,
                    buyerId,
                    orderId,
                    market,
                    severalOf(CaseReason.class, "reason", reason),
                    several("signal", signal),
                    Query.count("minScore", minScore),
                    currency,
                    QueueFilter.minor("minAmount", minAmount, currency),
                    QueueFilter.minor("maxAmount", maxAmount, currency),
                    moment(dueBefore),
                    Query.flag("overdue", overdue),
                    text(q),
                    sortOf(sort));
        }
    }

    static UUID viewId(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("view", "must be the id of a saved view").asException();
        }
    }

    private static <E extends Enum<E>> Set<E> severalOf(Class<E> type, String name, @Nullable String values) {
        return several(name, values).stream()
                .map(value -> Objects.requireNonNull(Query.oneOf(type, name, value)))
                .collect(Collectors.toSet());
    }

    private static Set<String> several(String name, @Nullable String values) {
        if (values == null) {
            return Set.of();
        }
        String[] each = values.split(",", VALUES_AT_MOST + 1);
        if (each.length > VALUES_AT_MOST) {
            throw Refusal.invalid(name, "must be at most " + VALUES_AT_MOST + " values")
                    .asException();
        }
        return Set.copyOf(List.of(each));
    }

    private static @Nullable Instant moment(@Nullable String value) {
        try {
            return value == null ? null : Iso8601.instant(value);
        } catch (DateTimeException e) {
            throw Refusal.invalid("dueBefore", Iso8601.INSTANT_MESSAGE).asException();
        }
    }

    static @Nullable String text(@Nullable String q) {
        if (q != null && (q.isBlank() || q.length() > TEXT_AT_MOST)) {
            throw Refusal.invalid("q", "must be 1 to " + TEXT_AT_MOST + " characters")
                    .asException();
        }
        return q;
    }

    static QueueSort sortOf(@Nullable String sort) {
        return sort == null
                ? QueueSort.PRIORITY
                : QueueSort.of(sort)
                        .orElseThrow(() -> Refusal.invalid("sort", "must be one of " + QueueSort.codes())
                                .asException());
    }
}
