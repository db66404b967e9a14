package dev.countermand.detector;

import dev.countermand.kernel.BusinessDays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * F6: delivered, or addressed by the number's own parts, to another country or postal region than the order's. A region is
 * the first characters of a postal code: a pickup point round the corner has another code, not another region.
 */
public final class WrongDestination implements Detector {

    public static final String CODE = "WRONG_DESTINATION";
    public static final String POSTAL_CHARACTERS = "postalCharacters";

    @Override
    public Identity identity() {
        return new Identity(CODE, "F6", 3);
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(Threshold.count(
                POSTAL_CHARACTERS, 1, 10, "So many first characters of the postal code say which region it is"));
    }

    @Override
    public Optional<Evidence> judge(Facts facts, Thresholds thresholds, BusinessDays days) {
        int characters = thresholds.count(POSTAL_CHARACTERS);
        Facts.Movement movement = facts.movement();
        if (movement.deliveredAt() != null
                && elsewhere(facts, movement.deliveredCountry(), movement.deliveredPostalCode(), characters)) {
            String where = place(movement.deliveredCountry(), movement.deliveredPostalCode());
            return Optional.of(evidence(facts, "deliveredTo", where, characters, "was delivered to " + where));
        }
        Facts.NumberFacts number = facts.number();
        if (Boolean.TRUE.equals(number.valid())
                && number.certain()
                && elsewhere(facts, number.country(), number.postalCode(), characters)) {
            String where = place(number.country(), number.postalCode());
            return Optional.of(evidence(facts, "addressedTo", where, characters, "is addressed to " + where));
        }
        return Optional.empty();
    }

    private static boolean elsewhere(
            Facts facts, @Nullable String country, @Nullable String postalCode, int characters) {
        if (country != null && !country.equalsIgnoreCase(facts.country())) {
            return true;
        }
        return postalCode != null
                && !sameRegion(PostalCodes.plain(postalCode), PostalCodes.plain(facts.postalCode()), characters);
    }

    /** Some carriers drop the zeros on the left, or fill up with them: of codes of one length neither was done. */
    private static boolean sameRegion(String one, String other, int characters) {
        return one.length() == other.length()
                ? first(one, characters).equals(first(other, characters))
                : first(withoutZeros(one), characters).equals(first(withoutZeros(other), characters));
    }

    private static String withoutZeros(String postalCode) {
        return postalCode.replaceFirst("^0+(?=.)", "");
    }

    private static String first(String postalCode, int characters) {
        return postalCode.substring(0, Math.min(characters, postalCode.length()));
    }

    private static Evidence evidence(Facts facts, String name, String where, int characters, String what) {
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put(name, where);
        seen.put("shipTo", place(facts.country(), facts.postalCode()));
        seen.put("comparedPostalCharacters", characters);
        return new Evidence(
                "The parcel " + facts.trackingNumber() + " " + what + ", the order goes to "
                        + place(facts.country(), facts.postalCode())
                        + ". Compared were the country and the first "
                        + (characters == 1 ? "character" : characters + " characters") + " of the postal code.",
                seen);
    }

    private static String place(@Nullable String country, @Nullable String postalCode) {
        if (country == null) {
            return String.valueOf(postalCode);
        }
        return postalCode == null ? country : country + " " + postalCode;
    }
}
