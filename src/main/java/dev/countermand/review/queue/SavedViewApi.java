package dev.countermand.review.queue;

import dev.countermand.kernel.Words;
import dev.countermand.order.OrderApi;
import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said about saved views. */
public final class SavedViewApi {

    private static final int ID_AT_MOST = 255;
    private static final String VISIBLE = "[\\x20-\\x7E]+";
    private static final String VISIBLE_SOMEWHERE = "[\\s\\S]*\\S[\\s\\S]*";
    private static final String VISIBLE_MESSAGE = "must be visible ASCII characters";

    private SavedViewApi() {}

    /** What a view shows: what {@code GET /v1/cases} takes, under the same names. */
    @RegisterForReflection
    @Schema(
            name = "CaseFilter",
            description = "Which cases, and in which order: what `GET /v1/cases` takes, and as it does.")
    public record Filter(
            @Size(max = 10) @Nullable List<@NotNull CaseStatus> status,

            @Size(max = ID_AT_MOST)
            @Pattern(regexp = VISIBLE, message = VISIBLE_MESSAGE)
            @Schema(description = "`me` is whoever looks through the view.", examples = "nobody")
            @Nullable
            String assignee,

            @Pattern(regexp = OrderApi.ID, message = OrderApi.ID_MESSAGE) @Schema(examples = "seller-3") @Nullable
            String sellerId,

            @Pattern(regexp = OrderApi.ID, message = OrderApi.ID_MESSAGE) @Schema(examples = "buyer-7") @Nullable
            String buyerId,

            @Pattern(regexp = OrderApi.ID, message = OrderApi.ID_MESSAGE) @Schema(examples = "order-1001") @Nullable
            String orderId,

            @Size(max = ID_AT_MOST)
            @Pattern(regexp = VISIBLE, message = VISIBLE_MESSAGE)
            @Schema(examples = "aliexpress")
            @Nullable
            String market,

            @Size(max = 10) @Nullable List<@NotNull CaseReason> reason,

            @Size(max = 30) @Schema(examples = "[\"NUMBER_REUSED\"]") @Nullable
            List<@NotNull @Size(max = ID_AT_MOST) String> signal,

            @Min(0) @Max(100) @Nullable Integer minScore,
            @Schema(examples = "EUR") @Nullable String currency,

            @Pattern(regexp = OrderApi.AMOUNT, message = OrderApi.AMOUNT_MESSAGE) @Schema(examples = "10.00") @Nullable
            String minAmount,

            @Pattern(regexp = OrderApi.AMOUNT, message = OrderApi.AMOUNT_MESSAGE) @Schema(examples = "500.00") @Nullable
            String maxAmount,

            @Nullable Instant dueBefore,
            @Nullable Boolean overdue,

            @Size(min = 1, max = FindCasesApi.TEXT_AT_MOST)
            @Pattern(regexp = VISIBLE_SOMEWHERE, message = "must not be blank")
            @Schema(examples = "hotline")
            @Nullable
            String q,

            @Schema(
                    enumeration = {"priority", "score", "amount", "dueAt", "openedAt"},
                    defaultValue = "priority")
            @Nullable
            String sort) {

        QueueFilter toFilter() {
            return new QueueFilter(
                    status == null ? Set.of() : Set.copyOf(status),
                    assignee,
                    sellerId,
                    buyerId,
                    orderId,
                    market,
                    reason == null ? Set.of() : Set.copyOf(reason),
                    signal == null ? Set.of() : Set.copyOf(signal),
                    minScore,
                    currency,
                    QueueFilter.minor("filter.minAmount", minAmount, currency),
                    QueueFilter.minor("filter.maxAmount", maxAmount, currency),
                    dueBefore,
                    overdue,
                    q,
                    FindCasesApi.sortOf(sort));
        }

        static Filter of(QueueFilter filter) {
            return new Filter(
                    sorted(filter.statuses()),
                    filter.assignee(),
                    filter.sellerId(),
                    filter.buyerId(),
                    filter.orderId(),
                    filter.market(),
                    sorted(filter.reasons()),
                    sorted(filter.signals()),
                    filter.minScore(),
                    filter.currency(),
                    filter.amount(filter.minAmount()),
                    filter.amount(filter.maxAmount()),
                    filter.dueBefore(),
                    filter.overdue(),
                    filter.text(),
                    filter.sort().code());
        }

        private static <T extends Comparable<T>> @Nullable List<T> sorted(Set<T> values) {
            return values.isEmpty() ? null : values.stream().sorted().toList();
        }
    }

    /** {@code POST /v1/cases/views} and {@code PUT /v1/cases/views/{id}}. */
    @RegisterForReflection
    @Schema(name = "SaveView")
    public record SaveView(
            @NotNull
            @Size(max = 100)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(examples = "Large and overdue")
            String name,

            @NotNull @Valid Filter filter) {}

    /** A saved view. */
    @RegisterForReflection
    @Schema(name = "SavedView")
    public record View(
            UUID id,
            @Schema(examples = "moderator-1") String owner,
            @Schema(examples = "Large and overdue") String name,
            Filter filter,

            @Schema(
                    description = "The address of what it shows; whoever may see cases may have it.",
                    examples = "/v1/cases?view=0198c5b2-0000-7000-8000-000000000000")
            String url,

            Instant savedAt) {

        static View of(SavedViewService.SavedView view) {
            return new View(
                    view.id(),
                    view.owner(),
                    view.name(),
                    Filter.of(view.filter()),
                    "/v1/cases?view=" + view.id(),
                    view.savedAt());
        }
    }
}
