package dev.countermand.seller.statement;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.seller.EntryKind;
import dev.countermand.seller.Fact;
import dev.countermand.seller.Sanction;
import dev.countermand.seller.SanctionStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sanction to be put into words. */
public record SomeSanction(
        EntryKind kind,
        String market,
        String cause,
        String statement,
        List<Fact> facts,
        boolean byMachine,
        Sanction.@Nullable Appeal appeal) {

    static final Instant AT = Instant.parse("2031-03-01T10:15:30Z");

    public static SomeSanction of(EntryKind kind, String market, String statement) {
        return new SomeSanction(kind, market, "by-hand-1", statement, List.of(), false, null);
    }

    public SomeSanction because(Fact... known) {
        return new SomeSanction(kind, market, cause, statement, List.of(known), byMachine, appeal);
    }

    public SomeSanction byItself(String why) {
        return new SomeSanction(kind, market, why, statement, facts, true, appeal);
    }

    SomeSanction appealed(Sanction.Appeal filed) {
        return new SomeSanction(kind, market, cause, statement, facts, byMachine, filed);
    }

    public Sanction made() {
        boolean ends = kind == EntryKind.SELLING_LIMIT || kind == EntryKind.SUSPENSION;
        return new Sanction(
                new UUID(7, 7),
                "seller-3",
                kind,
                SanctionStatus.IN_FORCE,
                "order-1001",
                cause,
                "A17",
                new Money(897, Currency.getInstance("EUR")),
                12,
                statement,
                facts,
                byMachine || !facts.isEmpty(),
                byMachine,
                market,
                1,
                "mod-1",
                AT,
                null,
                null,
                kind == EntryKind.SUSPENSION ? "lead-1" : null,
                null,
                AT,
                Instant.parse("2032-03-01T10:15:30Z"),
                ends ? Instant.parse("2031-03-31T10:15:30Z") : null,
                kind == EntryKind.SELLING_LIMIT ? 5 : null,
                Instant.parse("2031-09-01T10:15:30Z"),
                appeal,
                0);
    }
}
