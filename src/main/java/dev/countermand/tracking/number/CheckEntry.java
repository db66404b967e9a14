package dev.countermand.tracking.number;

import java.util.List;

/** Reads a check-digit rule from a file of the catalogue. */
final class CheckEntry {

    private CheckEntry() {}

    static CheckDigitRule read(Entry check) {
        String name = check.text("rule");
        CheckDigitRule rule = switch (name) {
            case "mod7" -> plain(check, new CheckDigitRule.Mod7());
            case "luhn" -> plain(check, new CheckDigitRule.Luhn());
            case "s10" -> plain(check, new CheckDigitRule.S10());
            case "mod37-36" -> plain(check, new CheckDigitRule.Mod3736());
            case "mod10" -> mod10(check.allowing("rule", "prefix", "even", "odd", "reverse"));
            case "weighted-sum" -> weightedSum(check.allowing("rule", "prefix", "weights", "moduli"));
            default -> throw check.faulty("has the unknown rule " + name);
        };
        return check.has("prefix") ? new CheckDigitRule.Prefixed(check.text("prefix"), rule) : rule;
    }

    private static CheckDigitRule plain(Entry check, CheckDigitRule rule) {
        check.allowing("rule", "prefix");
        return rule;
    }

    private static CheckDigitRule mod10(Entry check) {
        return new CheckDigitRule.Mod10(check.number("even"), check.number("odd"), check.flag("reverse"));
    }

    private static CheckDigitRule weightedSum(Entry check) {
        List<Integer> moduli = check.numbers("moduli");
        if (moduli.size() != 2) {
            throw check.faulty("needs two moduli");
        }
        return new CheckDigitRule.WeightedSum(check.numbers("weights"), moduli.getFirst(), moduli.getLast());
    }
}
