package dev.countermand.tracking.number;

import java.util.List;

/**
 * How the check digit of a format follows from its serial number. Rules take digits and upper-case letters, which is
 * all that the patterns of the catalogue let through.
 */
sealed interface CheckDigitRule {

    /** The digit (0 to 9, or up to 35 for letters) that belongs to the serial number; negative when none can. */
    int digitFor(String serial);

    /** Whether the digit, or letter, given is the one that belongs to the serial number. */
    default boolean holds(String serial, String digit) {
        int expected = digitFor(serial);
        return expected >= 0
                && digit.length() == 1
                && Character.digit(digit.charAt(0), Character.MAX_RADIX) == expected;
    }

    /** The serial number itself, modulo 7. */
    record Mod7() implements CheckDigitRule {
        @Override
        public int digitFor(String serial) {
            int remainder = 0;
            for (int i = 0; i < serial.length(); i++) {
                remainder = (remainder * 10 + digitAt(serial, i)) % 7;
            }
            return remainder;
        }
    }

    /**
     * The sum of the characters, each times the factor of its place, filled up to the next ten.
     *
     * @param even the factor at the places 0, 2, 4 ...
     * @param odd the factor at the places 1, 3, 5 ...
     * @param reverse whether places are counted from the right
     */
    record Mod10(int even, int odd, boolean reverse) implements CheckDigitRule {
        @Override
        public int digitFor(String serial) {
            int sum = 0;
            for (int i = 0; i < serial.length(); i++) {
                int place = reverse ? serial.length() - 1 - i : i;
                sum += value(serial.charAt(i)) * (place % 2 == 0 ? even : odd);
            }
            return toNextTen(sum);
        }

        // Letters count as carriers define it: A is 2, B is 3, and so on round the ten digits.
        private static int value(char c) {
            return c >= '0' && c <= '9' ? c - '0' : (c - 3) % 10;
        }
    }

    /** Luhn: every second digit from the right is doubled, nine taken off what passes nine. */
    record Luhn() implements CheckDigitRule {
        @Override
        public int digitFor(String serial) {
            int sum = 0;
            for (int i = 0; i < serial.length(); i++) {
                boolean doubled = (serial.length() - i) % 2 == 1;
                int value = digitAt(serial, i) * (doubled ? 2 : 1);
                sum += value > 9 ? value - 9 : value;
            }
            return toNextTen(sum);
        }
    }

    /** The S10 standard of the Universal Postal Union: eight weighted digits, eleven minus the sum modulo eleven. */
    record S10() implements CheckDigitRule {
        private static final List<Integer> WEIGHTS = List.of(8, 6, 4, 2, 3, 5, 9, 7);

        @Override
        public int digitFor(String serial) {
            if (serial.length() != WEIGHTS.size()) {
                return -1;
            }
            int remainder = weightedSum(serial, WEIGHTS) % 11;
            return switch (remainder) {
                case 0 -> 5;
                case 1 -> 0;
                default -> 11 - remainder;
            };
        }
    }

    /** The weighted sum of the digits, modulo one number and then another. */
    record WeightedSum(List<Integer> weights, int modulo, int thenModulo) implements CheckDigitRule {

        public WeightedSum {
            weights = List.copyOf(weights);
        }

        @Override
        public int digitFor(String serial) {
            return serial.length() == weights.size() ? weightedSum(serial, weights) % modulo % thenModulo : -1;
        }
    }

    /** ISO 7064 MOD 37,36: digits and letters, the check character too. */
    record Mod3736() implements CheckDigitRule {
        private static final int MODULUS = 36;

        @Override
        public int digitFor(String serial) {
            int product = MODULUS;
            for (int i = 0; i < serial.length(); i++) {
                int sum = (product + Character.digit(serial.charAt(i), Character.MAX_RADIX)) % MODULUS;
                product = (sum == 0 ? MODULUS : sum) * 2 % (MODULUS + 1);
            }
            return (MODULUS + 1 - product) % MODULUS;
        }
    }

    /** Another rule, over the serial number as it is when the label leaves nothing out. */
    record Prefixed(String prefix, CheckDigitRule rule) implements CheckDigitRule {
        @Override
        public int digitFor(String serial) {
            return rule.digitFor(serial.startsWith(prefix) ? serial : prefix + serial);
        }
    }

    private static int weightedSum(String serial, List<Integer> weights) {
        int sum = 0;
        for (int i = 0; i < serial.length(); i++) {
            sum += digitAt(serial, i) * weights.get(i);
        }
        return sum;
    }

    private static int digitAt(String serial, int place) {
        return Character.digit(serial.charAt(place), 10);
    }

    private static int toNextTen(int sum) {
        return (10 - sum % 10) % 10;
    }
}
