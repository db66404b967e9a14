package dev.countermand.order;

import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Refusal.FieldError;
import dev.countermand.kernel.Wait;
import dev.countermand.order.units.LinePrice;
import dev.countermand.order.units.OrderLine;
import dev.countermand.policy.Policy;
import dev.countermand.policy.catalogue.Policies;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what the marketplace sent into an order, or says field by field why it cannot. */
@ApplicationScoped
public class OrderDrafts {

    /** Clocks of two machines differ; an order from further ahead than this is an error. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final Policies policies;

    public OrderDrafts(Policies policies) {
        this.policies = policies;
    }

    /** The order as placed, unpaid; throws a refusal with every wrong field. */
    public Order draft(NewOrder request, Actor by, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        Optional<Policy> policy = policies.current(request.market());
        if (policy.isEmpty()) {
            errors.add(new FieldError("market", "must be one of " + policies.marketsInWords()));
        }
        Currency currency = Currency.inForce(request.currency()).orElse(null);
        List<OrderLine> lines = new ArrayList<>();
        Money shippingFee = null;
        if (currency == null) {
            errors.add(new FieldError("currency", "must be a currency that ISO 4217 has in force, such as EUR"));
        } else {
            shippingFee = Money.read("shippingFee", request.shippingFee(), currency, errors);
            lines = lines("lines", request.items(), Money.zero(currency), errors);
        }
        Instant placedAt = request.placedAt() == null ? now : request.placedAt();
        if (placedAt.isAfter(now.plus(CLOCK_TOLERANCE))) {
            errors.add(new FieldError("placedAt", "must not be in the future"));
        }
        Wait processingTime = policy.map(terms -> processingTime(request.processingTime(), terms, errors))
                .orElse(null);
        if (!errors.isEmpty() || currency == null || shippingFee == null || processingTime == null) {
            throw Refusal.invalid(errors).asException();
        }
        Order.Terms terms = new Order.Terms(
                request.id(),
                request.market(),
                policy.orElseThrow().version(),
                request.buyerId(),
                request.sellerId(),
                currency,
                processingTime,
                shippingFee,
                request.shipFromCountry(),
                request.shipTo(),
                placedAt,
                request.originHash());
        Order order = new Order(terms, policy.orElseThrow(), lines, by, now);
        order.termsInWriting(request.termsInWriting());
        return order;
    }

    /**
     * Lines as they were asked for, numbered from 1; what is wrong with them is added to {@code errors}.
     *
     * @param field the list's name in the request
     * @param besides what the order's goods are worth without them
     */
    public static List<OrderLine> lines(
            String field, List<NewOrder.Item> requested, Money besides, List<FieldError> errors) {
        List<OrderLine> lines = new ArrayList<>();
        Currency currency = besides.currency();
        long total = besides.minor();
        for (int i = 0; i < requested.size(); i++) {
            NewOrder.Item line = requested.get(i);
            LinePrice price = line.price().read(field + "[" + i + "]", line.quantity(), currency, errors);
            if (price != null) {
                lines.add(OrderLine.of(i + 1, line.sku(), line.title(), line.quantity(), price, line.madeToMeasure()));
                total += price.total().minor();
                if (total > Money.MAX_MINOR) {
                    errors.add(new FieldError(
                            field, "must not be worth more than " + new Money(Money.MAX_MINOR, currency).inWords()));
                    return lines;
                }
            }
        }
        return lines;
    }

    /** So many business days take as many days of 24 hours at least, so a wish within those is never longer (A9). */
    private static Wait processingTime(@Nullable Duration wanted, Policy policy, List<FieldError> errors) {
        Wait most = policy.shipping().processingTime();
        if (wanted == null) {
            return most;
        }
        if (wanted.toSeconds() <= 0 || wanted.compareTo(most.atLeast()) > 0) {
            errors.add(new FieldError(
                    "processingTime",
                    "must be longer than nothing and at most "
                            + Wait.of(most.atLeast()).inWords() + " (A9)"));
        }
        return Wait.of(wanted);
    }
}
