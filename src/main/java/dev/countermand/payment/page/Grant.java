package dev.countermand.payment.page;

import dev.countermand.order.units.LineUnits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be given back as goodwill or settlement.
 *
 * @param amount decimal, in the order's currency
 * @param lines for which units of it, if for any by name
 * @param shipping what of it is for shipping, decimal, if any is
 */
public record Grant(
        String amount,
        String reason,
        @Nullable List<LineUnits> lines,
        @Nullable String shipping) {}
