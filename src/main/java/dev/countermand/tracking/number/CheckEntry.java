package dev.countermand.tracking.number;

import dev.countermand.document.Fields;
import dev.countermand.document.Value;
import java.util.List;

/** Reads a check-digit rule from a file of the catalogue. */
final class CheckEntry {

    private CheckEntry() {}

    static CheckDigitRule read(Fields check) {
        Value name = check.get("rule");
        CheckDigitRule rule = switch (name.text()) {
            case "mod7" -> plain(check, new CheckDigitRule.Mod7());
            case "luhn" -> plain(check, new CheckDigitRule.Luhn());
            case "s10" -> plain(check, new CheckDigitRule.S10());
            case "mod37-36" -> plain(check, new CheckDigitRule.Mod3736());
            case "mod10" -> mod10(check.allowing("rule", "prefix", "even", "odd", "reverse"));
            case "weighted-sum" -> weightedSum(check.allowing("rule", "prefix", "weights", "moduli"));
            default -> throw name.faulty("is the unknown " + name.text());
        };
        return check.has("prefix")
                ? new CheckDigitRule.Prefixed(check.get("prefix").text(), rule)
                : rule;
    }

    private static CheckDigitRule plain(Fields check, CheckDigitRule rule) {
        check.allowing("rule", "prefix");
        return rule;
    }

    private static CheckDigitRule mod10(Fields check) {
        return new CheckDigitRule.Mod10(
                aboveZero(check.get("even")),
                aboveZero(check.get("odd")),
                check.has("reverse") && check.get("reverse").flag());
    }

    private static CheckDigitRule weightedSum(Fields check) {
        List<Integer> moduli = allAboveZero(check.get("moduli"));
        if (moduli.size() != 2) {
            throw check.get("moduli").faulty("must be two numbers");
        }
        return new CheckDigitRule.WeightedSum(allAboveZero(check.get("weights")), moduli.getFirst(), moduli.getLast());
    }

    private static List<Integer> allAboveZero(Value numbers) {
        List<Integer> all = numbers.items().stream().map(CheckEntry::aboveZero).toList();
        if (all.isEmpty()) {
            throw numbers.faulty("must be a list of numbers, but is empty");
        }
        return all;
    }

    /** It weighs or divides. */
    private static int aboveZero(Value number) {
        if (number.number() <= 0) {
            throw number.wrong("above zero");
        }
        return number.number();
    }
}
